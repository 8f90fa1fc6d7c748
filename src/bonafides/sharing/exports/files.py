"""An export as a file: CSV for a spreadsheet, with whatever it would run made harmless, or Parquet."""

from __future__ import annotations

import io
from enum import StrEnum

import polars as pl

from bonafides.records.ingest.marks import marked
from bonafides.sharing.exports.table import Table


class Form(StrEnum):
    """The form of the file."""

    CSV = "csv"
    PARQUET = "parquet"


def as_file(table: Table, form: Form) -> bytes:
    """The bytes of the file; all cells are text."""
    columns = {name: [row[place] for row in table.rows] for place, name in enumerate(table.columns)}
    frame = pl.DataFrame(columns, schema=dict.fromkeys(table.columns, pl.String))
    out = io.BytesIO()
    if form is Form.PARQUET:
        frame.write_parquet(out)
    else:
        out.write("\ufeff".encode())  # else a spreadsheet takes the Chinese for another encoding
        frame.select(marked(pl.col(name)) for name in table.columns).write_csv(out, line_terminator="\r\n")
    return out.getvalue()
