"""CSV as agencies write it: UTF-8 with or without BOM, GBK, a quote never closed, a row too short."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TextIO

import polars as pl

from bonafides.kernel.identifiers.natural_person import mask
from bonafides.packs.mapping import Mapping
from bonafides.records.ingest.faults import FileRefusedError, Reason, RowFault
from bonafides.records.ingest.read.encoding import KEEP, UNDECODED, choose_encoding, header_names
from bonafides.records.ingest.read.source import CHUNK_BYTES, CHUNK_ROWS, ROW, SHOWN, Chunk, cells_of_line, refuse_twice

LONGEST_RECORD = 200  # lines; a quote that is open for longer was never closed
LONGEST_CELL = 1_000_000
LONGEST_LINE = 5_000_000

Read = tuple[list[str] | None, RowFault | None]


class _NeverEndsError(Exception):
    """A signal between two methods: the record, or a line of it, is longer than any honest one."""


class _Lines:
    """The lines of a file, those of the current record kept, so that reading can start again behind its first line."""

    def __init__(self, file: TextIO, number: int) -> None:
        self._file = file
        self._again: list[str] = []
        self._long: set[int] = set()
        self.record: list[str] = []
        self.number = number
        self.characters = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.record) >= LONGEST_RECORD:
            raise _NeverEndsError
        line = self._again.pop() if self._again else self._read()
        self.number += 1
        self.record.append(line)
        if self.number in self._long:
            raise _NeverEndsError
        return line

    def _read(self) -> str:
        line = self._file.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        self.characters += len(line)
        if len(line) == LONGEST_LINE and line[-1] not in "\r\n":
            self._long.add(self.number + 1)
            while (rest := self._file.readline(LONGEST_LINE)) and rest[-1] not in "\r\n":
                pass
        return line

    def go_back(self) -> str:
        """Give back every line of the record but its first, which is returned."""
        self._again.extend(reversed(self.record[1:]))
        self.number -= len(self.record) - 1
        return self.record[0]


class CsvFile:
    """A CSV file; every column is text. Lines without any cell are no rows and are not counted."""

    def __init__(self, path: Path, mapping: Mapping) -> None:
        self.path, self._skip = path, mapping.skip_rows
        self.rows: int | None = None
        self._encoding, self._damaged, self._delimiter = choose_encoding(path, mapping)
        csv.field_size_limit(LONGEST_CELL)
        with self._open() as file:
            self.columns = [_legible(name) for name in header_names(self._header(self._body(file)))]
        refuse_twice(path, self.columns)

    def _open(self) -> TextIO:
        return self.path.open(encoding=self._encoding, errors=KEEP if self._damaged else "strict", newline="")

    def _body(self, file: TextIO) -> _Lines:
        for _ in range(self._skip):
            file.readline()
        return _Lines(file, self._skip)

    def _header(self, lines: _Lines) -> list[str]:
        try:
            return next(csv.reader(lines, delimiter=self._delimiter, strict=True), [])
        except (_NeverEndsError, csv.Error) as error:
            where = f"{self.path}: line {self._skip + 1}"
            raise FileRefusedError(
                f"{where}: expected a header, came a quote that is never closed; close it and submit the file again"
            ) from error

    def chunks(self, start: int) -> Iterator[Chunk]:
        with self._open() as file:
            lines = self._body(file)
            self._header(lines)
            first = row = 1
            begun = lines.characters
            good: list[list[str]] = []
            numbers: list[int] = []
            faults: list[RowFault] = []
            for record, fault in self._rows(lines):
                if record is not None and not any(record):
                    continue
                if row < start:
                    pass
                elif record is not None:
                    good.append(record)
                    numbers.append(row)
                elif fault is not None:
                    faults.append(replace(fault, row=row))
                if row - first + 1 == CHUNK_ROWS or lines.characters - begun >= CHUNK_BYTES:
                    if row >= start:
                        yield Chunk(max(first, start), row, self._frame(good, numbers), faults)
                    good, numbers, faults, first, begun = [], [], [], row + 1, lines.characters
                row += 1
            if good or faults:
                yield Chunk(max(first, start), row - 1, self._frame(good, numbers), faults)

    def _rows(self, lines: _Lines) -> Iterator[Read]:
        """Each record, or the fault of a line that is none. The fault's row is not known here."""
        while True:
            what = "a quote that is never closed"
            reader = csv.reader(lines, delimiter=self._delimiter, strict=True)
            try:
                while True:
                    lines.record.clear()
                    record = next(reader)
                    if len(record) != len(self.columns) and any(record) and len(lines.record) > 1:
                        break  # a quote that was not closed has eaten the lines behind it
                    yield self._checked(record, lines.number) if any(record) else (record, None)
            except StopIteration:
                return
            except _NeverEndsError:
                what = what if lines.record[1:] else f"a line of more than {LONGEST_LINE:,} characters"
            except csv.Error as error:
                if not lines.record[1:] and "expected after" in str(error):
                    what = "a quote within a cell that is not written twice"
            line = lines.go_back()
            yield (
                None,
                self._malformed(f"line {lines.number}: expected CSV, came {what}; the next line is read afresh", line),
            )

    def _checked(self, record: list[str], line: int) -> Read:
        text = self._delimiter.join(record)
        if len(record) != len(self.columns):
            return None, self._malformed(f"line {line}: expected {len(self.columns)} cells, came {len(record)}", text)
        if self._damaged and UNDECODED.search(text):
            cells = dict(zip(self.columns, map(_legible, record), strict=True))
            column = next(name for name, cell in zip(self.columns, record, strict=True) if UNDECODED.search(cell))
            details = (
                f"line {line}: expected {self._encoding}, came bytes that are not: `{mask(cells[column])[:SHOWN]}`"
            )
            return None, RowFault(
                0, column, Reason.ENCODING, details, {name: mask(cell) for name, cell in cells.items()}
            )
        return record, None

    def _malformed(self, details: str, line: str) -> RowFault:
        reason = Reason.ENCODING if UNDECODED.search(line) else Reason.MALFORMED
        return RowFault(0, "", reason, details, cells_of_line(self.columns, _legible(line), self._delimiter))

    def _frame(self, rows: list[list[str]], numbers: list[int]) -> pl.DataFrame:
        cells = zip(*rows, strict=True) if rows else ([] for _ in self.columns)
        data = {
            name: pl.Series(name, list(column), dtype=pl.String)
            for name, column in zip(self.columns, cells, strict=True)
        }
        return pl.DataFrame(data | {ROW: pl.Series(ROW, numbers, dtype=pl.Int32)})


def _legible(text: str) -> str:
    """Bytes that could not be decoded, shown as `\\xNN`."""
    return UNDECODED.sub(lambda found: f"\\x{ord(found[0]) - 0xDC00:02x}", text)
