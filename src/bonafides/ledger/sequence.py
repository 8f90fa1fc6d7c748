"""The sequencer: leaves that wait become entries of the log, under a new checkpoint, in one transaction.

One at a time, under a lock of the database. Killed anywhere, it leaves all or nothing: a leaf leaves the queue with the
transaction that gives it its place. It never signs what does not go on from what it signed before.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.db import connection, transaction
from django.utils import timezone

from bonafides.kernel.merkle.checkpoints import Checkpoint as Shown
from bonafides.kernel.merkle.checkpoints import Trust, open_checkpoint
from bonafides.kernel.merkle.edge import Edge
from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.hashing import leaf_hashes
from bonafides.kernel.merkle.proofs import range_hash
from bonafides.ledger.errors import BrokenLedgerError
from bonafides.ledger.keys import Keys, keys
from bonafides.ledger.memory import remember, remembered
from bonafides.ledger.models import LOG, Checkpoint
from bonafides.ledger.queries import newest
from bonafides.ledger.store import edge, nodes, write_tiles

SEQUENCE_LOCK = 0x626F6E63  # of our advisory locks, the one of the sequencer
LIMIT = 50_000
AUDIT = "nothing was signed; bonafides ledger audit names what was changed"
# Leaves that are visible now, in the order of their numbers. What is committed later comes later. They are taken up to a last
# one, not by a list: the queue is empty whenever its statistics are gathered, and whoever expects one row compares each with
# each (minutes for 50,000).
_PLACE = """
WITH last AS MATERIALIZED (
  SELECT max(leaf_id) AS leaf_id FROM (SELECT leaf_id FROM acts_queuedleaf ORDER BY leaf_id LIMIT %s) AS first
), taken AS (
  DELETE FROM acts_queuedleaf WHERE leaf_id <= (SELECT leaf_id FROM last)
  RETURNING leaf_id
), placed AS (
  INSERT INTO ledger_entry (index, leaf_id) SELECT %s - 1 + row_number() OVER (ORDER BY leaf_id), leaf_id FROM taken
  RETURNING index, leaf_id
)
SELECT (SELECT l.entry FROM acts_leaf l WHERE l.id = p.leaf_id), p.leaf_id FROM placed p ORDER BY p.index
"""


@dataclass(frozen=True)
class Sequenced:
    """What one run did: how many leaves got a place, and the checkpoint that holds now."""

    added: int
    size: int
    root: bytes
    note: str


def sequence(limit: int = LIMIT, *, again: bool = False) -> Sequenced:
    """Give at most `limit` waiting leaves their places. Without any, the last checkpoint stands; `again` signs it anew.

    Raises BrokenLedgerError, and signs nothing, where the database does not hold the log that was signed.
    """
    own = keys()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [SEQUENCE_LOCK])
        last = newest()
        tree = _held(own, last)
        added = _place(tree, limit)
        if last is None or added or again:
            root = tree.root()
            note = str(Shown(own.origin, tree.size, root).signed(*own.signers))
            last = Checkpoint.objects.create(size=tree.size, root=root, at=timezone.now(), note=note)
            # Kept once it is committed: a checkpoint that is not in the database was shown to nobody.
            transaction.on_commit(partial(remember, own, note))
    return Sequenced(added, last.size, bytes(last.root), last.note)


def seal_all() -> Sequenced:
    """Give every waiting leaf its place, each run of the sequencer a transaction; the figures of all runs."""
    done = sequence()
    added = done.added
    while done.added == LIMIT:
        done = sequence()
        added += done.added
    return Sequenced(added, done.size, done.root, done.note)


def _place(tree: Edge, limit: int) -> int:
    """Take leaves from the queue to the end of the log, with the tiles that become full; how many."""
    with connection.cursor() as cursor:
        cursor.execute(_PLACE, [limit, tree.size])
        rows = cursor.fetchall()
    if gone := next((leaf for entry, leaf in rows if entry is None), None):
        raise BrokenLedgerError(f"leaf {gone} waits for its place and is not there; {AUDIT}")
    write_tiles(LOG, tree.append(leaf_hashes(bytes(entry) for entry, _ in rows)))
    return len(rows)


def _held(own: Keys, last: Checkpoint | None) -> Edge:
    """The edge of the log, once it is certain that it is the log that was signed."""
    signed = remembered(own)
    size, root = (last.size, bytes(last.root)) if last else (0, Edge().root())
    if signed is not None and signed.size > size:
        raise BrokenLedgerError(
            f"this machine signed {signed.size} entries, the database holds {size}: it is older than the log. Restore a later "
            f"backup, or begin a new log with a key and a name of its own (docs/how-to/restore-after-a-crash.md); {AUDIT}"
        )
    try:
        if last is not None and _signed(own, last) != (size, root):
            raise Refused(f"checkpoint {last.pk} is not the one of its note")
        tree = edge(LOG, size)
        if tree.root() != root:
            raise Refused(f"the tiles and entries lead to the root {tree.root().hex()}, signed was {root.hex()}")
        if signed is not None and _root(tree, signed.size) != signed.root:
            raise Refused(f"the first {signed.size} entries are not those that this machine signed")
    except Refused as error:
        raise BrokenLedgerError(f"the ledger was changed behind the application's back: {error}; {AUDIT}") from error
    return tree


def _signed(own: Keys, last: Checkpoint) -> tuple[int, bytes]:
    """The size and root that the last checkpoint was signed with, by a key of ours."""
    try:
        found = open_checkpoint(last.note, Trust(own.verifiers)).checkpoint
    except Refused as error:
        raise BrokenLedgerError(
            f"checkpoint {last.pk} was changed, or signed with a key that this machine has not: {error}. Machines that share a "
            f"database share the ledger's keys (BONAFIDES_LEDGER_KEY, or the file `key`); {AUDIT}"
        ) from error
    return found.size, found.root


def _root(tree: Edge, size: int) -> bytes:
    return tree.root() if size == tree.size else range_hash(nodes(LOG, tree.size), 0, size)
