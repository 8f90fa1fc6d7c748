"""A key of a business for the facts of one class."""

from __future__ import annotations

from typing import NamedTuple


class Key(NamedTuple):
    """Its number, and the key; none where the facts of the business are erased."""

    number: int
    key: bytes | None
