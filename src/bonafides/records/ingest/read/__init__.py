"""Reading a source file in chunks, whatever its format; what cannot be read as a row is a fault of that row."""
