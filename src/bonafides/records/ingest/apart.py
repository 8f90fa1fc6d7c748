"""Which rows of a chunk touch nothing of the one before it, so that it comes to the same whichever of the two goes in first."""

from __future__ import annotations

import polars as pl
import psycopg

from bonafides.records.ingest.ahead import Sealed
from bonafides.records.ingest.linking import asked_by
from bonafides.records.ingest.plan import Plan

Cursor = psycopg.Cursor[tuple[object, ...]]
_ENDED = """
SELECT FROM unnest(%(schemes)s::text[], %(codes)s::text[]) AS asked (scheme, code)
JOIN entities_alias a ON a.scheme = asked.scheme AND a.code = asked.code JOIN records_record r ON r.id = a.record
WHERE r.agency_id = %(agency)s AND r.source_ref = ANY (%(refs)s) LIMIT 1
"""


def apart(sealed: Sealed, before: Sealed, plan: Plan) -> pl.Series:
    """Of each sealed row, whether it is new, and shares neither its reference nor its business with a row of `before`.

    Of one business the record that became known later goes before another that begins on the same day. None of a kind of
    which no two records may hold on one day: the database lets those in one transaction at a time.
    """
    rows, theirs = sealed.rows, before.rows
    if plan.kind.exclusive:
        return pl.repeat(value=False, n=rows.height, dtype=pl.Boolean, eager=True)
    shared = rows["code"].is_in(theirs["code"].unique().implode())
    return (rows["action"] == 0) & ~shared & ~rows["source_ref"].is_in(theirs["source_ref"].implode())


def links_may_change(cursor: Cursor, sealed: Sealed, before: Sealed, plan: Plan) -> bool:
    """Whether `before` may link a legacy code to a business, or end a link, that rows of the chunk name."""
    asked = set(asked_by(sealed.prepared, plan).values())
    if not asked:
        return False
    given = set(before.aliases.select("scheme", "code").iter_rows()) if before.aliases.height else set()
    ended = before.rows.filter(pl.col("action") > 0)["supersedes_ref"].drop_nulls()
    if asked & given or not ended.len():
        return bool(asked & given)
    schemes, codes = zip(*sorted(asked), strict=True)
    values = {"schemes": list(schemes), "codes": list(codes), "agency": plan.agency_id, "refs": ended.to_list()}
    return cursor.execute(_ENDED, values).fetchone() is not None
