"""What every reader gives: columns, and chunks of rows numbered as the file numbers them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import polars as pl

from bonafides.packs.mapping import Mapping
from bonafides.records.ingest.faults import FileRefusedError, RowFault

ROW = "_row"
CHUNK_ROWS = 100_000


@dataclass
class Chunk:
    """Rows `first` to `last` of the file. `frame` holds the readable ones, their numbers in column `_row`."""

    first: int
    last: int
    frame: pl.DataFrame
    faults: list[RowFault] = field(default_factory=list)


class Source(Protocol):
    """A file being read. `rows` is how many data rows it holds, where the format says so beforehand."""

    columns: list[str]
    rows: int | None

    def chunks(self, start: int) -> Iterator[Chunk]:
        """The chunks from data row `start` (1-based) on. Raises FileRefusedError where the file ends in ruin."""
        ...


def open_source(path: Path, mapping: Mapping) -> Source:
    """The reader for a file, by its ending. Raises FileRefusedError for what cannot be read or lacks a column."""
    from bonafides.records.ingest.read.csv_file import CsvFile
    from bonafides.records.ingest.read.excel import ExcelFile
    from bonafides.records.ingest.read.json_lines import JsonLinesFile
    from bonafides.records.ingest.read.parquet import ParquetFile

    if not path.is_file():
        raise FileRefusedError(f"{path}: expected a file, there is none; check the path")
    readers = {
        ".csv": CsvFile, ".txt": CsvFile, ".tsv": CsvFile,
        ".xlsx": ExcelFile, ".xls": ExcelFile,
        ".jsonl": JsonLinesFile, ".ndjson": JsonLinesFile,
        ".parquet": ParquetFile,
    }  # fmt: skip
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise FileRefusedError(f"{path}: expected one of {', '.join(readers)}, came {path.suffix or 'no ending'}")
    source: Source = reader(path, mapping)
    missing = [name for name in mapping.columns if name not in source.columns]
    if missing:
        raise FileRefusedError(
            f"{path}: mapping {mapping.mapping} needs the column{'s' if missing[1:] else ''} "
            f"{', '.join(f'`{name}`' for name in missing)}; the file has {', '.join(f'`{name}`' for name in source.columns)}. "
            "Was it the right mapping? Otherwise ask the agency for the missing column."
        )
    return source


def slices(frame: pl.DataFrame, start: int, faults: list[RowFault]) -> Iterator[Chunk]:
    """Chunks of a frame that is in memory already (`_row` given), from row `start` on, each with its faults."""
    numbers = [int(frame[ROW][-1])] if frame.height else []
    last = max([*numbers, *(fault.row for fault in faults)], default=0)
    for first in range(start, last + 1, CHUNK_ROWS):
        end = min(first + CHUNK_ROWS - 1, last)
        part = frame.filter(pl.col(ROW).is_between(first, end))
        yield Chunk(first, end, part, [fault for fault in faults if first <= fault.row <= end])
