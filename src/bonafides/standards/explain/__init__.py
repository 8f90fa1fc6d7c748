"""One result explained: what it follows from, what would change it, and when it changes by itself."""
