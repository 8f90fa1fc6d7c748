"""Rows to PostgreSQL by COPY, as text that polars writes."""

from __future__ import annotations

import io
from collections.abc import Sequence

import polars as pl
import psycopg


def copy_text(rows: pl.DataFrame) -> bytes:
    """A frame as COPY reads it. Delimiter and quote are marks that no text holds, so that JSON's quotes stay single."""
    buffer = io.BytesIO()
    rows.write_csv(buffer, include_header=False, quote_style="necessary", separator="\x02", quote_char="\x01")
    return buffer.getvalue()


def copy_rows(cursor: psycopg.Cursor[tuple[object, ...]], table: str, columns: Sequence[str], text: bytes) -> None:
    """COPY what `copy_text` made; an empty text is a null already."""
    if text:
        options = "FORMAT csv, DELIMITER E'\\x02', QUOTE E'\\x01'"
        with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN ({options})") as copy:
            copy.write(text)
