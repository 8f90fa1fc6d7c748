"""The cells of quarantined rows, as they came but for the numbers of natural persons."""

from __future__ import annotations

import polars as pl

from bonafides.kernel.identifiers.natural_person import mask
from bonafides.records.ingest.read.source import LIST_MARK, ROW


def shown(cell: object) -> str | None:
    """A cell as an officer would type it; the numbers of natural persons masked."""
    if cell is None:
        return None
    if isinstance(cell, list):
        cell = LIST_MARK + LIST_MARK.join(str(one) for one in cell)
    return mask(str(cell).removeprefix(LIST_MARK).replace(LIST_MARK, "；"))


def masked_cells(frame: pl.DataFrame, rows: list[int]) -> dict[int, dict[str, str | None]]:
    """The cells of some rows as they came, numbers of natural persons masked, by row number."""
    part = frame.filter(pl.col(ROW).is_in(rows))
    return {
        row[ROW]: {name: shown(cell) for name, cell in row.items() if name != ROW} for row in part.iter_rows(named=True)
    }
