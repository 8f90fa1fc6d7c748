"""What is chosen by the key of an export. Without the key each choice looks like chance, and is independent of the others."""

from __future__ import annotations

import hmac
from base64 import b32encode
from collections.abc import Iterable, Sequence

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

    def gaps(self, cells: Sequence[tuple[str, str]], per_mille: int) -> frozenset[tuple[str, str]]:
        """So many in a thousand of the cells (row, column) that have a value: those that are held back."""
        count = len(cells) * per_mille // 1000
        ranked = sorted(cells, key=lambda one: self._chance("gap", f"{one[0]}\0{one[1]}"))
        return frozenset(ranked[:count])

    def _chance(self, what: str, of: str) -> bytes:
        return hmac.digest(self._key, f"{what}\0{of}".encode(), "sha256")
