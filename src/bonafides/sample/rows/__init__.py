"""The rows of each agency's files, one module a kind of record: a block of entities in, a table of text cells out."""
