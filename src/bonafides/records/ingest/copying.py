"""Rows to PostgreSQL by COPY, as text that polars writes."""

from __future__ import annotations

import io

import polars as pl
import psycopg

SLICE = 2_000  # rows: the database reads one slice while the text of the next is made


def copy_text(rows: pl.DataFrame) -> bytes:
    """A frame as COPY reads it. Delimiter and quote are marks that no text holds, so that JSON's quotes stay single."""
    buffer = io.BytesIO()
    rows.write_csv(buffer, include_header=False, quote_style="necessary", separator="\x02", quote_char="\x01")
    return buffer.getvalue()


def copy_rows(cursor: psycopg.Cursor[tuple[object, ...]], table: str, rows: pl.DataFrame) -> None:
    """COPY the rows of a frame, whose columns are the table's."""
    if rows.height:
        columns = ", ".join(f'"{name}"' for name in rows.columns)
        options = "FORMAT csv, DELIMITER E'\\x02', QUOTE E'\\x01'"
        with cursor.copy(f"COPY {table} ({columns}) FROM STDIN ({options})") as copy:
            for part in rows.iter_slices(SLICE):
                copy.write(copy_text(part))
