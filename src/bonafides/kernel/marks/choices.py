"""What is chosen by the key of an export. Without the key each choice looks like chance, and is independent of the others."""

from __future__ import annotations

import hmac
from base64 import b32encode
from collections.abc import Iterable

KEY_BYTES = 32
REFERENCE_BITS = 40
GAP = "…"
"""Stands where a value was held back. It never stands for a value that is empty."""


class Choices:
    """The choices under one key."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError(f"the key of an export has {KEY_BYTES} bytes; {len(key)} came")
        self._key = key

    def reference(self, item: str) -> str:
        """The reference of a row: eight letters and digits, the same whenever it is asked for."""
        return b32encode(self._chance("reference", item)[: REFERENCE_BITS // 8]).decode()

    def order(self, items: Iterable[str]) -> list[str]:
        """The rows in the order of this export."""
        return sorted(items, key=lambda one: self._chance("order", one))

    def is_gap(self, row: str, column: str, per_mille: int) -> bool:
        """Whether a cell that has a value is held back: each by itself, so many in a thousand."""
        return int.from_bytes(self._chance("gap", f"{row}\0{column}")[:8], "big") * 1000 < per_mille << 64

    def _chance(self, what: str, of: str) -> bytes:
        return hmac.digest(self._key, f"{what}\0{of}".encode(), "sha256")
