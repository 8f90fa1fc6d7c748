"""Accounts of persons who sign in."""
