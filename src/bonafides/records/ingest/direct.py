"""Rows that meet nothing, and they are nearly all: no reference that is taken, nothing they overlap or supersede.

They go straight into the tables by COPY, at a third of the cost of a staged row. The others are merged by staging.py.
"""

from __future__ import annotations

from datetime import datetime

import polars as pl
import psycopg

from bonafides.records.ingest.businesses import Businesses
from bonafides.records.ingest.columns import fetched, given, joined, taken
from bonafides.records.ingest.copying import copy_rows
from bonafides.records.ingest.lock import locked
from bonafides.records.ingest.overlaps import fitting
from bonafides.records.ingest.plan import Plan

Cursor = psycopg.Cursor[tuple[object, ...]]

_ANY_BETWEEN = """
SELECT true FROM records_record
WHERE agency_id = %(agency)s AND source_ref >= %(least)s AND source_ref <= %(greatest)s LIMIT 1
"""
_TAKEN_REFS = f"""
SELECT {taken("source_ref")} FROM records_record WHERE agency_id = %(agency)s AND source_ref = ANY ({given("refs")})
"""
_NUMBERS = f"""SELECT {taken("nextval('records_record_id_seq')")} FROM generate_series(1, %s)"""


def unopposed(cursor: Cursor, plan: Plan, rows: pl.DataFrame) -> pl.Series:
    """Which sealed rows (in the order of their references) meet nothing; what is not certain is not among them."""
    clear = (rows["action"] == 0) & ~rows["source_ref"].is_in(_taken_refs(cursor, plan, rows["source_ref"]).implode())
    if plan.kind.exclusive and clear.any():
        keys = rows["exclusive_key"]
        clear &= ~keys.is_in(keys.filter(rows["action"] > 0).implode()).fill_null(value=False)
        clear &= rows["row_no"].is_in(list(fitting(cursor, plan, rows.filter(clear))))
    return clear


def _taken_refs(cursor: Cursor, plan: Plan, refs: pl.Series) -> pl.Series:
    """References that the agency has given already; agencies number upwards, so one probe answers most chunks."""
    values = {"agency": plan.agency_id, "least": refs.min(), "greatest": refs.max()}
    if cursor.execute(_ANY_BETWEEN, values).fetchone() is None:
        return pl.Series([], dtype=pl.String)
    cursor.execute(_TAKEN_REFS, {"agency": plan.agency_id, "refs": joined(refs)})
    return fetched(cursor, {"source_ref": pl.String}).to_series()


def insert(
    cursor: Cursor,
    plan: Plan,
    businesses: Businesses,
    rows: pl.DataFrame,
    names: pl.DataFrame,
    aliases: pl.DataFrame,
    now: datetime,
) -> None:
    """Unopposed rows with their businesses, names and aliases; `now` is the moment of the merge."""
    known = {
        "known_from": pl.lit(now), "batch_id": pl.lit(plan.batch_id), "kind_id": pl.lit(plan.kind_id),
        "agency_id": pl.lit(plan.agency_id), "state": pl.lit(plan.kind.nature == "state"),
    }  # fmt: skip
    placed = rows.join(businesses.of(cursor, rows), on="code", how="left", maintain_order="left")
    placed = locked(cursor, placed, businesses).with_columns(**known).drop("code", "entity_kind", "supersedes_ref")
    beside = {"entities_name": names, "entities_alias": aliases}
    if any(own.height for own in beside.values()):  # they name their record
        placed = placed.with_columns(fetched(cursor.execute(_NUMBERS, [rows.height]), {"id": pl.Int64}))
    copy_rows(cursor, "records_record", placed)
    for table, own in beside.items():
        if own.height:
            of = placed.select("row_no", "entity_id", "valid_from", "known_from", record="id")
            kept = own.join(of, on="row_no", maintain_order="left").drop("row_no")
            copy_rows(cursor, table, kept)
