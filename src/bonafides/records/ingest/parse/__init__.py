"""The parse rules of a mapping, one a file: a text column in, a typed column out, null where a cell cannot be read."""
