"""Standards of a pack, run: snapshots of the register, the SQL of a standard, the engines that run it."""
