"""Ahead of the merge, in a thread: the next chunk is read, checked and sealed, its businesses and its links looked up.

What is looked up ahead, on a connection of the thread's own, may be out of date by the time of the merge: where somebody else
entered a business since, the chunk is merged again (turns.py); links are asked for again then, and the chunk sealed anew in the
rare case that they differ.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from concurrent.futures import Executor, Future, wait
from dataclasses import dataclass, field

import polars as pl
import psycopg
from django.db import connection

from bonafides.records.ingest.businesses import Businesses, Numbers
from bonafides.records.ingest.faults import RowFault
from bonafides.records.ingest.linking import Owners, link, owners_of
from bonafides.records.ingest.plan import Plan
from bonafides.records.ingest.prepare import Prepared, prepare
from bonafides.records.ingest.quarantine import unmark
from bonafides.records.ingest.read.source import Chunk
from bonafides.records.ingest.repeats import set_aside_repeats
from bonafides.records.ingest.seal import seal
from bonafides.records.ingest.side_rows import aliases_of, names_of
from bonafides.records.ingest.tree import leaves_of

FIRST_ROWS = 4_000
NAMES = 20_000  # new names from which it is worth to sort them into the index of names


@dataclass
class Sealed:
    """A chunk ready to be merged: `rows` as stored, `names` and `aliases` beside them; sealed by these `owners` of links."""

    prepared: Prepared
    owners: Owners
    rows: pl.DataFrame
    names: pl.DataFrame
    aliases: pl.DataFrame
    invalid_aliases: int
    faults: list[RowFault] = field(repr=False)
    warnings: dict[str, int]
    businesses: Businesses = field(repr=False)
    leaves: bytes = field(repr=False)
    """Of the batch's tree, if each row becomes a record."""


def sealed_ahead(
    chunks: Iterator[Chunk], plan: Plan, known: Numbers, thread: Executor, *, small: bool
) -> Generator[Sealed]:
    """Each chunk sealed, one ahead of those that are merged; `small`: the first one is, so that it comes soon."""
    # Within a transaction (a dry run) another connection would not see what this one has done.
    look, new = not connection.in_atomic_block, 0
    chunks = _begun_small(chunks) if small else chunks

    def begin(*, sort_in: bool) -> Future[Sealed | None]:
        return thread.submit(_next_sealed, chunks, plan, Businesses(plan, known), look=look, sort_in=sort_in)

    waiting = begin(sort_in=False)
    try:
        while (sealed := waiting.result()) is not None:
            sort_in = look and new >= NAMES
            new = sealed.names.height + (0 if sort_in else new)
            waiting = begin(sort_in=sort_in)
            yield sealed
    finally:
        wait([waiting])  # it reads the file


def _begun_small(chunks: Iterator[Chunk]) -> Iterator[Chunk]:
    """The first chunk in two, the first of them small: the database need not wait long for something to merge."""
    for chunk in chunks:
        if chunk.last - chunk.first < 2 * FIRST_ROWS:
            yield chunk
        else:
            yield from chunk.parted(chunk.first + FIRST_ROWS)
        break
    yield from chunks


def _next_sealed(
    chunks: Iterator[Chunk], plan: Plan, businesses: Businesses, *, look: bool, sort_in: bool
) -> Sealed | None:
    """The next chunk; `look`: what the database knows of it as well. `sort_in`: first the names of the last ones."""
    if sort_in:
        with connection.cursor() as cursor:
            cursor.execute("SELECT entities_sort_names_in()")
    chunk = next(chunks, None)
    if chunk is None:
        return None
    chunk.frame = unmark(chunk.frame)
    prepared, owners = prepare(chunk, plan), Owners()
    if look and prepared.linked.height:
        with connection.cursor() as cursor:
            owners = owners_of(cursor.cursor, prepared, plan)
    sealed = _seal(prepared, plan, owners, businesses)
    if look and sealed.rows.height:
        businesses.look_ahead(sealed.rows)
    return sealed


def with_links(sealed: Sealed, cursor: psycopg.Cursor[tuple[object, ...]], plan: Plan) -> Sealed:
    """The chunk by the links that stand now."""
    if sealed.prepared.linked.height == 0:
        return sealed
    owners = owners_of(cursor, sealed.prepared, plan)
    return sealed if owners == sealed.owners else _seal(sealed.prepared, plan, owners, sealed.businesses)


def sealed_at_once(chunk: Chunk, plan: Plan) -> Sealed:
    """A chunk made ready in the thread of the caller; its links are looked up by the merge."""
    chunk.frame = unmark(chunk.frame)
    return _seal(prepare(chunk, plan), plan, Owners(), Businesses(plan))


def _seal(prepared: Prepared, plan: Plan, owners: Owners, businesses: Businesses) -> Sealed:
    ready, faults, warnings = prepared.ready, prepared.faults, prepared.warnings
    if prepared.linked.height:
        linked = link(prepared, plan, owners)
        faults, warnings = faults + linked.faults, warnings | linked.warnings
        if linked.rows.height:
            ready, repeats = set_aside_repeats(pl.concat([ready, linked.rows]), prepared.source)
            faults = faults + repeats
    ready = ready.sort("_ref")
    aliases, invalid = aliases_of(ready, plan)
    rows = seal(ready, plan)
    names, leaves = names_of(ready, plan), leaves_of(rows)
    return Sealed(prepared, owners, rows, names, aliases, invalid, faults, warnings, businesses, leaves)
