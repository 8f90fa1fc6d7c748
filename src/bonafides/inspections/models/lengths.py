"""How long the names of things are at most."""

ITEM, OFFICER, DRAW = 60, 60, 240
