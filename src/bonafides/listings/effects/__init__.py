"""What the steps of a procedure do to lists and records: each effect a file, named in the packs by one word."""
