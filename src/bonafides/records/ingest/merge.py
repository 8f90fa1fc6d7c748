"""The merge of a chunk into the register: entities, records, names, aliases. All in the transaction of the caller."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

import polars as pl
import psycopg

from bonafides.records.ingest import direct
from bonafides.records.ingest.ahead import Sealed
from bonafides.records.ingest.apart import apart
from bonafides.records.ingest.businesses import Businesses
from bonafides.records.ingest.plan import Plan
from bonafides.records.ingest.staging import merge_staged

Cursor = psycopg.Cursor[tuple[object, ...]]
MERGE_LOCK = 0x626F6E61  # of our advisory locks, those held while records of one agency are merged
AHEAD_LOCK = 0x626F6E62  # and those shared by chunks of an agency that began ahead of their turn
# No reader has seen before this moment what is merged after it. `settled_moment` waits for whoever holds either lock.
_TURN = "SELECT pg_advisory_xact_lock(%s, %s), clock_timestamp()"
_MERGED = "SELECT FROM entities_merge LIMIT 1"  # two codes may be one business then
_AHEAD = "SELECT pg_advisory_xact_lock_shared(%s, %s), clock_timestamp()"


@dataclass(frozen=True)
class Merged:
    """`left` holds the numbers of staged rows that did not become records; conflicts.py says why."""

    added: int
    left: list[int]


def take_turn(cursor: Cursor, plan: Plan) -> datetime:
    """Wait until no other records of the agency are merged; the moment from when those of this transaction are known.

    The lock, held until the transaction ends, keeps true what is looked up after it.
    """
    return _locked(cursor, _TURN, MERGE_LOCK, plan)


def go_ahead(cursor: Cursor, plan: Plan, sealed: Sealed, before: Sealed) -> pl.Series:
    """Merge, ahead of its turn, what of a chunk touches nothing of the one before, which is merged meanwhile; its row numbers."""
    rows = sealed.rows.filter(apart(sealed, before, plan))
    if not rows.height or cursor.execute(_MERGED).fetchone():
        return rows.clear()["row_no"]
    now = _locked(cursor, _AHEAD, AHEAD_LOCK, plan)
    rows = rows.filter(direct.unopposed(cursor, plan, rows))
    if rows.height:
        names, aliases = _of(rows, sealed.names), _of(rows, sealed.aliases)
        direct.insert(cursor, plan, sealed.businesses, rows, names, aliases, now)
    return rows["row_no"]


def merge(
    cursor: Cursor,
    plan: Plan,
    businesses: Businesses,
    rows: pl.DataFrame,
    names: pl.DataFrame,
    aliases: pl.DataFrame,
    now: datetime,
) -> Merged:
    """Merge sealed rows, in the order of their references, with their names and aliases; `now` is of `take_turn`.

    That order keeps the index on references in memory.
    """
    clear = direct.unopposed(cursor, plan, rows)
    straight, staged = rows.filter(clear), rows.filter(~clear)
    if straight.height:
        direct.insert(cursor, plan, businesses, straight, _of(straight, names), _of(straight, aliases), now)
    left = merge_staged(cursor, plan, staged, _of(staged, names), _of(staged, aliases), now) if staged.height else []
    return Merged(rows.height - len(left), left)


def _locked(cursor: Cursor, statement: str, lock: int, plan: Plan) -> datetime:
    [(_, now)] = cursor.execute(statement, (lock, plan.agency_id)).fetchall()
    return cast("datetime", now).astimezone(UTC)


def _of(rows: pl.DataFrame, beside: pl.DataFrame) -> pl.DataFrame:
    if not beside.height or not rows.height:
        return beside.clear()
    return beside.filter(pl.col("row_no").is_in(rows["row_no"].implode()))
