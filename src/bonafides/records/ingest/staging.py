"""Rows that may meet something: staged, and merged where they can be, in the transaction of the caller."""

from __future__ import annotations

import polars as pl
import psycopg

from bonafides.records.ingest.businesses import Businesses
from bonafides.records.ingest.columns import given, joined
from bonafides.records.ingest.copying import copy_rows
from bonafides.records.ingest.lock import SECRET, classes, locked
from bonafides.records.ingest.overlaps import fitting
from bonafides.records.ingest.plan import Plan
from bonafides.records.ingest.seal import STAGED

Cursor = psycopg.Cursor[tuple[object, ...]]
STAGING = """
CREATE TEMPORARY TABLE IF NOT EXISTS incoming (
  row_no int, code text COLLATE "C", entity_kind text, source_ref text COLLATE "C", action smallint,
  supersedes_ref text COLLATE "C", event_date date, valid_from date, valid_to date, document_no text, basis text,
  reason text, facts jsonb, withheld jsonb, publicity_class_id smallint, exclusive_key bigint, salt bytea, commitment bytea
) ON COMMIT DELETE ROWS;
CREATE TEMPORARY TABLE IF NOT EXISTS incoming_name (
  row_no int, use text, language text, name text
) ON COMMIT DELETE ROWS;
CREATE TEMPORARY TABLE IF NOT EXISTS incoming_alias (
  row_no int, scheme text, code text
) ON COMMIT DELETE ROWS;
"""
# A dry run, or a caller with a transaction of its own, holds several chunks in one transaction.
_EMPTY = "DELETE FROM incoming; DELETE FROM incoming_name; DELETE FROM incoming_alias"

_ENTITIES = """
INSERT INTO entities_entity (scheme, code, kind, exception_id)
SELECT %(scheme)s, i.code, min(i.entity_kind), min(x.id)
FROM incoming i LEFT JOIN entities_codeexception x ON x.scheme = %(scheme)s AND x.code = i.code
WHERE i.action < 10 AND NOT EXISTS (SELECT FROM entities_entity e WHERE e.scheme = %(scheme)s AND e.code = i.code)
GROUP BY i.code ORDER BY i.code
ON CONFLICT (scheme, code) DO NOTHING
"""
# A business whose only row did not become a record is none: a mistyped code would stay in the register for ever.
_STRAYS = """
SELECT EXISTS (SELECT FROM incoming i JOIN entities_entity e ON e.scheme = %(scheme)s AND e.code = i.code
  WHERE i.row_no = ANY (%(left)s) AND e.id > %(last_entity)s
    AND NOT EXISTS (SELECT FROM records_record r WHERE r.entity_id = e.id))
"""
_SET_ASIDE = "UPDATE incoming SET action = action + 10 WHERE row_no = ANY (%(left)s)"
_PUT_BACK = "UPDATE incoming SET action = action - 10 WHERE action >= 10"

# `known_from` is the moment of the merge: no reader has seen the record before.
_COLUMNS = """entity_id, supersedes, supersedes_entity, state, exclusive_key, known_from, batch_id, row_no, event_date,
  valid_from, valid_to, kind_id, agency_id, publicity_class_id, action, source_ref, document_no, basis, reason,
  facts, withheld, salt, commitment"""
_VALUES = """%(state)s, i.exclusive_key, %(now)s, %(batch)s, i.row_no, i.event_date, i.valid_from, i.valid_to, %(kind)s,
  %(agency)s, i.publicity_class_id, i.action, i.source_ref, i.document_no, i.basis, i.reason, i.facts, i.withheld, i.salt,
  i.commitment"""
# Looking first is a third cheaper than ON CONFLICT, and the lock on the agency keeps the answer true. A scalar subquery
# stays one probe a row, however large the planner thinks the chunk.
_TAKEN = """
SELECT i.row_no FROM incoming i
WHERE i.row_no = ANY (%(rows)s) AND (
  SELECT true FROM records_record r WHERE r.agency_id = %(agency)s AND r.source_ref = i.source_ref)
"""
_NEW = f"""
INSERT INTO records_record ({_COLUMNS})
SELECT e.id, NULL, NULL, {_VALUES}
FROM incoming i JOIN entities_entity e ON e.scheme = %(scheme)s AND e.code = i.code
WHERE i.row_no = ANY (%(rows)s)
ORDER BY i.row_no
"""

_LOCKED = f"""
UPDATE incoming i SET withheld = n.text::jsonb
FROM unnest({given("rows", "int")}, {given("texts")}) AS n (row_no, text) WHERE i.row_no = n.row_no
"""

# A correction of a correction in the same chunk finds its target in the next round; so does the second of two that bear
# one number, which then sees where the first one holds.
_SUPERSEDING = f"""
INSERT INTO records_record ({_COLUMNS})
SELECT i.of_entity, i.target, i.target_entity, {_VALUES}
FROM (
  SELECT DISTINCT ON (coalesce(i.exclusive_key, -i.row_no))
    i.*, e.id AS of_entity, r.id AS target, r.entity_id AS target_entity
  FROM incoming i
  -- LIMIT keeps these look-ups by index: such rows are few, and the planner thinks them many.
  CROSS JOIN LATERAL (SELECT e.id FROM entities_entity e WHERE e.scheme = %(scheme)s AND e.code = i.code LIMIT 1) e
  CROSS JOIN LATERAL (
    SELECT * FROM records_record r WHERE r.agency_id = %(agency)s AND r.source_ref = i.supersedes_ref LIMIT 1) r
  WHERE i.row_no = ANY (%(waiting)s) AND r.kind_id = %(kind)s AND r.action < 2
    AND (SELECT s.id FROM records_record s WHERE s.supersedes = r.id) IS NULL
    AND (SELECT true FROM records_record o
      WHERE o.exclusive_key = i.exclusive_key AND o.id <> r.id
        AND daterange(o.valid_from, o.valid_to) && daterange(i.valid_from, i.valid_to)
        AND (SELECT s.id FROM records_record s WHERE s.supersedes = o.id) IS NULL LIMIT 1) IS NULL
  ORDER BY coalesce(i.exclusive_key, -i.row_no), i.row_no) i
ORDER BY i.row_no
ON CONFLICT DO NOTHING
RETURNING row_no
"""

# Every record's names and aliases are kept, also when known already: they live and fall with their record.
_NAMES = """
INSERT INTO entities_name (entity_id, use, language, name, valid_from, known_from, record)
SELECT r.entity_id, n.use, n.language, n.name, r.valid_from, r.known_from, r.id
FROM incoming_name n JOIN records_record r ON r.batch_id = %(batch)s AND r.row_no = n.row_no AND r.id > %(before)s
"""

_ALIASES = """
INSERT INTO entities_alias (entity_id, scheme, code, valid_from, known_from, record)
SELECT r.entity_id, a.scheme, a.code, r.valid_from, r.known_from, r.id
FROM incoming_alias a JOIN records_record r ON r.batch_id = %(batch)s AND r.row_no = a.row_no AND r.id > %(before)s
"""


def merge_staged(cursor: Cursor, plan: Plan, rows: pl.DataFrame, names: pl.DataFrame,
                 aliases: pl.DataFrame, now: object) -> list[int]:  # fmt: skip
    """Stage sealed rows with their names and aliases and merge what can be; the numbers of the rows that were left."""
    cursor.execute(STAGING)
    cursor.execute(
        "SELECT (SELECT coalesce(max(id), 0) FROM records_record), (SELECT coalesce(max(id), 0) FROM entities_entity)"
    )
    before, last_entity = cursor.fetchone() or (0, 0)
    values = {
        "scheme": plan.mapping.code.scheme, "batch": plan.batch_id, "kind": plan.kind_id, "agency": plan.agency_id,
        "before": before, "last_entity": last_entity, "now": now, "state": plan.kind.nature == "state",
    }  # fmt: skip
    cursor.execute(_EMPTY)
    copy_rows(cursor, "incoming", rows.select(STAGED))
    cursor.execute("ANALYZE incoming (code, action)")
    cursor.execute("SAVEPOINT staged")
    left = _insert(cursor, plan, values, rows)
    if left and _finds(cursor, _STRAYS, values | {"left": list(left)}):
        cursor.execute("ROLLBACK TO SAVEPOINT staged")
        cursor.execute(_SET_ASIDE, {"left": list(left)})
        left |= _insert(cursor, plan, values, rows.filter(~pl.col("row_no").is_in(list(left))))
        cursor.execute(_PUT_BACK)
    cursor.execute("RELEASE SAVEPOINT staged")
    for table, beside, statement in (("incoming_name", names, _NAMES), ("incoming_alias", aliases, _ALIASES)):
        if beside.height:
            copy_rows(cursor, table, beside)
            cursor.execute(statement, values)
    return sorted(left)


def _insert(cursor: Cursor, plan: Plan, values: dict[str, object], rows: pl.DataFrame) -> set[int]:
    """Entities, then records, then what supersedes records; the numbers of the rows that were left."""
    cursor.execute(_ENTITIES, values)
    left = _insert_new(cursor, plan, values, rows.filter(pl.col("action") == 0))
    superseding = rows.filter(pl.col("action") > 0)
    waiting = set(superseding["row_no"])
    _lock(cursor, plan, superseding)
    while waiting and (done := _numbers(cursor, _SUPERSEDING, values | {"waiting": list(waiting)})):
        waiting -= done
        if left and plan.kind.exclusive:  # what was ended or shortened gives way
            left = _insert_new(cursor, plan, values, rows.filter(pl.col("row_no").is_in(list(left))))
    return left | waiting


def _insert_new(cursor: Cursor, plan: Plan, values: dict[str, object], rows: pl.DataFrame) -> set[int]:
    """Insert what can be of rows that supersede nothing; the numbers of the others."""
    numbers = set(rows["row_no"])
    free = numbers - _numbers(cursor, _TAKEN, values | {"rows": list(numbers)})
    if plan.kind.exclusive:
        free = fitting(cursor, plan, rows.filter(pl.col("row_no").is_in(list(free))))
    _lock(cursor, plan, rows.filter(pl.col("row_no").is_in(list(free))))
    cursor.execute(_NEW, values | {"rows": list(free)})
    return numbers - free


def _lock(cursor: Cursor, plan: Plan, rows: pl.DataFrame) -> None:
    """Put facts under the keys of their businesses, which are entered by now, where they are to be inserted."""
    has = [pl.col(SECRET + name).is_not_null() for name in classes(rows)]
    rows = rows.filter(pl.any_horizontal(has)) if has else rows.clear()
    if rows.height:
        businesses = Businesses(plan)
        of = businesses.of(cursor, rows)
        done = locked(cursor, rows.join(of, on="code", how="left", maintain_order="left"), businesses)
        cursor.execute(_LOCKED, {"rows": joined(done["row_no"]), "texts": joined(done["withheld"])})


def _numbers(cursor: Cursor, query: str, values: dict[str, object]) -> set[int]:
    cursor.execute(query, values)
    return {int(str(row[0])) for row in cursor.fetchall()}


def _finds(cursor: Cursor, query: str, values: dict[str, object]) -> bool:
    cursor.execute(query, values)
    row = cursor.fetchone()
    return row is not None and bool(row[0])
