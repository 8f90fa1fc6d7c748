"""The tree of a batch, for the ledger: a leaf a record, in the order of the file's rows; it grows with each chunk.

A chunk's leaves are worked out ahead of its merge, as if each of its rows became a record, and so nearly always.
"""

from __future__ import annotations

from datetime import timedelta

import polars as pl
from django.db import connection

from bonafides.kernel.merkle.hashing import leaf_hashes
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


def leaves_of(rows: pl.DataFrame) -> bytes:
    """The leaves of sealed rows, one after another in the order of the file."""
    return leaf_hashes(rows.sort("row_no")["commitment"].to_list())


def append(tree: BatchTree, leaves: bytes, rows: pl.DataFrame, left: list[int]) -> None:
    """Append the rows of a chunk that became records: all but `left`. `leaves` are those of all."""
    tree.append_leaves(leaves_of(rows.filter(~pl.col("row_no").is_in(left))) if left else leaves)


def _last(batch: Batch, count: int) -> list[bytes]:
    """The commitments of the last records, in the order of their rows."""
    found: list[bytes] = []
    for since in (batch.started_at - _DIFFERENCE, "-infinity"):
        if len(found) < count:
            with connection.cursor() as cursor:
                cursor.execute(_LAST, [batch.pk, since, count])
                found = [bytes(row[0]) for row in cursor.fetchall()]
    return found[::-1]
