"""Visits: those that wait, one with all that was done in it, and each next step as a form that a phone can fill in."""
