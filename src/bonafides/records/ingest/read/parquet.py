"""Parquet, a batch of rows at a time; memory does not grow with the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from bonafides.packs.mapping import Mapping
from bonafides.records.ingest.faults import FileRefusedError
from bonafides.records.ingest.read.source import CHUNK_ROWS, ROW, Chunk


class ParquetFile:
    """A Parquet file; its columns keep their types."""

    def __init__(self, path: Path, mapping: Mapping) -> None:
        self.path = path
        try:
            self._file = pq.ParquetFile(path)
        except (pa.ArrowInvalid, pa.ArrowException, OSError) as error:
            raise FileRefusedError(
                f"{path}: expected Parquet, but {error}; is it complete? Ask for it again."
            ) from error
        self.columns = list(self._file.schema_arrow.names)
        self.rows: int | None = self._file.metadata.num_rows

    def chunks(self, start: int) -> Iterator[Chunk]:
        row = 1
        try:
            for batch in self._file.iter_batches(batch_size=CHUNK_ROWS):
                first, last = row, row + batch.num_rows - 1
                row = last + 1
                if last < start:
                    continue
                frame = pl.from_arrow(batch)
                if not isinstance(frame, pl.DataFrame):
                    raise TypeError("a record batch is a frame")
                frame = frame.with_columns(pl.int_range(first, last + 1, dtype=pl.Int32).alias(ROW))
                yield Chunk(max(first, start), last, frame.filter(pl.col(ROW) >= start))
        except (pa.ArrowInvalid, pa.ArrowException, OSError) as error:
            raise FileRefusedError(
                f"{self.path}: row {row:,} and those after it cannot be read: {error}; the rows before it are safe. "
                "Ask the agency for the file again and ingest it: what is in already is not taken twice."
            ) from error
