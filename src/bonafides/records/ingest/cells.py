"""The cells of quarantined rows, as they came but for the numbers of natural persons."""

from __future__ import annotations

import polars as pl

from bonafides.kernel.identifiers.natural_person import mask
from bonafides.records.ingest.read.source import ROW


def masked_cells(frame: pl.DataFrame, rows: list[int]) -> dict[int, dict[str, str | None]]:
    """The cells of some rows as they came, numbers of natural persons masked, by row number."""
    part = frame.filter(pl.col(ROW).is_in(rows))
    return {
        row[ROW]: {name: None if cell is None else mask(str(cell)) for name, cell in row.items() if name != ROW}
        for row in part.iter_rows(named=True)
    }
