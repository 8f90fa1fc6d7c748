"""Bona Fides: the platform on which a government runs credit-based market regulation."""
