"""Reads of the quarantine: what is open, and a file of it that can be mended and submitted again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
from xlsxwriter import Workbook

from bonafides.records.ingest.faults import FileRefusedError
from bonafides.records.ingest.quarantine import FORMULA, MENDS
from bonafides.records.models import Batch, Quarantined


def open_quarantine(batch: int | None, limit: int) -> list[dict[str, Any]]:
    """The open rows, oldest batch first."""
    rows = Quarantined.objects.filter(resolved_by=None).order_by("batch_id", "row_no")
    if batch is not None:
        rows = rows.filter(batch_id=batch)
    return [
        {
            "batch": one.batch_id, "row": one.row_no, "repeats": one.repeats, "column": one.column, "reason": one.reason,
            "details": one.details,
        }
        for one in rows[:limit]
    ]  # fmt: skip


def export_quarantine(batch: int, path: Path) -> tuple[int, str]:
    """Write a batch's open rows with their cells as they came; columns that begin with `_` say what is wrong.

    Returns (rows, mapping). Raises FileRefusedError where the batch has none, or the ending is neither .csv nor .xlsx.
    """
    found = Batch.objects.filter(pk=batch).first()
    rows = list(Quarantined.objects.filter(batch_id=batch, resolved_by=None).order_by("row_no"))
    if found is None or not rows:
        raise FileRefusedError(f"batch {batch} has nothing in quarantine; bonafides quarantine list shows what has")
    columns: dict[str, None] = {}
    for row in rows:
        columns.update(dict.fromkeys(name for name in row.cells if not name.startswith("_")))
    data: dict[str, list[str | None]] = {name: [row.cells.get(name) for row in rows] for name in columns}
    data |= {
        MENDS: [str(row.pk) for row in rows],
        "_row": [str(row.row_no) for row in rows],
        "_column": [row.column for row in rows],
        "_reason": [row.reason for row in rows],
        "_details": [row.details for row in rows],
    }
    frame = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String))
    if path.suffix.lower() == ".csv":
        # The byte order mark makes a spreadsheet read UTF-8; a cell that it would run as a formula is marked as text, and
        # the ingest takes the mark off again (records/ingest/prepare.py).
        safe = frame.with_columns(pl.all().str.replace(FORMULA, "'${0}"))
        path.write_bytes(b"\xef\xbb\xbf" + safe.write_csv().encode())
    elif path.suffix.lower() == ".xlsx":
        with Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
            frame.write_excel(book, worksheet="quarantine")
    else:
        raise FileRefusedError(f"{path}: expected an ending .csv or .xlsx, came {path.suffix or 'none'}")
    return len(rows), found.mapping
