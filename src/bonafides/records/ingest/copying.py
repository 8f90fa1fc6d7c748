"""Rows to PostgreSQL by COPY, in its binary form: no text is made here, and none has to be read there."""

from __future__ import annotations

import polars as pl
import psycopg
import pyarrow as pa
from pgpq import ArrowToPostgresBinaryEncoder
from pgpq.encoders import LargeStringEncoderBuilder
from pgpq.schema import Jsonb

SLICE = 2_000  # rows: the database reads one slice while the next is made
_TYPES = """
SELECT attname, atttypid::regtype::text FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped
"""
_DTYPES: dict[str, pl.DataType | type[pl.DataType]] = {
    "smallint": pl.Int16, "integer": pl.Int32, "bigint": pl.Int64, "boolean": pl.Boolean, "date": pl.Date,
    "timestamp with time zone": pl.Datetime("us", "UTC"), "text": pl.String, "character varying": pl.String,
    "jsonb": pl.String, "bytea": pl.Binary,
}  # fmt: skip
_known: dict[str, dict[str, str]] = {}  # by table; a process sees one version of the schema
Cursor = psycopg.Cursor[tuple[object, ...]]


def copy_rows(cursor: Cursor, table: str, rows: pl.DataFrame) -> None:
    """COPY the rows of a frame, whose columns are the table's; JSON comes as text."""
    if not rows.height:
        return
    types = _types(cursor, table)
    exact = rows.cast({name: _DTYPES[types[name]] for name in rows.columns})
    arrow = exact.to_arrow(compat_level=pl.CompatLevel.oldest())
    encoder = _encoder(arrow.schema, types)
    columns = ", ".join(f'"{name}"' for name in rows.columns)
    with cursor.copy(f"COPY {table} ({columns}) FROM STDIN (FORMAT binary)") as copy:
        copy.write(encoder.write_header())
        for part in arrow.to_batches(max_chunksize=SLICE):
            copy.write(encoder.write_batch(part))
        copy.write(encoder.finish())


def _encoder(schema: pa.Schema, types: dict[str, str]) -> ArrowToPostgresBinaryEncoder:
    encoders = {field.name: ArrowToPostgresBinaryEncoder.infer_encoder(field) for field in schema}
    for field in schema:
        if types[field.name] == "jsonb":
            encoders[field.name] = LargeStringEncoderBuilder.new_with_output(field, Jsonb())
    return ArrowToPostgresBinaryEncoder.new_with_encoders(schema, encoders)


def _types(cursor: Cursor, table: str) -> dict[str, str]:
    if table not in _known:
        _known[table] = {str(name): str(of) for name, of in cursor.execute(_TYPES, [table]).fetchall()}
    return _known[table]
