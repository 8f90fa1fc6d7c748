"""Canonical JSON of one value (RFC 8785), by the library of that name."""

from __future__ import annotations

from typing import Any

import rfc8785


def canonical(value: Any) -> bytes:
    """The one byte string of a JSON value. Raises rfc8785.CanonicalizationError for floats that JSON cannot hold."""
    return rfc8785.dumps(value)
