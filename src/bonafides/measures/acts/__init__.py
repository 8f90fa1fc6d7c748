"""The acts by which measures begin and end."""
