"""A table written page by page, as CSV and as Parquet: no page is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

import polars as pl
import pyarrow.parquet as pq

from bonafides.records.ingest.marks import marked
from bonafides.sharing.opendata.columns import Column, Type

_TYPES: dict[Type, pl.DataType] = {
    "string": pl.String(), "integer": pl.Int64(), "boolean": pl.Boolean(), "date": pl.String(), "dateTime": pl.String(),
    "json": pl.String(),
}  # fmt: skip
_CHUNK = 1 << 20


class TableWriter:
    """Writes NAME.csv and NAME.parquet into a folder. In the CSV an apostrophe leads a cell that a spreadsheet would run."""

    def __init__(self, folder: Path, name: str, columns: Sequence[Column]) -> None:
        self.name, self.columns, self.rows = name, tuple(columns), 0
        self.paths = (folder / f"{name}.csv", folder / f"{name}.parquet")
        self._schema = {one.name: _TYPES[one.type] for one in columns}
        self._csv: BinaryIO = self.paths[0].open("wb")
        self._parquet: pq.ParquetWriter | None = None
        self._csv.write(pl.DataFrame(schema=self._schema).write_csv(line_terminator="\r\n").encode())
        self.add([], empty=True)

    def add(self, rows: Sequence[dict[str, Any]], *, empty: bool = False) -> None:
        """Write some rows. Their cells are of the types of the columns; days are texts of ISO 8601."""
        if not rows and not empty:
            return
        frame = pl.DataFrame(rows, schema=self._schema, orient="row")
        days = [pl.col(one.name).str.to_date(strict=True) for one in self.columns if one.type == "date"]
        table = frame.with_columns(days).to_arrow()
        if self._parquet is None:
            self._parquet = pq.ParquetWriter(self.paths[1], table.schema, compression="zstd")
        if rows:
            self._parquet.write_table(table)
            texts = [marked(pl.col(one.name)) for one in self.columns if self._schema[one.name] == pl.String()]
            frame.with_columns(texts).write_csv(self._csv, include_header=False, line_terminator="\r\n")
            self.rows += len(rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._csv.close()
        if self._parquet is not None:
            self._parquet.close()


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_CHUNK):
            digest.update(piece)
    return digest.hexdigest()
