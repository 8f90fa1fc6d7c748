"""One chunk taken in, whole or not at all: its records, its quarantine, and the batch's own figures."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
import psycopg
from django.db import connection

from bonafides.records.ingest.batch import go_on, still_ours
from bonafides.records.ingest.cells import masked_cells
from bonafides.records.ingest.conflicts import explain_conflicts
from bonafides.records.ingest.faults import RowFault
from bonafides.records.ingest.merge import merge
from bonafides.records.ingest.quarantine import MENDS, resolve_mended, store_faults
from bonafides.records.ingest.read.source import ROW
from bonafides.records.ingest.tree import append
from bonafides.records.ingest.turn import Turn


@dataclass
class Done:
    """What there is to tell of a chunk: its faults, and which rows were `unchanged`, known already from elsewhere.

    `figures` are the batch's after it: added, unchanged, quarantined.
    """

    faults: list[RowFault]
    warnings: dict[str, int]
    resolved: int
    unchanged: tuple[int, ...]
    figures: tuple[int, int, int]


def merge_chunk(turn: Turn) -> Done:
    """In the transaction of the caller. Raises OutOfTurnError, BusyError."""
    batch, plan, resolved = turn.intake.batch, turn.intake.plan, 0
    with connection.cursor() as wrapped:
        cursor: psycopg.Cursor[tuple[object, ...]] = wrapped.cursor
        gone = turn.go_ahead(cursor)
        now = turn.take(cursor)
        if turn.followed:
            still_ours(batch)
        sealed, prepared = turn.sealed, turn.sealed.prepared
        rest = sealed.rows.filter(~pl.col("row_no").is_in(gone.implode())) if gone.len() else sealed.rows
        merged = merge(cursor, plan, sealed.businesses, rest, sealed.names, sealed.aliases, now)
        conflicts = explain_conflicts(cursor, plan, sealed.rows, merged.left) if merged.left else []
        stopped = {one.row: one for one in conflicts if one.reason is not None}
        cells = masked_cells(prepared.source, list(stopped))
        faults = sealed.faults + [
            RowFault(one.row, one.target, one.reason, one.details, cells[one.row])
            for one in stopped.values()
            if one.reason
        ]
        if faults:
            store_faults(cursor, batch.pk, faults)
        if MENDS in prepared.source.columns:
            bad = [fault.row for fault in faults]
            mended = prepared.source.filter(~pl.col(ROW).is_in(bad))[MENDS].cast(pl.String).drop_nulls().to_list()
            resolved = resolve_mended(cursor, batch.pk, mended)
    # As late as can be, for the tree does not give back what it has taken: whatever clashes has clashed before.
    append(turn.intake.tree, sealed.leaves, sealed.rows, merged.left)
    unchanged = tuple(one.row for one in conflicts if one.row not in stopped)
    repeats = sum(fault.repeats for fault in faults)
    go_on(batch, prepared.last + 1, gone.len() + merged.added, len(unchanged), repeats)
    beside = {"alias not valid, not linked": sealed.invalid_aliases} if sealed.invalid_aliases else {}
    figures = (batch.added, batch.unchanged, batch.quarantined)
    return Done(faults, sealed.warnings | beside, resolved, unchanged, figures)
