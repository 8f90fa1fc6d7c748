"""What became known since a checkpoint, for bodies that keep a copy: first all that stands, then each change."""
