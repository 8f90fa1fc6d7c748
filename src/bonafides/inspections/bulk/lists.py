"""Frozen lists: one Parquet file, sorted by code, a row for each subject with its salt."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bonafides.inspections.bulk.expressions import frozen
from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.subjects import Subject
from bonafides.kernel.merkle.entries import SALT_BYTES

ROWS = 131_072
"""Rows of a group: a whole number of the tree's blocks."""
COLUMNS = pa.schema(
    [
        pa.field("code", pa.string(), nullable=False),
        pa.field("stratum", pa.string(), nullable=False),
        pa.field("weight", pa.int16(), nullable=False),
        pa.field("excluded", pa.string()),
        pa.field("region", pa.string()),
        pa.field("last_pair", pa.list_(pa.string())),
        pa.field("salt", pa.binary(), nullable=False),
    ]
)


def freeze(db: duckdb.DuckDBPyConnection, subjects: str, target: Path) -> int:
    """Freeze the rows of a query (all columns of the list but the salt), with new salts; how many is returned.

    Raises Refused for a code that comes twice.
    """
    names = ", ".join(f'"{name}"' for name in COLUMNS.names[:-1])
    reader = db.sql(f"SELECT {names} FROM ({subjects}) ORDER BY code").to_arrow_reader(ROWS)
    count, last = 0, None
    with TemporaryDirectory(prefix=".freeze-", dir=target.parent) as folder:
        made = Path(folder) / target.name
        with pq.ParquetWriter(made, COLUMNS) as writer:
            for rows in _groups(reader):
                last = ascending(rows.column("code"), last)
                salts = pa.FixedSizeBinaryArray.from_buffers(
                    pa.binary(SALT_BYTES), len(rows), [None, pa.py_buffer(os.urandom(SALT_BYTES * len(rows)))]
                )
                writer.write_table(rows.append_column("salt", salts).cast(COLUMNS), row_group_size=ROWS)
                count += len(rows)
        made.replace(target)  # whole or not at all
    return count


def _groups(reader: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """The same rows in tables of ROWS, the last one shorter."""
    kept: list[pa.RecordBatch] = []
    rows = 0
    for batch in reader:
        kept.append(batch)
        rows += len(batch)
        while rows >= ROWS:
            table = pa.Table.from_batches(kept)
            yield table.slice(0, ROWS)
            kept = table.slice(ROWS).to_batches()
            rows -= ROWS
    if rows:
        yield pa.Table.from_batches(kept)


def ascending(codes: pa.ChunkedArray, last: str | None) -> str | None:
    """Raise Refused unless each code comes after the one before it; the last one is returned."""
    if not len(codes):
        return last
    # The first of all has none before it: null, which is neither true nor false.
    before = pa.chunked_array([pa.array([last], pa.string()), *codes.slice(0, len(codes) - 1).chunks])
    odd = pc.index(pc.greater(codes, before), False).as_py()
    if odd >= 0:
        here, other = codes[odd].as_py(), before[odd].as_py()
        raise Refused(f"{here} is in the list twice" if here == other else f"{here} comes after {other}: not in order")
    return str(codes[len(codes) - 1].as_py())


def subjects(db: duckdb.DuckDBPyConnection, path: Path, where: str, values: Iterable[object] = ()) -> list[Subject]:
    """The subjects of some rows as the kernel has them, in the order of the list."""
    rows = db.execute(
        f"SELECT code, stratum, salt, weight, excluded, region, last_pair FROM {frozen(path, numbered=True)}"
        f" WHERE {where} ORDER BY file_row_number",
        list(values),
    ).fetchall()
    return [
        Subject(code, stratum, salt, weight, excluded, region, tuple(last_pair or ()))
        for code, stratum, salt, weight, excluded, region, last_pair in rows
    ]
