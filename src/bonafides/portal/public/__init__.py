"""The pages for anyone."""
