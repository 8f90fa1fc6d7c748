"""Receipts: that an act, a leaf or a record stands in the log, for whoever holds the log's key (C2SP tlog-proof)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bonafides.acts.leaves import content_of_act
from bonafides.acts.models import Act, Leaf
from bonafides.kernel.merkle.entries import commitment
from bonafides.kernel.merkle.hashing import leaf_hash
from bonafides.kernel.merkle.proofs import consistency_proof, inclusion_proof
from bonafides.kernel.merkle.receipts import Disclosed, InBatch, Receipt, Undisclosed
from bonafides.kernel.merkle.witness import Request
from bonafides.ledger.contents import contents
from bonafides.ledger.errors import LedgerError
from bonafides.ledger.index import index_of_leaf, leaf_of_act
from bonafides.ledger.models import LOG, Checkpoint, Tile
from bonafides.ledger.queries import newest, newest_cosigned, note_of, of_size, oldest_cosigned
from bonafides.ledger.store import nodes, size_of_batch


class NotYetError(LedgerError):
    """The leaf still waits for its place."""


@dataclass(frozen=True)
class _Content:
    value: Any
    salt: bytes


def receipt_of_act(act: int) -> Receipt:
    """That an act stands in the log, with all its content. Raises LedgerError, NotYetError."""
    return receipt_of_leaf(_of_act(act))


def receipt_of_leaf(leaf: int, *, oldest: bool = False) -> Receipt:
    """That a leaf stands in the log, with its content; `oldest`: that it did as early as can be shown."""
    row = _leaf(leaf)
    content = _content(row)
    return receipt(row, Disclosed(content.value, content.salt).to_bytes(), oldest=oldest)


def closed_receipt_of_act(act: int) -> Receipt:
    """That an act stands in the log, for anyone: what the log shows of it, without its content."""
    row = _leaf(_of_act(act))
    return receipt(row, Undisclosed(bytes(row.entry)).to_bytes())


def receipt_of_record(record: int) -> Receipt:
    """That a record came in with a batch whose root stands in the log, with the record's content."""
    source = contents()
    found = source.record(record) if source else None
    if found is None:
        raise LedgerError(f"there is no record {record}")
    row = Leaf.objects.filter(batch=found.batch).first()
    if row is None:
        raise NotYetError(
            f"record {record} came in with batch {found.batch}, which is not finished: its file is taken in to the end first"
        )
    size = size_of_batch(found.batch)
    place = _place(found.batch, leaf_hash(commitment(found.salt, found.content)), found.row)
    if place is None:
        raise LedgerError(
            f"record {record} is not in the tree of its batch {found.batch} as it is now: it was changed or added behind the "
            "application's back; bonafides ledger audit names what was"
        )
    proof = inclusion_proof(nodes(found.batch, size), place, size)
    return receipt(row, Disclosed(found.content, found.salt, InBatch(place, size, proof)).to_bytes())


def consistency(old: int, new: int | None = None) -> Request:
    """That the log of `new` entries (default: the last checkpoint) goes on from that of `old`: a request to a witness."""
    checkpoint = newest() if new is None else of_size(new)
    if checkpoint is None:
        raise LedgerError(f"no checkpoint of {new} entries was signed" if new is not None else "nothing was sealed yet")
    if not 0 <= old <= checkpoint.size:
        raise LedgerError(f"expected an older size from 0 to {checkpoint.size}, came {old}")
    proof = consistency_proof(nodes(LOG, checkpoint.size), old, checkpoint.size) if old else []
    return Request(old, proof, note_of(checkpoint))


def _of_act(act: int) -> int:
    leaf = leaf_of_act(act)
    if leaf is None:
        known = (
            "it was done before there was a ledger" if Act.objects.filter(pk=act).exists() else "there is no such act"
        )
        raise LedgerError(f"act {act} has no leaf: {known}")
    return leaf


def _leaf(leaf: int) -> Leaf:
    row = Leaf.objects.filter(pk=leaf).first()
    if row is None:
        raise LedgerError(f"there is no leaf {leaf}")
    return row


def _content(row: Leaf) -> _Content:
    if row.act is None:
        raise LedgerError(f"leaf {row.pk} is that of batch {row.batch}: ask for the receipt of one of its records")
    return _Content(content_of_act(row.act) if row.content is None else row.content, bytes(row.salt or b""))


def receipt(row: Leaf, extra: bytes, *, oldest: bool = False) -> Receipt:
    """That a leaf stands in the log, with what the receipt is to show of it."""
    index = index_of_leaf(row.pk)
    if index is None:
        raise NotYetError(f"leaf {row.pk} waits for its place in the log; seal it first (bonafides ledger seal)")
    checkpoint: Checkpoint | None = oldest_cosigned(index + 1) if oldest else newest_cosigned(index + 1)
    if checkpoint is None:
        raise LedgerError(f"no checkpoint covers entry {index}; bonafides ledger audit names what was changed")
    proof = inclusion_proof(nodes(LOG, checkpoint.size), index, checkpoint.size)
    return Receipt(index, proof, note_of(checkpoint), extra)


def _place(batch: int, wanted: bytes, row: int) -> int | None:
    """The place of a hash in a batch's tree. Rows that became no records only move it towards the beginning."""
    tiles = Tile.objects.filter(tree=batch, level=0, index__lte=(row - 1) // 256).order_by("-index")
    for index, hashes in tiles.values_list("index", "hashes").iterator(chunk_size=16):
        content = bytes(hashes)
        for at in range(0, len(content), 32):
            if content[at : at + 32] == wanted:
                return index * 256 + at // 32
    return None
