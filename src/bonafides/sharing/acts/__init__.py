"""Acts about what is shared."""
