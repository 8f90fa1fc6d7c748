"""Rows of one chunk that have the same reference: equal ones are folded into one fault, others are told apart."""

from __future__ import annotations

import polars as pl

from bonafides.records.ingest.cells import masked_cells
from bonafides.records.ingest.faults import Reason, RowFault
from bonafides.records.ingest.read.source import MENDS, ROW


def set_aside_repeats(ready: pl.DataFrame, frame: pl.DataFrame) -> tuple[pl.DataFrame, list[RowFault]]:
    """Keep the first row of each reference. Identical repeats of a row are one fault, however many they are."""
    twice = ready["_ref"].is_duplicated()
    if not twice.any():
        return ready, []
    content = [name for name in ready.columns if name not in (ROW, "_code_given", "_code_warnings", "_code_changes")]
    ranked = ready.filter(twice).with_columns(
        first=pl.col(ROW).min().over("_ref"),
        same=pl.col(ROW).min().over(content),
    )
    later = ranked.filter(pl.col(ROW) != pl.col("first"))
    # Each row of an export stands for an entry of its own.
    alike = ["first", "same", pl.col(ROW).alias("of")] if MENDS in frame.columns else ["first", "same"]
    folded = later.group_by(*alike, maintain_order=True).agg(pl.col(ROW), pl.col("_ref").first())
    faults = []
    cells = masked_cells(frame, folded[ROW].list.first().to_list())
    for group in folded.iter_rows(named=True):
        rows = group[ROW]
        if group["same"] == group["first"]:
            reason, details = (
                Reason.DUPLICATE,
                f"the same as row {group['first']} of this file; it is taken once",
            )
        else:
            reason = Reason.REF_TAKEN
            details = (
                f"`{group['_ref']}` is the reference of other content in row {group['first']} of this file; "
                "send it as a correction with a reference of its own, or mend the reference"
            )
        if len(rows) > 1:
            details += f" (so are {len(rows):,} rows up to {rows[-1]:,})"
        faults.append(RowFault(rows[0], "ref", reason, details, cells[rows[0]], len(rows), tuple(rows[1:])))
    return ready.filter(~ready[ROW].is_in(later[ROW].implode())), faults
