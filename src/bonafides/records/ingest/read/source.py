"""What every reader gives: columns, and chunks of rows numbered as the file numbers them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import polars as pl

from bonafides.kernel.identifiers.natural_person import mask
from bonafides.packs.mapping import Mapping
from bonafides.records.ingest.faults import FileRefusedError, RowFault

ROW = "_row"
CHUNK_ROWS = 20_000
CHUNK_BYTES = 200_000_000  # a chunk of text ends here, however few rows it has
SHOWN = 500  # characters of a cell that a fault shows
LONGEST_SHOWN = 32_000  # characters of a line that is kept for mending: a cell of Excel holds 32,767
CUT = " […]"  # ends a line that was longer
LINE, HEADER = "_line", "_header"  # among the cells of a row that is none: the line as it came, and its file's header
MENDS = "_quarantine"  # the column of an export that tells which quarantined row a mended one was
LIST_MARK = "\x1f"  # begins a cell that is a list, and stands between its elements; no text holds it


@dataclass
class Chunk:
    """Rows `first` to `last` of the file. `frame` holds the readable ones, their numbers in column `_row`."""

    first: int
    last: int
    frame: pl.DataFrame
    faults: list[RowFault] = field(default_factory=list)

    def parted(self, second: int) -> tuple[Chunk, Chunk]:
        """The rows before row `second`, and those from it on."""
        early = pl.col(ROW) < second
        return (
            Chunk(self.first, second - 1, self.frame.filter(early), [one for one in self.faults if one.row < second]),
            Chunk(second, self.last, self.frame.filter(~early), [one for one in self.faults if one.row >= second]),
        )


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
    readers: dict[str, Callable[[Path, Mapping], Source]] = {
        ".csv": CsvFile, ".txt": CsvFile, ".tsv": CsvFile,
        ".xlsx": ExcelFile, ".xls": ExcelFile,
        ".jsonl": JsonLinesFile, ".ndjson": JsonLinesFile,
        ".parquet": ParquetFile,
    }  # fmt: skip
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise FileRefusedError(f"{path}: expected one of {', '.join(readers)}, came {path.suffix or 'no ending'}")
    try:
        source = reader(path, mapping)
    except OSError as error:
        raise FileRefusedError(
            f"{path}: expected a file that can be read, but {error.strerror}; check its rights"
        ) from error
    return with_columns(source, str(path), mapping)


def with_columns(source: Source, name: str, mapping: Mapping) -> Source:
    """A source that has the mapping's columns, mended lines read where it is an export. Raises FileRefusedError."""
    from bonafides.records.ingest.read.mended import Mended

    if any(column not in source.columns for column in mapping.columns):
        raise FileRefusedError(
            f"{name}: {missing_columns(mapping, source.columns)}. "
            "Was it the right mapping? Otherwise ask the agency for the missing column."
        )
    return Mended(source, mapping) if MENDS in source.columns else source


def cells_of_line(columns: list[str], line: str, delimiter: str = "") -> dict[str, str | None]:
    """The cells of a line that is no row: none is known, so that nothing shifted comes in; the line is beside them.

    With it the header of a file that has one, so that the mended line can be read, however the columns of an export stand.
    """
    told = mask(line.rstrip("\r\n"))
    beside: dict[str, str | None] = {LINE: told if len(told) <= LONGEST_SHOWN else told[:LONGEST_SHOWN] + CUT}
    if delimiter:
        csv.writer(header := io.StringIO(), delimiter=delimiter, lineterminator="").writerow(map(mask, columns))
        beside[HEADER] = header.getvalue()
    return dict.fromkeys(columns) | beside


def missing_columns(mapping: Mapping, columns: list[str]) -> str:
    """Which columns a mapping misses, and which there are."""
    columns = [mask(name) for name in columns]  # of a file without a header this is a row
    missing = [f"`{name}`" for name in mapping.columns if name not in columns]
    there = [f"`{name.encode('unicode_escape').decode() if not name.isprintable() else name}`" for name in columns]
    told = ", ".join(one[:60] for one in there[:60]) or "none"
    return (
        f"mapping {mapping.mapping} needs the column{'s' if missing[1:] else ''} {', '.join(missing)}; "
        f"the file has {told}{' …' if there[60:] else ''}"
    )


def refuse_twice(path: Path, columns: list[str]) -> None:
    """Raise FileRefusedError where two columns bear one name."""
    if twice := next((mask(name) for name in columns if columns.count(name) > 1), None):
        raise FileRefusedError(f"{path}: expected each column once, `{twice}` is there twice; rename one of them")


def slices(frame: pl.DataFrame, start: int, faults: list[RowFault]) -> Iterator[Chunk]:
    """Chunks of a frame that is in memory already (`_row` given), from row `start` on, each with its faults."""
    numbers = [int(frame[ROW][-1])] if frame.height else []
    last = max([*numbers, *(fault.row for fault in faults)], default=0)
    for first in range(start, last + 1, CHUNK_ROWS):
        end = min(first + CHUNK_ROWS - 1, last)
        part = frame.filter(pl.col(ROW).is_between(first, end))
        yield Chunk(first, end, part, [fault for fault in faults if first <= fault.row <= end])
