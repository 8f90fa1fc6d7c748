"""Leaves beside what they commit to, and beside the tiles: one slice of the log at a time, in whichever process.

Of each entry there are up to three witnesses: the content in the tables, the entry in the leaf's row, and the hash in the
tile. Where one of them differs from the other two, it is the one that was changed; where that does not tell, the signed roots
do (`whole.py`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from bonafides.acts.leaves import content_of_act
from bonafides.kernel.merkle.entries import commitment, entry_of
from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.hashing import HASH_BYTES, leaf_hash, root_of
from bonafides.kernel.merkle.tree import TILE_WIDTH
from bonafides.ledger.audit.findings import Fault, Finding
from bonafides.ledger.models import LOG

SLICE = 64 * TILE_WIDTH
_COLUMNS = """
l.id, l.entry, l.salt, l.content, l.batch, l.act_id,
a.id, a.name, a.at, a.officer, a.agency, a.pack, a.subject, a.basis, a.reason, a.evidence, a.details, a.rows
"""
# By number, whatever the planner knows of the tables (store.py).
_OF = """LEFT JOIN LATERAL (SELECT * FROM acts_leaf WHERE id = {}.leaf_id LIMIT 1) l ON true
LEFT JOIN LATERAL (SELECT * FROM acts_act WHERE id = l.act_id LIMIT 1) a ON true"""
_PLACED = f"""
SELECT e.index, e.leaf_id, {_COLUMNS}
FROM ledger_entry e {_OF.format("e")}
WHERE e.index >= %s AND e.index < %s ORDER BY e.index
"""
_WAITING = f"""
SELECT NULL, q.leaf_id, {_COLUMNS}
FROM acts_queuedleaf q {_OF.format("q")} ORDER BY q.leaf_id
"""
_NOTHING: dict[str | None, Any] = {None: None, "{}": {}, "[]": []}  # what most acts have of most of these
_TILES = """
SELECT index, hashes, root FROM ledger_tile WHERE tree = %s AND level = 0 AND index >= %s AND index < %s AND width = 256
"""


class _Act(NamedTuple):
    """The row of an act, as its content is taken from it."""

    pk: int
    name: str
    at: datetime
    officer: str
    agency: str
    pack: str
    subject: int | None
    basis: str
    reason: str
    evidence: Any
    details: Any
    rows: Any


class _Row(NamedTuple):
    """An entry with its leaf and act, as far as they are there."""

    place: int | None
    leaf: int
    found: int | None
    entry: bytes
    salt: bytes | None
    content: Any
    batch: int | None
    act: int | None
    row: tuple[Any, ...]


@dataclass
class Slice:
    """What a slice of the log came to."""

    start: int
    entries: int = 0
    findings: list[Finding] = field(default_factory=list)
    roots: list[bytes] = field(default_factory=list)
    """Of each full run of 256 entries, the root over the leaves as their rows have them."""
    tile_roots: dict[int, bytes] = field(default_factory=dict)
    """Of tiles that differ from the leaves, the root over their own hashes."""
    differing: dict[int, list[int]] = field(default_factory=dict)
    """Of these tiles, the entries whose leaf and content agree with each other and not with the tile."""
    ends: dict[int, bytes] = field(default_factory=dict)
    """The root over the open run of 256 before each size asked for, by the leaves' rows."""
    ends_anew: dict[int, bytes] = field(default_factory=dict)
    """The same by their contents, where these differ and no tile says which was changed."""
    ends_tile: dict[int, bytes] = field(default_factory=dict)
    """The same by the tile, of tiles that differ from the leaves."""
    unclear: dict[Finding, Finding] = field(default_factory=dict)
    """Where no tile says it: what to tell if the content was changed → what to tell if the leaf's row was."""
    batches: dict[int, tuple[int, bytes]] = field(default_factory=dict)
    """Of each batch, its leaf's number and entry."""


def audit_slice(start: int, end: int, sizes: Sequence[int]) -> Slice:
    """Check the entries from `start`, a multiple of 256, to `end`. `sizes`: those of checkpoints."""
    told = Slice(start)
    first, last = start // TILE_WIDTH, -(-end // TILE_WIDTH)
    tiles = _tiles(first, last)
    runs: dict[int, dict[int, _Row]] = {}
    for row in _rows(_PLACED, start, end):
        if row.place is not None:
            runs.setdefault(row.place // TILE_WIDTH, {})[row.place % TILE_WIDTH] = row
    for at in range(first, last):
        width = min(TILE_WIDTH, end - at * TILE_WIDTH)
        hashes, anew = _check_run(told, at, width, runs.pop(at, {}), tiles.get(at))
        for size in sizes:
            if at * TILE_WIDTH < size < (at + 1) * TILE_WIDTH and size <= end:
                part = size % TILE_WIDTH * HASH_BYTES
                told.ends[size] = root_of(hashes[:part])
                if at in told.tile_roots:
                    told.ends_tile[size] = root_of(tiles[at][0][:part])
                elif anew != hashes and width < TILE_WIDTH:
                    told.ends_anew[size] = root_of(anew[:part])
    return told


def audit_waiting() -> list[Finding]:
    """Check the leaves that wait: no tile covers them yet, but each must be that of its content."""
    told = Slice(0)
    for row in _rows(_WAITING):
        if row.found is None:
            told.findings.append(Finding("acts_leaf", str(row.leaf), Fault.DELETED, "it waits for its place"))
        else:
            _check_content(told, row, None)
    return told.findings


def _check_run(
    told: Slice, at: int, width: int, run: dict[int, _Row], tile: tuple[bytes, bytes] | None
) -> tuple[bytes, bytes]:
    """Check up to 256 entries and their tile; their leaf hashes by the leaves' rows, and by the contents.

    Where an entry is not there, its hash is that of the tile.
    """
    logged, root = tile or (bytes(HASH_BYTES * width), b"")
    hashes, anew, sound = list[bytes](), list[bytes](), set[int]()
    for place in range(width):
        own, row = logged[HASH_BYTES * place : HASH_BYTES * (place + 1)], run.get(place)
        if row is None or row.found is None:
            told.findings.append(
                Finding("ledger_entry", str(at * TILE_WIDTH + place), Fault.DELETED)
                if row is None
                else Finding("acts_leaf", str(row.leaf), Fault.DELETED, f"entry {row.place}")
            )
            hashes.append(own)
            anew.append(own)
            continue
        entry = row.entry
        if row.batch is not None:
            told.batches[row.batch] = (row.leaf, row.entry)
            sound.add(place)
        else:
            entry = _check_content(told, row, own if tile else None) or entry
            if entry == row.entry:
                sound.add(place)
        hashes.append(leaf_hash(row.entry))
        anew.append(hashes[-1] if entry == row.entry else leaf_hash(entry))
    told.entries += len(run)
    if width == TILE_WIDTH:
        told.roots.append(root_of(b"".join(hashes)))
        _check_tile(told, at, hashes, sound, tile, root)
    return b"".join(hashes), b"".join(anew)


def _check_tile(
    told: Slice, at: int, hashes: list[bytes], sound: set[int], tile: tuple[bytes, bytes] | None, root: bytes
) -> None:
    name = f"level 0, tile {at}"
    if tile is None:
        told.findings.append(Finding("ledger_tile", name, Fault.DELETED))
        return
    logged = tile[0]
    if (own := root_of(logged)) != root:
        told.findings.append(Finding("ledger_tile", name, Fault.CHANGED, "its root is not that of its hashes"))
    if logged != b"".join(hashes):
        wrong = (
            place for place, one in enumerate(hashes) if one != logged[HASH_BYTES * place : HASH_BYTES * (place + 1)]
        )
        told.tile_roots[at] = own
        told.differing[at] = [at * TILE_WIDTH + place for place in wrong if place in sound]


def _check_content(told: Slice, row: _Row, logged: bytes | None) -> bytes | None:
    """The entry taken anew from the content, held against the leaf's row; None where it cannot be taken."""
    leaf, where = str(row.leaf), _where(row)
    if row.act is None:
        told.findings.append(Finding("acts_leaf", leaf, Fault.CHANGED, f"{where}: it names no act and no batch"))
        return None
    if row.content is None and row.row[0] is None:
        told.findings.append(Finding("acts_act", str(row.act), Fault.DELETED, where))
        return None
    anew = _anew(row)
    if anew == row.entry:
        return anew
    as_leaf = Finding("acts_leaf", leaf, Fault.CHANGED, f"{where}: not what was logged")
    as_act = Finding("acts_act", str(row.act), Fault.CHANGED, where)
    if row.content is not None:
        told.findings.append(as_leaf)
    elif anew is not None and logged is not None:
        told.findings.append(as_leaf if leaf_hash(anew) == logged else as_act)
    else:
        told.findings.append(as_act)
        told.unclear[as_act] = as_leaf
    return anew


def _where(row: _Row) -> str:
    return f"leaf {row.leaf} waits for its place" if row.place is None else f"entry {row.place}"


def _anew(row: _Row) -> bytes | None:
    """The entry, taken anew from the content. None where the content or salt cannot have been committed to."""
    content = row.content if row.content is not None else content_of_act(_Act(*row.row))  # type: ignore[arg-type]
    try:
        return entry_of(commitment(row.salt or b"", content))
    except (Refused, ValueError):
        return None


def _rows(query: str, *values: int) -> Iterator[_Row]:
    with connection.cursor() as wrapped:
        cursor = wrapped.cursor
        cursor.execute(query, values or None)
        for index, leaf, found, entry, salt, content, batch, act, *row in cursor:
            row[-3:] = [_NOTHING[one] if one in _NOTHING else json.loads(one) for one in row[-3:]]
            told = None if content is None else json.loads(content)
            yield _Row(index, leaf, found, entry or b"", salt, told, batch, act, tuple(row))


def _tiles(first: int, end: int) -> dict[int, tuple[bytes, bytes]]:
    with connection.cursor() as cursor:
        cursor.execute(_TILES, [LOG, first, end])
        return {index: (bytes(hashes), bytes(root)) for index, hashes, root in cursor.fetchall()}
