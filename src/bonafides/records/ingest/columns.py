"""Columns to and from PostgreSQL, each as one text: as arrays the driver handles every element in Python, 4 µs each."""

from __future__ import annotations

import polars as pl
import psycopg

# A mark that no text of ours holds (copying.py relies on it too).
MARK = "\x02"


def given(name: str, of: str = "text") -> str:
    """SQL for the parameter `name`, made by `joined`, as an array."""
    return f"string_to_array(%({name})s, E'\\x02')::{of}[]"


def taken(expression: str) -> str:
    """SQL that aggregates a column to what `fetched` reads; null where there is no row."""
    return f"string_agg({expression}::text, E'\\x02')"


def joined(column: pl.Series) -> str:
    """A column without nulls, as `given` reads it."""
    return column.cast(pl.String).str.join(MARK).item() or ""


def fetched(cursor: psycopg.Cursor[tuple[object, ...]], schema: dict[str, type[pl.DataType]]) -> pl.DataFrame:
    """The one row of a query whose columns `taken` aggregated."""
    row = cursor.fetchone() or ()
    columns = {
        name: pl.Series(name, str(text).split(MARK) if text is not None else [], dtype=pl.String).cast(dtype)
        for (name, dtype), text in zip(schema.items(), row, strict=True)
    }
    return pl.DataFrame(columns)
