"""CSV as agencies write it: UTF-8 with or without BOM, GBK, a quote never closed, a row too short."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import polars as pl

from bonafides.packs.mapping import Mapping
from bonafides.records.ingest.faults import FileRefusedError, Reason, RowFault
from bonafides.records.ingest.read.encoding import UNDECODED, choose_encoding
from bonafides.records.ingest.read.source import CHUNK_ROWS, ROW, Chunk

LONGEST_RECORD = 200  # lines; a quote that is open for longer was never closed
LONGEST_CELL = 1_000_000


class _NeverClosed(Exception):  # noqa: N818 - a signal between two methods, not an error anyone sees
    pass


class _Lines:
    """The lines of a file, those of the current record kept, so that reading can start again behind its first line."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._again: list[str] = []
        self.record: list[str] = []
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.record) >= LONGEST_RECORD:
            raise _NeverClosed
        line = self._again.pop() if self._again else next(self._file)
        self.number += 1
        self.record.append(line)
        return line

    def go_back(self) -> str:
        """Give back every line of the record but its first, which is returned."""
        self._again.extend(reversed(self.record[1:]))
        self.number -= len(self.record) - 1
        return self.record[0]


class CsvFile:
    """A CSV file; every column is text."""

    def __init__(self, path: Path, mapping: Mapping) -> None:
        self.path, self._skip = path, mapping.skip_rows
        self.rows: int | None = None
        self._encoding, self._damaged, self._delimiter = choose_encoding(path, mapping)
        with self._open() as file:
            self.columns = next(csv.reader(self._body(file), delimiter=self._delimiter), [])
        if len(set(self.columns)) < len(self.columns):
            twice = next(name for name in self.columns if self.columns.count(name) > 1)
            raise FileRefusedError(f"{path}: expected each column once, `{twice}` is there twice; rename one")

    def _open(self) -> TextIO:
        return self.path.open(
            encoding=self._encoding, errors="surrogateescape" if self._damaged else "strict", newline=""
        )

    def _body(self, file: TextIO) -> _Lines:
        for _ in range(self._skip):
            next(file, None)
        return _Lines(file)

    def chunks(self, start: int) -> Iterator[Chunk]:
        csv.field_size_limit(LONGEST_CELL)
        with self._open() as file:
            lines = self._body(file)
            rows = self._rows(lines)
            next(rows)  # the header
            first = row = 1
            good: list[list[str]] = []
            numbers: list[int] = []
            faults: list[RowFault] = []
            for record, fault in rows:
                if record is not None and not any(record):
                    continue
                if row >= start:
                    if record is not None and (fault := self._shape_fault(record, lines.number)) is None:
                        good.append(record)
                        numbers.append(row)
                    else:
                        cells = {"line": fault[1][:500]} if fault else {}
                        reason = Reason.ENCODING if fault and UNDECODED.search(fault[1]) else Reason.MALFORMED
                        faults.append(RowFault(row, "", reason, fault[0] if fault else "", _clean(cells)))
                if row - first + 1 == CHUNK_ROWS:
                    if row >= start:
                        yield Chunk(max(first, start), row, self._frame(good, numbers), faults)
                    good, numbers, faults, first = [], [], [], row + 1
                row += 1
            if good or faults:
                yield Chunk(max(first, start), row - 1, self._frame(good, numbers), faults)

    def _rows(self, lines: _Lines) -> Iterator[tuple[list[str] | None, tuple[str, str] | None]]:
        """Each record, or (None, (what is wrong, the line))."""
        while True:
            reader = csv.reader(lines, delimiter=self._delimiter, strict=True)
            try:
                while True:
                    lines.record.clear()
                    yield next(reader), None
            except StopIteration:
                return
            except (_NeverClosed, csv.Error) as error:
                quote = isinstance(error, _NeverClosed) or "end of data" in str(error) or "larger than" in str(error)
                what = "a quote that is never closed" if quote else str(error)
                line = lines.go_back()
                yield (
                    None,
                    (f"line {lines.number}: expected CSV, came {what}; the next line is read afresh", line),
                )

    def _shape_fault(self, record: list[str], line: int) -> tuple[str, str] | None:
        if len(record) != len(self.columns):
            return (
                f"line {line}: expected {len(self.columns)} cells, came {len(record)}",
                self._delimiter.join(record),
            )
        if self._damaged and UNDECODED.search(text := self._delimiter.join(record)):
            return (f"line {line}: expected {self._encoding}, came bytes that are not", text)
        return None

    def _frame(self, rows: list[list[str]], numbers: list[int]) -> pl.DataFrame:
        cells = zip(*rows, strict=True) if rows else ([] for _ in self.columns)
        data = {
            name: pl.Series(name, list(column), dtype=pl.String)
            for name, column in zip(self.columns, cells, strict=True)
        }
        return pl.DataFrame(data | {ROW: pl.Series(ROW, numbers, dtype=pl.Int32)})


def _clean(cells: dict[str, str]) -> dict[str, str | None]:
    """Bytes that could not be decoded, shown as `\\xNN`."""
    return {
        name: text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        for name, text in cells.items()
    }
