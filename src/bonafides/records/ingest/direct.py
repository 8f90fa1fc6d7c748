"""Rows that meet nothing, and they are nearly all: no reference that is taken, nothing they overlap or supersede.

They go straight into the tables by COPY, at a third of the cost of a staged row. The others are merged by staging.py.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl
import psycopg

from bonafides.records.ingest.copying import copy_rows, copy_text
from bonafides.records.ingest.plan import Plan
from bonafides.records.ingest.seal import as_bytea

Cursor = psycopg.Cursor[tuple[object, ...]]

# Those of one kind whose facts may not overlap wait for each other here, as in the trigger records_hold_once_a_day.
_EXCLUSIVE_LOCK = "SELECT pg_advisory_xact_lock(x'626F6E6B'::int, %s)"
_ANY_BETWEEN = """
SELECT true FROM records_record
WHERE agency_id = %(agency)s AND source_ref >= %(least)s AND source_ref <= %(greatest)s LIMIT 1
"""
_TAKEN_REFS = "SELECT source_ref FROM records_record WHERE agency_id = %(agency)s AND source_ref = ANY (%(refs)s)"
_TAKEN_KEYS = "SELECT DISTINCT exclusive_key FROM records_record WHERE exclusive_key = ANY (%(keys)s::bigint[])"

_ENTITIES = "SELECT code, id FROM entities_entity WHERE scheme = %(scheme)s AND code = ANY (%(codes)s)"
_NEW_ENTITIES = """
INSERT INTO entities_entity (scheme, code, kind, exception_id)
SELECT %(scheme)s, n.code, n.kind, x.id
FROM unnest(%(codes)s::text[], %(kinds)s::text[]) AS n (code, kind)
LEFT JOIN entities_codeexception x ON x.scheme = %(scheme)s AND x.code = n.code
ORDER BY n.code
ON CONFLICT (scheme, code) DO NOTHING
RETURNING code, id
"""
_NUMBERS = "SELECT nextval('records_record_id_seq') FROM generate_series(1, %s)"


def unopposed(cursor: Cursor, plan: Plan, rows: pl.DataFrame) -> pl.Series:
    """Which sealed rows (in the order of their references) meet nothing; what is not certain is not among them."""
    clear = (rows["action"] == 0) & ~rows["source_ref"].is_in(_taken_refs(cursor, plan, rows["source_ref"]).implode())
    if plan.kind.exclusive:
        cursor.execute(_EXCLUSIVE_LOCK, [plan.kind_id])
        keys = rows["exclusive_key"]
        cursor.execute(_TAKEN_KEYS, {"keys": keys.drop_nulls().unique().to_list()})
        taken = pl.Series([row[0] for row in cursor.fetchall()], dtype=pl.Int64)
        clear &= keys.is_null() | ~(keys.is_duplicated() | keys.is_in(taken.implode()))
    return clear.fill_null(value=False)


def _taken_refs(cursor: Cursor, plan: Plan, refs: pl.Series) -> pl.Series:
    """References that the agency has given already; agencies number upwards, so one probe answers most chunks."""
    values = {"agency": plan.agency_id, "least": refs.min(), "greatest": refs.max()}
    if cursor.execute(_ANY_BETWEEN, values).fetchone() is None:
        return pl.Series([], dtype=pl.String)
    cursor.execute(_TAKEN_REFS, {"agency": plan.agency_id, "refs": refs.to_list()})
    return pl.Series([row[0] for row in cursor.fetchall()], dtype=pl.String)


def insert(
    cursor: Cursor, plan: Plan, rows: pl.DataFrame, names: pl.DataFrame, aliases: pl.DataFrame, now: object
) -> None:
    """Unopposed rows with their businesses, names and aliases; `now` is the moment of the merge."""
    cursor.execute(_NUMBERS, [rows.height])
    numbers = pl.Series("id", [row[0] for row in cursor.fetchall()], dtype=pl.Int64)
    known = {
        "known_from": pl.lit(str(now)), "batch_id": pl.lit(plan.batch_id), "kind_id": pl.lit(plan.kind_id),
        "agency_id": pl.lit(plan.agency_id), "state": pl.lit(plan.kind.nature == "state"),
    }  # fmt: skip
    placed = rows.join(_entities(cursor, plan, rows), on="code", how="left", maintain_order="left")
    placed = placed.with_columns(numbers, **known).drop("code", "entity_kind", "supersedes_ref")
    copy_rows(cursor, "records_record", placed.columns, copy_text(as_bytea(placed)))
    of = placed.select("row_no", "entity_id", "valid_from", "known_from", record="id")
    for table, beside in (("entities_name", names), ("entities_alias", aliases)):
        if beside.height:
            kept = beside.join(of, on="row_no", maintain_order="left").drop("row_no")
            copy_rows(cursor, table, kept.columns, copy_text(kept))


def _entities(cursor: Cursor, plan: Plan, rows: pl.DataFrame) -> pl.DataFrame:
    """code, entity_id of every business of the rows; those that are new are entered."""
    wanted = rows.group_by("code").agg(pl.col("entity_kind").min())
    values = {"scheme": plan.mapping.code.scheme, "codes": wanted["code"].to_list()}
    found = _pairs(cursor.execute(_ENTITIES, values))
    new = wanted.join(found, on="code", how="anti")
    if new.height:
        values |= {"codes": new["code"].to_list(), "kinds": new["entity_kind"].to_list()}
        found = pl.concat([found, _pairs(cursor.execute(_NEW_ENTITIES, values))])
        missed = new.join(found, on="code", how="anti")  # another agency entered them a moment ago
        if missed.height:
            found = pl.concat([found, _pairs(cursor.execute(_ENTITIES, values | {"codes": missed["code"].to_list()}))])
    return found


def _pairs(rows: Iterable[tuple[object, ...]]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema={"code": pl.String, "entity_id": pl.Int64}, orient="row")
