"""The tree of a batch: a leaf a record, in the order of the rows of its file; its root is one leaf of the log."""

from __future__ import annotations

from collections.abc import Iterable

from bonafides.acts.leaves import queue_leaf
from bonafides.acts.models import Leaf
from bonafides.kernel.merkle.edge import Edge
from bonafides.kernel.merkle.entries import batch_entry
from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.hashing import leaf_hashes, root_of
from bonafides.kernel.merkle.tree import TILE_WIDTH
from bonafides.ledger.errors import BrokenLedgerError
from bonafides.ledger.store import hashes, write_tiles


class BatchTree:
    """Grows chunk by chunk, each in the transaction of its records: full tiles are written, the others are at hand."""

    def __init__(self, batch: int) -> None:
        self.batch = batch
        self._edge = Edge()

    @classmethod
    def resume(cls, batch: int, size: int, last: Iterable[bytes]) -> BatchTree:
        """The tree of a batch that was interrupted after `size` records; `last` are the commitments of the last of them.

        As many as are in no full tile: size % 256. Raises BrokenLedgerError where tiles are missing.
        """
        tree, waiting = cls(batch), leaf_hashes(last)

        def read(level: int, start: int, end: int) -> bytes:
            return hashes(batch, level, start, end) if level else waiting

        try:
            tree._edge = Edge.load(size, read)
        except Refused as error:
            raise BrokenLedgerError(
                f"batch {batch} cannot go on: {error}; the database holds other records of it than were taken in. "
                "bonafides ledger audit names what was changed"
            ) from error
        return tree

    @property
    def size(self) -> int:
        """How many records it holds."""
        return self._edge.size

    @staticmethod
    def open_part(size: int) -> int:
        """How many of the last records `resume` needs."""
        return size % TILE_WIDTH

    def append(self, commitments: Iterable[bytes]) -> None:
        """Append records, in the order of their rows."""
        self.append_leaves(leaf_hashes(commitments))

    def append_leaves(self, leaves: bytes) -> None:
        """The same, by their leaf hashes, 32 bytes each."""
        edge = self._edge.copy()
        write_tiles(self.batch, edge.append(leaves))
        self._edge = edge

    def finish(self) -> Leaf:
        """Write what is left, and queue the root as a leaf of the log."""
        write_tiles(self.batch, [(tile, content, root_of(content)) for tile, content in self._edge.partial()])
        return queue_leaf(batch_entry(self._edge.root()), batch=self.batch)


def append_batch(batch: int, commitments: Iterable[bytes]) -> Leaf:
    """The tree of a whole batch at once, in the transaction that finishes it."""
    tree = BatchTree(batch)
    tree.append(commitments)
    return tree.finish()
