"""Excel workbooks, read as text; a workbook that unpacks to more than memory should hold is refused unopened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import fastexcel
import polars as pl

from bonafides.packs.mapping import Mapping
from bonafides.records.ingest.cells import masked_cells
from bonafides.records.ingest.faults import FileRefusedError, Reason, RowFault
from bonafides.records.ingest.read.encoding import header_names
from bonafides.records.ingest.read.source import ROW, Chunk, refuse_twice, slices
from bonafides.records.ingest.read.workbook import refuse_unsafe


class ExcelFile:
    """The named sheet of a workbook, or its first."""

    def __init__(self, path: Path, mapping: Mapping) -> None:
        self.path = path
        refuse_unsafe(path)
        try:
            book = fastexcel.read_excel(path)
            sheet = mapping.sheet or book.sheet_names[0]
            if sheet not in book.sheet_names:
                raise FileRefusedError(
                    f"{path}: expected the sheet `{sheet}`, there are `{'`, `'.join(book.sheet_names)}`; "
                    "rename the sheet, or mend `sheet` in the mapping"
                )
            # The header is read as a row, so that names are as they were written.
            loaded = book.load_sheet(sheet, header_row=None, skip_rows=mapping.skip_rows or None, dtypes="string")
            batch, errors = loaded.to_arrow_with_errors()
        except fastexcel.FastExcelError as error:
            told = str(error).partition("\n")[0]
            raise FileRefusedError(f"{path}: expected an Excel workbook, but {told}; is it complete?") from error
        frame = pl.DataFrame(batch)
        if frame.height == 0:
            raise FileRefusedError(
                f"{path}: expected a header in row {mapping.skip_rows + 1} of the sheet `{sheet}`, there is none"
            )
        self.columns = header_names([cell or "" for cell in frame.row(0)])
        refuse_twice(path, self.columns)
        frame.columns = self.columns
        filled = pl.any_horizontal(pl.exclude(ROW).is_not_null())
        # A row's number is its place under the header, blank rows counted, as the officer sees it in the sheet.
        frame = frame.drop(ROW, strict=False).with_row_index(ROW).with_columns(pl.col(ROW).cast(pl.Int32))[1:]
        self.rows: int | None = frame.height
        broken = {error.offset_position: error.detail for error in errors.errors} if errors else {}
        self._faults = _broken_cells(frame, self.columns, mapping, broken)
        bad = [fault.row for fault in self._faults]
        self._frame = frame.filter(filled & ~pl.col(ROW).is_in(bad))

    def chunks(self, start: int) -> Iterator[Chunk]:
        return slices(self._frame, start, self._faults)


def _broken_cells(
    frame: pl.DataFrame, columns: list[str], mapping: Mapping, broken: dict[tuple[int, int], str]
) -> list[RowFault]:
    """Rows with a cell of a mapped column that holds an error of Excel (#DIV/0!, #N/A), not a value."""
    found = {row: columns[column] for row, column in sorted(broken, reverse=True) if columns[column] in mapping.columns}
    cells = masked_cells(frame, list(found))
    return [
        RowFault(row, column, Reason.UNREADABLE, f"`{column}`: expected a value, came an error of Excel", cells[row])
        for row, column in sorted(found.items())
    ]
