"""Consumers of shared data: each end is told to all who were given what ended, and each must acknowledge it."""
