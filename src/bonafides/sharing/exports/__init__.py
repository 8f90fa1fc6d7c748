"""Files for officers, each with its recipient's mark; and what a file that came back says of where it came from."""
