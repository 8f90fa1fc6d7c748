"""Counts for the report of transparency: of what is public, and small cells left out."""
