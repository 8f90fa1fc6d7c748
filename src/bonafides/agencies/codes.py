"""Codes that people type from a letter."""

from __future__ import annotations

from hashlib import sha256

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is read as another


def digest_of(code: str) -> bytes:
    """The hash by which a code is kept, however it was typed."""
    return sha256("".join(code.upper().split()).replace("-", "").encode("utf-8", "surrogatepass")).digest()
