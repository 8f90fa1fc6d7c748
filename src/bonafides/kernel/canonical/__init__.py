"""Canonical JSON (RFC 8785), one value at a time and a million rows at a time."""
