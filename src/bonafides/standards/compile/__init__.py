"""A pack's indicators and decision tables, for a day, as a program and its SQL."""
