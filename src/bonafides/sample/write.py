"""Writing a file piece by piece in the form its agency uses. The same pieces always give the same bytes."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Protocol

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from bonafides.sample.submissions import Format, Submission

ENDINGS = {"csv": "csv", "csv-bom": "csv", "csv-gb18030": "csv", "xlsx": "xlsx", "jsonl": "jsonl", "parquet": "parquet"}
_ENCODINGS = {"csv": "utf-8", "csv-bom": "utf-8", "csv-gb18030": "gb18030"}
_GROUP_ROWS = 100_000
_PACKER = ThreadPoolExecutor(1, "sample-parquet")
_MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - a workbook's own date has no zone


class Writer(Protocol):
    """A file being written."""

    def append(self, rows: pl.DataFrame) -> None:
        """Write these rows behind those before."""
        ...

    def close(self) -> None:
        """Finish the file."""
        ...


def open_writer(path: Path, form: Format, submission: Submission) -> Writer:
    """A writer of one file in a form."""
    path.parent.mkdir(parents=True, exist_ok=True)
    match form:
        case "parquet":
            return _Parquet(path)
        case "xlsx":
            return _Excel(path, submission)
        case "jsonl":
            return _JsonLines(path, submission)
    return _Csv(path, form)


class _Csv:
    def __init__(self, path: Path, form: Format) -> None:
        self._file = path.open("wb")
        self._encoding = _ENCODINGS[form]
        self._header = True
        if form == "csv-bom":
            self._file.write(b"\xef\xbb\xbf")

    def append(self, rows: pl.DataFrame) -> None:
        text = rows.write_csv(include_header=self._header, line_terminator="\r\n")
        self._file.write(text.encode(self._encoding))
        self._header = False

    def close(self) -> None:
        self._file.close()


class _JsonLines:
    """Lists and truth values as JSON has them; everything else as text."""

    def __init__(self, path: Path, submission: Submission) -> None:
        self._file = path.open("wb")
        self._shapes = [pl.col(name).str.split("、") for name in submission.lists]
        self._shapes += [pl.col(name).replace_strict({"true": True, "false": False}) for name in submission.truths]

    def append(self, rows: pl.DataFrame) -> None:
        self._file.write(rows.with_columns(self._shapes).write_ndjson().encode())

    def close(self) -> None:
        self._file.close()


class _Excel:
    """One sheet, a title above the header. The workbook's dates are fixed, so that its bytes are."""

    def __init__(self, path: Path, submission: Submission) -> None:
        import xlsxwriter

        self._book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_numbers": False})
        self._book.set_properties({"created": _MADE, "title": submission.sheet or ""})
        self._sheet = self._book.add_worksheet(submission.sheet)
        self._sheet.write_string(0, 0, f"澄岚县{submission.sheet}认定情况表")
        self._row = 1

    def append(self, rows: pl.DataFrame) -> None:
        header = [tuple(rows.columns)] if self._row == 1 else []
        for row in [*header, *rows.iter_rows()]:
            for column, cell in enumerate(row):
                if cell is not None:
                    self._sheet.write_string(self._row, column, cell)
            self._row += 1

    def close(self) -> None:
        self._book.close()


class _Parquet:
    """Row groups of a fixed size, whatever the pieces; packed and written while the next block is being made."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer: pq.ParquetWriter | None = None
        self._waiting: list[pa.Table] = []
        self._rows = 0
        self._written: Future[None] | None = None

    def append(self, rows: pl.DataFrame) -> None:
        # Copied out: a polars text column keeps the whole column alive from which it was taken.
        self._waiting.append(rows.to_arrow(compat_level=pl.CompatLevel.oldest()))
        self._rows += rows.height
        if self._rows >= _GROUP_ROWS:
            self._hand_over()

    def close(self) -> None:
        if self._waiting:
            self._hand_over()
        if self._written is not None:
            self._written.result()
        if self._writer is not None:
            self._writer.close()

    def _hand_over(self) -> None:
        if self._written is not None:
            self._written.result()  # one group at a time in memory, and the groups stay in order
        self._written = _PACKER.submit(self._write, pa.concat_tables(self._waiting))
        self._waiting, self._rows = [], 0

    def _write(self, table: pa.Table) -> None:
        if self._writer is None:
            self._writer = pq.ParquetWriter(self._path, table.schema, compression="zstd", compression_level=1)
        self._writer.write_table(table.combine_chunks(), row_group_size=table.num_rows)
