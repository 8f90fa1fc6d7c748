"""COPY to staging, then the merge: entities, records, names, aliases. All in the transaction of the caller."""

from __future__ import annotations

import io
from dataclasses import dataclass

import polars as pl
import psycopg

from bonafides.records.ingest.plan import Plan
from bonafides.records.ingest.seal import STAGED

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

_ENTITIES = """
INSERT INTO entities_entity (scheme, code, kind, exception_id)
SELECT %(scheme)s, i.code, min(i.entity_kind), min(x.id)
FROM incoming i LEFT JOIN entities_codeexception x ON x.scheme = %(scheme)s AND x.code = i.code
WHERE NOT EXISTS (SELECT FROM entities_entity e WHERE e.scheme = %(scheme)s AND e.code = i.code)
GROUP BY i.code ORDER BY i.code
ON CONFLICT (scheme, code) DO NOTHING
"""

# Rows were staged in the order of their references (run.py), which keeps the index on them in memory: no sort here.
# `known_from` is the moment of the merge: no reader has seen the record before.
_COLUMNS = """entity_id, supersedes, supersedes_entity, state, exclusive_key, known_from, batch_id, row_no, event_date, valid_from, valid_to, kind_id,
  agency_id, publicity_class_id, action, source_ref, document_no, basis, reason, facts, withheld, salt, commitment"""
_VALUES = """%(state)s, i.exclusive_key, %(now)s, %(batch)s, i.row_no, i.event_date, i.valid_from, i.valid_to, %(kind)s,
  %(agency)s, i.publicity_class_id, i.action, i.source_ref, i.document_no, i.basis, i.reason, i.facts, i.withheld, i.salt,
  i.commitment"""
# Answers the rows that were not inserted: their reference is taken, or an exclusive fact overlaps.
_RECORDS = f"""
WITH added AS (
  INSERT INTO records_record ({_COLUMNS})
  SELECT e.id, NULL, NULL, {_VALUES}
  FROM incoming i JOIN entities_entity e ON e.scheme = %(scheme)s AND e.code = i.code
  WHERE i.action = 0
  ON CONFLICT DO NOTHING
  RETURNING row_no
)
SELECT i.row_no FROM incoming i WHERE i.action = 0 AND NOT EXISTS (SELECT FROM added a WHERE a.row_no = i.row_no)
"""

# A correction of a correction in the same chunk finds its target in the next round.
_SUPERSEDING = f"""
INSERT INTO records_record ({_COLUMNS})
SELECT e.id, r.id, r.entity_id, {_VALUES}
FROM incoming i JOIN entities_entity e ON e.scheme = %(scheme)s AND e.code = i.code
JOIN records_record r ON r.agency_id = %(agency)s AND r.source_ref = i.supersedes_ref AND r.kind_id = %(kind)s AND r.action < 2
WHERE i.action > 0 AND NOT EXISTS (SELECT FROM records_record s WHERE s.supersedes = r.id)
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


@dataclass(frozen=True)
class Merged:
    """`left` holds the numbers of staged rows that did not become records; conflicts.py says why."""

    added: int
    left: list[int]


def copy_rows(cursor: psycopg.Cursor[tuple[object, ...]], table: str, rows: pl.DataFrame) -> None:
    """COPY a frame whose columns are those of the table; an empty text is a null already."""
    if rows.height == 0:
        return
    buffer = io.BytesIO()
    rows.write_csv(buffer, include_header=False, quote_style="necessary")
    with cursor.copy(f"COPY {table} ({', '.join(rows.columns)}) FROM STDIN (FORMAT csv)") as copy:
        copy.write(buffer.getbuffer())


def stage(cursor: psycopg.Cursor[tuple[object, ...]], sealed: pl.DataFrame) -> None:
    hexed = [(pl.lit("\\x") + pl.col(name)).alias(name) for name in ("salt", "commitment")]
    copy_rows(cursor, "incoming", sealed.with_columns(hexed).select(STAGED))


def merge(cursor: psycopg.Cursor[tuple[object, ...]], plan: Plan, sealed: pl.DataFrame, names: pl.DataFrame,
          aliases: pl.DataFrame) -> Merged:  # fmt: skip
    """Merge sealed rows, with their names and aliases, inside the caller's transaction."""
    cursor.execute("SELECT coalesce(max(id), 0), clock_timestamp() FROM records_record")
    before, now = cursor.fetchone() or (0, None)
    values = {
        "scheme": plan.mapping.code.scheme, "batch": plan.batch_id, "kind": plan.kind_id, "agency": plan.agency_id,
        "before": before, "now": now, "state": plan.kind.nature == "state",
    }  # fmt: skip
    stage(cursor, sealed)
    cursor.execute("ANALYZE incoming (code, action, supersedes_ref)")
    cursor.execute(_ENTITIES, values)
    cursor.execute(_RECORDS, values)
    left = {int(str(row[0])) for row in cursor.fetchall()}
    waiting = set(sealed.filter(pl.col("action") > 0)["row_no"])
    while waiting:
        cursor.execute(_SUPERSEDING, values)
        done = {int(str(row[0])) for row in cursor.fetchall()}
        waiting -= done
        if not done:
            break
    left |= waiting
    if names.height:
        copy_rows(cursor, "incoming_name", names)
        cursor.execute(_NAMES, values)
    if aliases.height:
        copy_rows(cursor, "incoming_alias", aliases)
        cursor.execute(_ALIASES, values)
    return Merged(sealed.height - len(left), sorted(left))
