"""Pure: no Django, no clock, no randomness, no I/O. What an outsider needs to verify us."""
