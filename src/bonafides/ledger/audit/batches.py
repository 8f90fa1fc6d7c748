"""Batches: the records in the tables, beside the tree that was kept of each batch and its leaf in the log."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass, field

from django.db import connection

from bonafides.kernel.merkle.edge import Edge
from bonafides.kernel.merkle.entries import batch_entry
from bonafides.kernel.merkle.hashing import HASH_BYTES, leaf_hash
from bonafides.ledger.audit.findings import Fault, Finding
from bonafides.ledger.contents import contents

_TILES = "SELECT level, index, width, hashes, root FROM ledger_tile WHERE tree = %s ORDER BY level, index"


@dataclass
class _Records:
    """The records of one batch, in the order of their rows."""

    ids: array[int] = field(default_factory=lambda: array("q"))
    hashes: list[bytes] = field(default_factory=list)
    own: set[int] = field(default_factory=set)
    """Places of those whose commitment in the row is not that of their columns; the hash is that of the columns."""
    why: dict[int, str] = field(default_factory=dict)
    """Place → what else there is to say of it."""


@dataclass
class Seen:
    """How many records were looked at; of how many some content was erased, by act; of how many some cannot be opened here."""

    records: int = 0
    erased: Counter[int] = field(default_factory=Counter)
    closed: int = 0

    def add(self, other: Seen) -> None:
        self.records += other.records
        self.erased += other.erased
        self.closed += other.closed


def audit_batches(part: int, parts: int, leaves: dict[int, tuple[int, bytes]]) -> tuple[Seen, list[Finding]]:
    """Check one part of the batches that stand in the log (batch → its leaf and entry)."""
    source, seen = contents(), Seen()
    if source is None:
        return seen, []
    findings = list[Finding]()
    finished = {batch: added for batch, added in source.batches().items() if batch % parts == part}
    waiting = {batch for batch in finished if batch in leaves}
    now, found = 0, _Records()
    for records in source.records(part, parts):
        for one in records:
            if one.batch != now:
                findings += _batch(source.table, now, found, leaves)
                waiting.discard(now)
                now, found = one.batch, _Records()
            if one.stored != one.anew:
                found.own.add(len(found.ids))
            if one.why:
                found.why[len(found.ids)] = one.why
            seen.erased.update(one.erased)
            seen.closed += one.closed
            found.ids.append(one.id)
            found.hashes.append(leaf_hash(one.anew))
        seen.records += len(records)
    findings += _batch(source.table, now, found, leaves)
    waiting.discard(now)
    for batch in sorted(waiting):  # those without a record now
        findings += _batch(source.table, batch, _Records(), leaves)
    for batch in sorted(finished.keys() - leaves.keys()):
        findings.append(Finding("records_batch", str(batch), Fault.ADDED, "it is finished and has no leaf"))
    for batch in sorted(leaves.keys() - finished.keys()):
        if batch % parts == part:
            told = f"leaf {leaves[batch][0]} is of it, and there is no such batch that is finished"
            findings.append(Finding("records_batch", str(batch), Fault.CHANGED, told))
    return seen, findings


def _batch(table: str, batch: int, found: _Records, leaves: dict[int, tuple[int, bytes]]) -> list[Finding]:
    if batch not in leaves:  # not finished; or none, which is told of elsewhere
        return []
    leaf, entry = leaves[batch]
    tiles = _tiles(batch)
    logged = b"".join(hashes for (level, _), (_, hashes, _) in tiles.items() if level == 0)
    anew = _tree(b"".join(found.hashes))
    kept = _tree(logged)
    findings = []
    if batch_entry(kept.root()) != entry and batch_entry(anew.root()) != entry:
        told = f"the leaf of batch {batch} is neither that of its tiles nor that of its records"
        findings.append(Finding("acts_leaf", str(leaf), Fault.CHANGED, told))
    right = kept if batch_entry(kept.root()) == entry or batch_entry(anew.root()) != entry else anew
    findings += _tiles_against(batch, tiles, right)
    if right is kept:
        findings += _records_against(table, batch, found, logged)
    else:
        findings += [_changed(table, batch, found, place) for place in sorted(found.own)]
    return findings


@dataclass
class _Tree:
    edge: Edge
    full: dict[tuple[int, int], bytes]

    def root(self) -> bytes:
        return self.edge.root()


def _tree(hashes: bytes) -> _Tree:
    edge = Edge()
    full = {(tile.level, tile.index): content for tile, content, _ in edge.append(hashes)}
    return _Tree(edge, full | {(tile.level, tile.index): content for tile, content in edge.partial()})


def _tiles(batch: int) -> dict[tuple[int, int], tuple[int, bytes, bytes]]:
    with connection.cursor() as cursor:
        cursor.execute(_TILES, [batch])
        return {(row[0], row[1]): (row[2], bytes(row[3]), bytes(row[4])) for row in cursor.fetchall()}


def _tiles_against(batch: int, tiles: dict[tuple[int, int], tuple[int, bytes, bytes]], right: _Tree) -> list[Finding]:
    from bonafides.kernel.merkle.hashing import root_of

    findings = []
    for level, index in sorted(tiles.keys() | right.full.keys()):
        name = f"batch {batch}, level {level}, tile {index}"
        if (level, index) not in tiles:
            findings.append(Finding("ledger_tile", name, Fault.DELETED))
        elif (level, index) not in right.full:
            findings.append(Finding("ledger_tile", name, Fault.ADDED))
        elif tiles[level, index][1:] != (right.full[level, index], root_of(right.full[level, index])):
            findings.append(Finding("ledger_tile", name, Fault.CHANGED))
    return findings


def _records_against(table: str, batch: int, found: _Records, logged: bytes) -> list[Finding]:
    """Name each record that is not the one that was logged. The batch's tiles are right."""
    if b"".join(found.hashes) == logged:
        return [_changed(table, batch, found, place) for place in sorted(found.own)]
    kept = [logged[at : at + HASH_BYTES] for at in range(0, len(logged), HASH_BYTES)]
    known, have = set(kept), set(found.hashes)
    strangers = [place for place, one in enumerate(found.hashes) if one not in known]
    missing = [place for place, one in enumerate(kept) if one not in have]
    findings, at = [], 0
    # Between two that are where they were, a stranger stands for one that is missing: it was changed.
    shift = 0
    gone = iter(missing)
    lost = next(gone, None)
    for place in strangers:
        while lost is not None and lost < place + shift:
            shift += 1
            findings.append(_lost(table, batch, lost))
            lost = next(gone, None)
        if lost == place + shift:
            findings.append(_changed(table, batch, found, place))
            lost = next(gone, None)
        else:
            shift -= 1
            findings.append(Finding(table, str(found.ids[place]), Fault.ADDED, f"batch {batch} did not bring it"))
        at = place
    while lost is not None:
        findings.append(_lost(table, batch, lost))
        lost = next(gone, None)
    named = {int(one.row) for one in findings if one.row.isdigit()}
    findings += [_changed(table, batch, found, one) for one in sorted(found.own) if found.ids[one] not in named]
    if not findings:
        findings.append(Finding(table, f"of batch {batch}", Fault.MOVED, f"from record {found.ids[at]} on"))
    return findings


def _changed(table: str, batch: int, found: _Records, place: int) -> Finding:
    return Finding(table, str(found.ids[place]), Fault.CHANGED, found.why.get(place, f"batch {batch} brought another"))


def _lost(table: str, batch: int, place: int) -> Finding:
    return Finding(table, f"{place + 1} of batch {batch}", Fault.DELETED, "counted in the order of its rows")
