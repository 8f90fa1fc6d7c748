"""The merge of a chunk into the register: entities, records, names, aliases. All in the transaction of the caller."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
import psycopg

from bonafides.records.ingest import direct
from bonafides.records.ingest.businesses import Businesses
from bonafides.records.ingest.plan import Plan
from bonafides.records.ingest.staging import merge_staged

MERGE_LOCK = 0x626F6E61  # of our advisory locks, those held while records of one agency are merged


@dataclass(frozen=True)
class Merged:
    """`left` holds the numbers of staged rows that did not become records; conflicts.py says why."""

    added: int
    left: list[int]


def merge(
    cursor: psycopg.Cursor[tuple[object, ...]],
    plan: Plan,
    businesses: Businesses,
    sealed: pl.DataFrame,
    names: pl.DataFrame,
    aliases: pl.DataFrame,
) -> Merged:
    """Merge sealed rows, in the order of their references, with their names and aliases.

    That order keeps the index on references in memory. The lock on the agency keeps what was looked up true.
    """
    cursor.execute("SELECT pg_advisory_xact_lock(%s, %s), clock_timestamp()", (MERGE_LOCK, plan.agency_id))
    now = (cursor.fetchone() or (None, None))[1]  # no reader has seen the records before
    clear = direct.unopposed(cursor, plan, sealed)
    straight, staged = sealed.filter(clear), sealed.filter(~clear)
    if straight.height:
        direct.insert(cursor, plan, businesses, straight, _of(straight, names), _of(straight, aliases), now)
    left = merge_staged(cursor, plan, staged, _of(staged, names), _of(staged, aliases), now) if staged.height else []
    return Merged(sealed.height - len(left), left)


def _of(rows: pl.DataFrame, beside: pl.DataFrame) -> pl.DataFrame:
    if not beside.height or not rows.height:
        return beside.clear()
    return beside.filter(pl.col("row_no").is_in(rows["row_no"].implode()))
