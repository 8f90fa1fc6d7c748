"""Rows that could not come in: stored with their reason, and marked once a mended row came in."""

from __future__ import annotations

import json

import polars as pl
import psycopg

from bonafides.kernel.identifiers.natural_person import mask
from bonafides.records.ingest.cells import shown
from bonafides.records.ingest.copying import copy_rows
from bonafides.records.ingest.faults import RowFault
from bonafides.records.ingest.locked_cells import Cells, under_lock
from bonafides.records.ingest.marks import unmarked
from bonafides.records.ingest.read.source import MENDS

__all__ = ["MENDS", "resolve_earlier", "resolve_mended", "store_faults", "unmark"]

# The entries that a batch may answer: those of its own agency and kind. `first` is an entry or the one it is again.
_FIRSTS = """
SELECT q.id, coalesce(q.first_id, q.id) FROM records_quarantined q
JOIN records_batch b ON b.id = q.batch_id JOIN records_batch own ON own.id = %(batch)s
WHERE q.id = ANY(%(ids)s) AND q.batch_id <> own.id AND b.agency_id = own.agency_id AND b.kind_id = own.kind_id
"""
_RESOLVE = """
WITH closed AS (
  UPDATE records_quarantined SET resolved_by_id = %(batch)s
  WHERE (id = ANY(%(firsts)s) OR first_id = ANY(%(firsts)s)) AND resolved_by_id IS NULL AND batch_id <> %(batch)s
  RETURNING coalesce(first_id, id) AS first)
SELECT count(DISTINCT first) FROM closed
"""
# The same file under a later version of the pack. A row that failed again is the same entry again.
_AGAIN = """
UPDATE records_quarantined q SET first_id = was.first
FROM (
  SELECT o.row_no, min(coalesce(o.first_id, o.id)) AS first
  FROM records_batch new
  JOIN records_batch old ON old.file_digest = new.file_digest AND old.mapping = new.mapping AND old.id < new.id
  JOIN records_quarantined o ON o.batch_id = old.id AND o.resolved_by_id IS NULL
  WHERE new.id = %(batch)s GROUP BY o.row_no) was
WHERE q.batch_id = %(batch)s AND q.row_no = was.row_no AND q.first_id IS NULL
"""
_RESOLVE_EARLIER = """
WITH closed AS (
  UPDATE records_quarantined q SET resolved_by_id = new.id FROM records_batch old, records_batch new
  WHERE new.id = %(batch)s AND old.id < new.id AND old.file_digest = new.file_digest AND old.mapping = new.mapping
    AND q.batch_id = old.id AND q.resolved_by_id IS NULL
    AND NOT EXISTS (
      SELECT FROM records_quarantined a WHERE a.batch_id = new.id AND a.first_id = coalesce(q.first_id, q.id))
  RETURNING coalesce(q.first_id, q.id) AS first)
SELECT count(DISTINCT first) FROM closed
"""


def unmark(frame: pl.DataFrame) -> pl.DataFrame:
    """The cells of a mended export without the mark that kept a spreadsheet from running them."""
    if MENDS not in frame.columns:
        return frame
    return frame.with_columns(unmarked(pl.col(name)) for name, kind in frame.schema.items() if kind == pl.String)


def store_faults(cursor: psycopg.Cursor[tuple[object, ...]], batch_id: int, faults: list[RowFault]) -> None:
    """Write faults to quarantine, in the transaction of their chunk.

    A row that an export brought again unmended names the entry that it was first. The number of a natural person is
    masked wherever a file may hold one, the names of its columns included. What would be under lock is under lock here too.
    """
    firsts = _firsts(cursor, batch_id, [fault.cells.get(MENDS) for fault in faults])
    kept = under_lock(cursor, batch_id, faults, [details_of(fault) for fault in faults])
    frame = pl.DataFrame(
        {
            "batch_id": [batch_id] * len(faults),
            "row_no": [fault.row for fault in faults],
            "repeats": [fault.repeats for fault in faults],
            "column": [column_of(fault) for fault in faults],
            "reason": [fault.reason.value for fault in faults],
            "details": [details for _, details in kept],
            "cells": [json.dumps(_stored(cells), ensure_ascii=False) for cells, _ in kept],
            "first_id": [firsts.get(_number(fault.cells.get(MENDS))) for fault in faults],
        },
        schema_overrides={"first_id": pl.Int64},
    )
    copy_rows(cursor, "records_quarantined", frame)


def column_of(fault: RowFault) -> str:
    """The column as it is told: masked, for a file may have anything for a header."""
    return _plain(shown(fault.column) or "(row)")


def details_of(fault: RowFault) -> str:
    """What was expected, what came, the mend, as they are told: masked."""
    return _plain(mask(fault.details))


def _stored(cells: Cells) -> list[tuple[str, str | dict[str, str] | None]]:
    """Cells in the file's own order, which a JSON object would lose; PostgreSQL holds no U+0000."""
    found: Cells = {}
    for column, cell in cells.items():
        name = masked = _plain(shown(column) or "")
        number = 1
        while name in found:
            number += 1
            name = f"{masked} ({number})"
        found[name] = _plain(cell) if isinstance(cell, str) else cell
    return list(found.items())


def _plain(text: str) -> str:
    return text.replace("\0", "")


def _number(text: str | None) -> int | None:
    """The number of an entry as an export wrote it; longer ones are none, nor is what somebody typed."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else None


def _firsts(
    cursor: psycopg.Cursor[tuple[object, ...]], batch_id: int, ids: list[str] | list[str | None]
) -> dict[int | None, int]:
    """By its number, the first entry of each that this batch may answer."""
    numbers = [number for text in ids if (number := _number(text)) is not None]
    if not numbers:
        return {}
    cursor.execute(_FIRSTS, {"batch": batch_id, "ids": numbers})
    return {int(str(own)): int(str(first)) for own, first in cursor.fetchall()}


def resolve_mended(cursor: psycopg.Cursor[tuple[object, ...]], batch_id: int, ids: list[str]) -> int:
    """Close the quarantined rows that mended rows stand for, as often as each came unmended; how many rows these are.

    An id that is none, or one of another agency or kind, is left alone.
    """
    firsts = list(_firsts(cursor, batch_id, ids).values())
    return _count(cursor, _RESOLVE, {"batch": batch_id, "firsts": firsts}) if firsts else 0


def resolve_earlier(cursor: psycopg.Cursor[tuple[object, ...]], batch_id: int) -> int:
    """The same file under a later version of the pack: its old quarantine is answered by this batch.

    But for the rows that failed again: these are open still, as what they are now.
    """
    cursor.execute(_AGAIN, {"batch": batch_id})
    return _count(cursor, _RESOLVE_EARLIER, {"batch": batch_id})


def _count(cursor: psycopg.Cursor[tuple[object, ...]], query: str, values: dict[str, object]) -> int:
    cursor.execute(query, values)
    row = cursor.fetchone()
    return int(str(row[0])) if row else 0
