"""Rows that could not come in: stored with their reason, and marked once a mended row came in."""

from __future__ import annotations

import json

import polars as pl
import psycopg

from bonafides.records.ingest.copying import copy_rows, copy_text
from bonafides.records.ingest.faults import RowFault

FORMULA = "^[=+@\t\r]|^-(?:[^0-9.]|$)"  # how a cell begins that a spreadsheet would run
MENDS = "_quarantine"  # the column of an export that tells which quarantined row a mended one was


def unmark(frame: pl.DataFrame) -> pl.DataFrame:
    """The cells of a mended export without the mark that kept a spreadsheet from running them."""
    if MENDS not in frame.columns:
        return frame
    return frame.with_columns(pl.col(pl.String).str.replace("^'([=+@\t\r-])", "${1}"))


def store_faults(cursor: psycopg.Cursor[tuple[object, ...]], batch_id: int, faults: list[RowFault]) -> None:
    """Write faults to quarantine, in the transaction of their chunk."""
    frame = pl.DataFrame(
        {
            "batch_id": [batch_id] * len(faults),
            "row_no": [fault.row for fault in faults],
            "repeats": [fault.repeats for fault in faults],
            "column": [fault.column or None for fault in faults],
            "reason": [fault.reason.value for fault in faults],
            "details": [fault.details.replace("\0", "") for fault in faults],
            "cells": [json.dumps(fault.cells, ensure_ascii=False).replace("\\u0000", "") for fault in faults],
        }
    ).with_columns(pl.col("column").fill_null("(row)"))
    names = [f'"{name}"' for name in frame.columns]
    copy_rows(cursor, "records_quarantined", names, copy_text(frame))


def resolve_mended(cursor: psycopg.Cursor[tuple[object, ...]], batch_id: int, ids: list[str]) -> int:
    """Mark the quarantined rows that mended rows stand for. An id that is none is left alone."""
    numbers = [int(text) for text in ids if text.isdecimal()]
    cursor.execute(
        "UPDATE records_quarantined SET resolved_by_id = %s WHERE id = ANY(%s) AND resolved_by_id IS NULL AND batch_id <> %s",
        (batch_id, numbers, batch_id),
    )
    return cursor.rowcount


def resolve_earlier(cursor: psycopg.Cursor[tuple[object, ...]], batch_id: int) -> int:
    """The same file under a later version of the pack: its old quarantine is answered by this batch."""
    cursor.execute(
        "UPDATE records_quarantined q SET resolved_by_id = new.id FROM records_batch old, records_batch new "
        "WHERE new.id = %s AND old.id < new.id AND old.file_digest = new.file_digest AND old.mapping = new.mapping "
        "AND q.batch_id = old.id AND q.resolved_by_id IS NULL",
        (batch_id,),
    )
    return cursor.rowcount
