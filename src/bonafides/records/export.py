"""A file of what is open in quarantine, which can be mended and submitted again under the same mapping."""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl
from xlsxwriter import Workbook

from bonafides.packs.mapping import Mapping
from bonafides.packs.queries import pack_of_version
from bonafides.records.ingest.faults import FileRefusedError
from bonafides.records.ingest.marks import marked
from bonafides.records.ingest.read.source import HEADER, LINE, MENDS
from bonafides.records.locked.cells import opened
from bonafides.records.models import Batch, Quarantined
from bonafides.records.quarantine import open_rows

_SHEET_ROWS, _SHEET_COLUMNS, _SHEET_CELL = 1_048_576, 16_384, 32_767  # what a sheet of Excel holds


def export_quarantine(batch: int, path: Path) -> tuple[int, str]:
    """Write a batch's open rows with their cells as they came; columns that begin with `_` say what is wrong.

    Returns (rows, mapping). Raises FileRefusedError where the batch has none, the ending is neither .csv nor .xlsx, or
    a sheet cannot hold the rows.
    """
    found = Batch.objects.select_related("pack_version").filter(pk=batch).first()
    rows = opened(open_rows(batch))
    if found is None or not rows:
        raise FileRefusedError(f"batch {batch} has nothing in quarantine; bonafides quarantine list shows what has")
    mapping = pack_of_version(found.pack_version).mappings[found.mapping]
    table = _table(rows, mapping)
    # What a mapping says of a file holds for this one too: as many lines before the header, the sheet of that name.
    title = f"quarantine of batch {batch}"
    if path.suffix.lower() == ".csv":
        _write_csv(path, table, [title] * mapping.skip_rows)
    elif path.suffix.lower() == ".xlsx":
        _write_sheet(path, table, [title] * mapping.skip_rows, mapping.sheet or "quarantine")
    else:
        raise FileRefusedError(f"{path}: expected an ending .csv or .xlsx, came {path.suffix or 'none'}")
    return len(rows), found.mapping


def _table(rows: list[Quarantined], mapping: Mapping) -> pl.DataFrame:
    """Every cell as text, marked where a spreadsheet would run it; the file's own columns in its own order."""
    cells: list[dict[str, str | None]] = [dict(row.cells) for row in rows]
    names = dict.fromkeys(name for row in cells for name in row if not name.startswith("_"))
    data: dict[str, list[str | None]] = {name: [row.get(name) for row in cells] for name in names}
    data |= {name: [row.get(name) for row in cells] for name in (LINE, HEADER) if any(name in row for row in cells)}
    data |= {
        MENDS: [str(row.pk) for row in rows],
        "_row": [str(row.row_no) for row in rows],
        "_column": [row.column for row in rows],
        "_reason": [row.reason for row in rows],
        "_details": [row.details for row in rows],
    }
    frame = pl.DataFrame(data, schema=dict.fromkeys(data, pl.String)).select(marked(pl.col(name)) for name in data)
    # A name that the mapping knows was written by ourselves; any other is the file's.
    others = pl.DataFrame({"name": [name for name in data if name not in mapping.columns]}, schema={"name": pl.String})
    return frame.rename(dict(zip(others["name"], others.select(marked(pl.col("name")))["name"], strict=True)))


def _write_csv(path: Path, table: pl.DataFrame, before: list[str]) -> None:
    # The byte order mark makes a spreadsheet read UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        file.writelines(f"{line}\r\n" for line in before)
        writer = csv.writer(file)
        writer.writerow(table.columns)
        writer.writerows(table.iter_rows())


def _write_sheet(path: Path, table: pl.DataFrame, before: list[str], sheet: str) -> None:
    """A plain sheet of text cells: what is longer than one holds is refused, never cut."""
    longest = max(table.select(pl.all().str.len_chars().max()).row(0), key=lambda length: length or 0) or 0
    if table.height + len(before) >= _SHEET_ROWS or table.width > _SHEET_COLUMNS or longest > _SHEET_CELL:
        raise FileRefusedError(
            f"{path}: a sheet holds {_SHEET_ROWS:,} rows, {_SHEET_COLUMNS:,} columns and {_SHEET_CELL:,} characters a cell, "
            f"there are {table.height:,} rows, {table.width:,} columns and a cell of {longest:,} characters; "
            "export to a .csv file"
        )
    with Workbook(path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet(sheet)
        page.freeze_panes(len(before) + 1, 0)
        lines = [*([line] for line in before), table.columns]
        for number, line in enumerate(lines):
            for column, text in enumerate(line):
                page.write_string(number, column, text)
        for number, row in enumerate(table.iter_rows(), len(lines)):
            for column, cell in enumerate(row):
                if cell:
                    page.write_string(number, column, cell)
