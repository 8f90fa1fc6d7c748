"""The log's tree above its leaves: roots at any size, and the tiles that should be there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import connection

from bonafides.kernel.merkle.hashing import EMPTY_ROOT, node_hash, root_of
from bonafides.kernel.merkle.tree import TILE_WIDTH, Tree
from bonafides.ledger.audit.findings import Fault, Finding
from bonafides.ledger.models import LOG

_UPPER = "SELECT level, index, hashes, root FROM ledger_tile WHERE tree = %s AND (level > 0 OR index >= %s) ORDER BY level, index"


class LogTree:
    """A tree whose leaves are the roots of full runs of 256 entries: 32 bytes for 256 entries, however long the log."""

    def __init__(self, size: int, runs: Iterable[bytes], ends: Mapping[int, bytes]) -> None:
        self._size, self._ends, self._tree = size, ends, Tree()
        self._tree.append_hashes(b"".join(runs))

    def root_at(self, size: int) -> bytes | None:
        """The root of the first `size` entries; None beyond the end. Of open runs, only the sizes asked for are known."""
        if size > self._size:
            return None
        full, rest = divmod(size, TILE_WIDTH)
        end = self._ends.get(size) if rest else b""
        if end is None:
            raise KeyError(f"the root of {size} entries was not asked for")
        # From right to left over the complete subtrees, as RFC 6962 splits; the open run is the last of them.
        start, parts = 0, list[bytes]()
        while start < full:
            level = (full - start).bit_length() - 1
            parts.append(self._tree.node(level, start >> level))
            start += 1 << level
        found = end
        for part in reversed(parts):
            found = node_hash(part, found) if found else part
        return found or EMPTY_ROOT

    def audit_tiles(self) -> list[Finding]:
        """Every tile of the levels above the lowest, and the lowest beyond the log's end."""
        findings, expected = [], set[tuple[int, int]]()
        count, level = self._size // TILE_WIDTH // TILE_WIDTH, 1
        while count:
            expected |= {(level, index) for index in range(count)}
            count, level = count // TILE_WIDTH, level + 1
        with connection.cursor() as cursor:
            cursor.execute(_UPPER, [LOG, self._size // TILE_WIDTH])
            rows = cursor.fetchall()
        for level, index, hashes, root in rows:
            name = f"level {level}, tile {index}"
            if (level, index) not in expected:
                findings.append(Finding("ledger_tile", name, Fault.ADDED))
                continue
            expected.discard((level, index))
            right = self._tree.tile(level - 1, index)
            if bytes(hashes) != right or bytes(root) != root_of(right):
                findings.append(Finding("ledger_tile", name, Fault.CHANGED, "not what the tiles below it make"))
        findings += [
            Finding("ledger_tile", f"level {level}, tile {index}", Fault.DELETED) for level, index in sorted(expected)
        ]
        return findings
