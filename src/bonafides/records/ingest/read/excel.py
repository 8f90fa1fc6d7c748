"""Excel workbooks, read as text; a workbook that unpacks to more than memory should hold is refused unopened."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import fastexcel
import polars as pl

from bonafides.packs.mapping import Mapping
from bonafides.records.ingest.faults import FileRefusedError
from bonafides.records.ingest.read.source import ROW, Chunk, slices

LARGEST_UNPACKED = 1_500_000_000  # bytes; a full sheet of 1,048,576 rows and 20 columns is about a third of this
LARGEST_RATIO = 200  # unpacked to packed; sheets of real agencies measure 5 to 30


class ExcelFile:
    """The named sheet of a workbook, or its first."""

    def __init__(self, path: Path, mapping: Mapping) -> None:
        self.path = path
        if path.suffix.lower() == ".xlsx":
            _refuse_bombs(path)
        try:
            book = fastexcel.read_excel(path)
        except fastexcel.FastExcelError as error:
            raise FileRefusedError(f"{path}: expected an Excel workbook, but {error}; is it complete?") from error
        sheet = mapping.sheet or book.sheet_names[0]
        if sheet not in book.sheet_names:
            raise FileRefusedError(f"{path}: expected the sheet `{sheet}`, there are {', '.join(book.sheet_names)}")
        loaded = book.load_sheet(sheet, header_row=mapping.skip_rows, dtypes="string")
        frame = loaded.to_polars()
        filled = pl.any_horizontal(pl.all().is_not_null()) if frame.width else pl.lit(value=False)
        # A row's number is its place under the header, blank rows counted, as the officer sees it in the sheet.
        self._frame = frame.with_row_index(ROW, offset=1).with_columns(pl.col(ROW).cast(pl.Int32)).filter(filled)
        self.columns = frame.columns
        self.rows: int | None = frame.height

    def chunks(self, start: int) -> Iterator[Chunk]:
        return slices(self._frame, start, [])


def _refuse_bombs(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise FileRefusedError(f"{path}: expected an Excel workbook, but {error}; is it complete?") from error
    packed = path.stat().st_size
    if unpacked > LARGEST_UNPACKED or (unpacked > 100_000_000 and unpacked > LARGEST_RATIO * packed):
        raise FileRefusedError(
            f"{path}: unpacks from {packed:,} to {unpacked:,} bytes, more than an honest workbook does; not opened. "
            "Ask the agency for CSV or Parquet."
        )
