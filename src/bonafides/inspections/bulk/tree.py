"""The tree over a frozen list, kept as the roots of blocks of 256 leaves: 32 bytes a block, and no object a subject.

The tree of RFC 6962 over the list is the tree over its blocks' roots, since it splits at powers of two. So a proof for one
subject is the proof within its block, whose rows are read for it, and the proof of the block.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import duckdb
import pyarrow as pa

from bonafides.inspections.bulk.expressions import frozen, leaf, parent
from bonafides.inspections.bulk.lists import subjects
from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.opening import Opening
from bonafides.kernel.draw.subjects import leaf_of
from bonafides.kernel.merkle.hashing import HASH_BYTES, root_of
from bonafides.kernel.merkle.proofs import inclusion_proof
from bonafides.kernel.merkle.tree import Tree

HEIGHT = 8
BLOCK = 1 << HEIGHT
_PART = 1 << 20
"""Leaves that are worked on together."""


@dataclass(frozen=True)
class Blocks:
    """The tree of a list, as far as it is kept."""

    size: int
    roots: bytes

    @property
    def root(self) -> bytes:
        return root_of(self.roots)

    def opening(self, db: duckdb.DuckDBPyConnection, path: Path, draw: str, code: str) -> Opening:
        """The opening of one business. Raises Refused where it is not in the list."""
        found = db.execute(
            f"SELECT file_row_number FROM {frozen(path, numbered=True)} WHERE code = $code", {"code": code}
        ).fetchone()
        if found is None:
            raise Refused(f"{code} is not among the {self.size} subjects of the draw")
        block, place = divmod(found[0], BLOCK)
        rows = subjects(db, path, "file_row_number BETWEEN ? AND ?", (block * BLOCK, block * BLOCK + BLOCK - 1))
        inside, above = Tree(), Tree()
        inside.append_hashes(b"".join(map(leaf_of, rows)))
        above.append_hashes(self.roots)
        proof = inclusion_proof(inside, place, len(rows)) + inclusion_proof(above, block, above.size)
        return Opening(draw, rows[place], found[0], proof)

    def to_bytes(self) -> bytes:
        return self.size.to_bytes(8, "big") + self.roots

    @classmethod
    def of_bytes(cls, value: bytes) -> Self:
        found = cls(int.from_bytes(value[:8], "big"), value[8:])
        if len(found.roots) != (found.size + BLOCK - 1) // BLOCK * HASH_BYTES:
            raise Refused(
                f"a tree of {found.size} subjects has one hash of {HASH_BYTES} bytes for each {BLOCK} of them"
            )
        return found


def blocks_of(db: duckdb.DuckDBPyConnection, path: Path) -> Blocks:
    """The tree over a frozen list. Every hash is DuckDB's, on all its threads."""
    size, roots = 0, bytearray()
    beside = db.cursor()  # the list is still being read when the levels above are worked out
    for leaves in _parts(db, path):
        size += len(leaves) // HASH_BYTES
        even = len(leaves) // (BLOCK * HASH_BYTES) * BLOCK * HASH_BYTES
        whole = pa.py_buffer(leaves).slice(0, even)
        for _ in range(HEIGHT):
            whole = _level_above(beside, whole)
        roots += whole.to_pybytes()
        if even < len(leaves):
            roots += root_of(leaves[even:])
    return Blocks(size, bytes(roots))


def _parts(db: duckdb.DuckDBPyConnection, path: Path) -> Iterator[bytes]:
    """The leaf hashes of a list one after another, in parts of a whole number of blocks; the last is shorter."""
    kept = bytearray()
    for batch in db.sql(f"SELECT {leaf()} AS leaf FROM {frozen(path)}").to_arrow_reader(_PART):
        kept += _bytes_of(batch.column(0))
        if len(kept) >= _PART * HASH_BYTES:
            yield bytes(kept[: _PART * HASH_BYTES])
            del kept[: _PART * HASH_BYTES]
    if kept:
        yield bytes(kept)


def _level_above(db: duckdb.DuckDBPyConnection, hashes: pa.Buffer) -> pa.Buffer:
    pair = pa.binary(2 * HASH_BYTES)
    count = hashes.size // (2 * HASH_BYTES)
    if not count:
        return hashes
    column = pa.FixedSizeBinaryArray.from_buffers(pair, count, [None, hashes])
    step = 1 << 16
    db.register("pairs", pa.table({"pair": pa.chunked_array([column.slice(at, step) for at in range(0, count, step)])}))
    found = db.sql(f"SELECT {parent('pair')} AS node FROM pairs").to_arrow_table()
    db.unregister("pairs")
    return pa.py_buffer(b"".join(map(_bytes_of, found.column(0).chunks)))


def _bytes_of(hashes: pa.Array) -> bytes:
    """Hashes of one length, one after another."""
    offsets = memoryview(hashes.buffers()[1]).cast("i")
    start, end = offsets[hashes.offset], offsets[hashes.offset + len(hashes)]
    data: bytes = hashes.buffers()[2].slice(start, end - start).to_pybytes()
    if len(data) != HASH_BYTES * len(hashes):
        raise Refused(f"{len(hashes)} hashes have {HASH_BYTES} bytes each; {len(data)} bytes came")
    return data
