"""Middleware of our own; kept few, for each costs every request."""
