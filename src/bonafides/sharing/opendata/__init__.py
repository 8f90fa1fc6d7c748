"""Open data: what is public of businesses, as files that are made anew, and as changes since a checkpoint.

All of it comes through the door as the public sees it. Sole traders are left out: their name may be a person's, and a file
of all of them would be a list of persons. What is no longer public is in no file that is served: files are of today or are
not served.
"""
