"""The acts about submissions: the keys that clients sign with."""
