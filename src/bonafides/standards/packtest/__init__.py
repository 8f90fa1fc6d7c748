"""The test cases of a pack: how a lawyer states a case, and what its standards make of it."""
