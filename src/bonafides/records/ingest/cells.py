"""The cells of quarantined rows, as they came but for the numbers of natural persons."""

from __future__ import annotations

import polars as pl

from bonafides.kernel.identifiers.natural_person import find_in, mask
from bonafides.kernel.identifiers.normalise import normalise
from bonafides.records.ingest.parse.text import text
from bonafides.records.ingest.read.source import LIST_MARK, ROW


def shown(cell: str | None) -> str | None:
    """A cell with the numbers of natural persons masked, a list as one would type it."""
    if cell is None or len(cell) < 15:
        return cell and cell.removeprefix(LIST_MARK).replace(LIST_MARK, "；")
    masked = mask(cell.removeprefix(LIST_MARK).replace(LIST_MARK, "；"))
    tight = normalise(masked)[0]  # some numbers only show once blanks and signs that nobody sees are gone
    return mask(tight) if find_in(tight) else masked


def masked_cells(frame: pl.DataFrame, rows: list[int]) -> dict[int, dict[str, str | None]]:
    """The cells of some rows as they came, numbers of natural persons masked, by row number.

    What is not text is written as the parse rules read it: a mended row must get the reference that it had.
    """
    if not rows:
        return {}
    part = frame.filter(pl.col(ROW).is_in(rows))
    names = [name for name in part.columns if name != ROW]
    columns = [[shown(cell) for cell in _as_text(part[name])] for name in names]
    return {
        number: {name: column[place] for name, column in zip(names, columns, strict=True)}
        for place, number in enumerate(part[ROW])
    }


def _as_text(column: pl.Series) -> pl.Series:
    if column.dtype == pl.String:
        return column
    return column.to_frame("cell").select(text(pl.col("cell"), column.dtype)).to_series()
