"""Tiers: the decision of a pack that gives every business its class, run for the whole register, and its history."""
