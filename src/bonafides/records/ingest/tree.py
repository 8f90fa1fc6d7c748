"""The tree of a batch, for the ledger: a leaf a record, in the order of the file's rows; it grows with each chunk.

A chunk's hashes are worked out ahead of its merge, as if each of its rows became a record, and so nearly always. Where one did
not, or an earlier chunk came out otherwise, they are worked out anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import polars as pl
from django.db import connection

from bonafides.kernel.merkle.edge import Edge
from bonafides.kernel.merkle.hashing import leaf_hashes
from bonafides.kernel.merkle.tiles import Tile
from bonafides.ledger.batches import BatchTree
from bonafides.records.models import Batch

_LAST = "SELECT commitment FROM records_record WHERE batch_id = %s AND known_from >= %s ORDER BY row_no DESC LIMIT %s"
# The records of a batch came after it was begun, by the clock of the database. That of this machine may differ from it; only
# where it differs by more is the whole table read.
_DIFFERENCE = timedelta(days=1)


def tree_of(batch: Batch) -> BatchTree:
    """The tree of a batch as far as it was taken in."""
    if not batch.added:
        return BatchTree(batch.pk)
    return BatchTree.resume(batch.pk, batch.added, _last(batch, BatchTree.open_part(batch.added)))


@dataclass(frozen=True)
class Growth:
    """What the rows of a chunk make of an edge: the edge after them, and the tiles that became full."""

    before: Edge
    after: Edge
    full: list[tuple[Tile, bytes, bytes]]


def grown(edge: Edge, rows: pl.DataFrame) -> Growth:
    """The edge once every row of a chunk stands in the tree; nothing is written."""
    after = edge.copy()
    return Growth(edge, after, after.append(_leaves(rows)))


def append(tree: BatchTree, ahead: Growth, rows: pl.DataFrame, left: list[int]) -> Growth:
    """Append the rows of a chunk that became records: all but `left`; how the tree really grew."""
    if left or ahead.before != tree.edge:
        ahead = grown(tree.edge, rows.filter(~pl.col("row_no").is_in(left)) if left else rows)
    tree.take(ahead.after, ahead.full)
    return ahead


def _leaves(rows: pl.DataFrame) -> bytes:
    return leaf_hashes(rows.sort("row_no")["commitment"].to_list())


def _last(batch: Batch, count: int) -> list[bytes]:
    """The commitments of the last records, in the order of their rows."""
    found: list[bytes] = []
    for since in (batch.started_at - _DIFFERENCE, "-infinity"):
        if len(found) < count:
            with connection.cursor() as cursor:
                cursor.execute(_LAST, [batch.pk, since, count])
                found = [bytes(row[0]) for row in cursor.fetchall()]
    return found[::-1]
