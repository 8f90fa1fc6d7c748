"""The acts of signals."""
