"""Simulation: what a law that does not exist yet would change, business by business, beside the law as it is."""
