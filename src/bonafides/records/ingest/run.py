"""The ingest of one file, chunk by chunk: the next chunk is prepared while the database merges the last one.

Its businesses are looked up meanwhile too, on a connection of their own. A chunk's commit does not wait for the disk: its
progress is part of it, so that after a crash of the server the same command goes on from what is there; the last commit,
which says that the file is done, waits for all.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import psycopg
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from bonafides.kernel.identifiers.natural_person import mask
from bonafides.ledger.batches import BatchTree
from bonafides.packs.mapping import Mapping
from bonafides.packs.models import PackVersion
from bonafides.packs.pack import Pack
from bonafides.records.ingest.ahead import Sealed, sealed_ahead, with_links
from bonafides.records.ingest.batch import begin, file_name, plan_of, release
from bonafides.records.ingest.businesses import Businesses, Numbers
from bonafides.records.ingest.cells import masked_cells
from bonafides.records.ingest.conflicts import explain_conflicts
from bonafides.records.ingest.faults import RowFault
from bonafides.records.ingest.merge import merge
from bonafides.records.ingest.plan import Plan
from bonafides.records.ingest.quarantine import MENDS, resolve_earlier, resolve_mended, store_faults
from bonafides.records.ingest.read.source import ROW, Source, open_source
from bonafides.records.ingest.summary import Summary
from bonafides.records.ingest.tree import append, tree_of
from bonafides.records.models import Batch

Progress = Callable[[int, int | None], None]
ANALYZE_FROM = 10_000  # added rows from which the planner's statistics may have to be taken anew


class InterruptedIngestError(Exception):
    """The database went away or refused; what was merged before is safe, and the same command goes on from there."""


def ingest(
    path: Path,
    pack: Pack,
    version: PackVersion,
    mapping: Mapping,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
    name: str = "",
    known: Numbers | None = None,
) -> Summary:
    """Take one file in under a mapping of a pack in force.

    The same file again changes nothing; after a kill it goes on at the first row that was not merged. `progress` gets
    (rows done, rows in all or None); `name` is what the file is called, where not as its path; `known` are businesses that files
    of one scheme share, in one database and outside a transaction. Raises FileRefusedError,
    BusyError, InterruptedIngestError.
    """
    started = time.monotonic()
    source = open_source(path, mapping)
    summary = Summary.of(mask(name) or file_name(path), mapping, source.columns, dry_run=dry_run)
    try:
        with transaction.atomic() if dry_run else nullcontext():
            batch = begin(path, pack, version, mapping, name)
            try:
                _run(batch, source, pack, mapping, summary, progress, known)
            finally:
                if not connection.connection.broken:
                    release(batch)
            if dry_run:
                transaction.set_rollback(True)
    except (OperationalError, psycopg.OperationalError) as error:
        told = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise InterruptedIngestError(
            f"{path}: the database refused or went away after row {summary.rows:,}: {told}. The rows up to there are safe; "
            "run the same command again and it goes on from there."
        ) from error
    summary.seconds = round(time.monotonic() - started, 3)
    return summary


def _run(
    batch: Batch,
    source: Source,
    pack: Pack,
    mapping: Mapping,
    summary: Summary,
    progress: Progress | None,
    known: Numbers | None,
) -> None:
    summary.batch = None if summary.dry_run else batch.pk
    summary.added, summary.unchanged, summary.quarantined = batch.added, batch.unchanged, batch.quarantined
    summary.rows = batch.added + batch.unchanged + batch.quarantined
    if batch.finished_at is not None:
        summary.already = True
        return
    summary.resumed_at = batch.next_row if batch.next_row > 1 else None
    plan = plan_of(batch, pack, mapping)
    businesses, tree = Businesses(plan, known), tree_of(batch)
    for sealed in sealed_ahead(source.chunks(batch.next_row), plan, businesses, tree):
        with transaction.atomic():
            _without_waiting()
            done = merge_chunk(batch, sealed, plan, businesses, tree)
        businesses.settle()
        _count(summary, batch, done)  # once it is committed, and not before
        if progress is not None:
            progress(sealed.prepared.last, source.rows)
    with transaction.atomic(), connection.cursor() as cursor:
        summary.resolved += resolve_earlier(cursor.cursor, batch.pk)
        batch.finished_at = timezone.now()
        batch.save(update_fields=["finished_at"])
        tree.finish()
    if not summary.dry_run:
        _refresh_statistics(summary.added)


def _refresh_statistics(added: int) -> None:
    """After the first load, and one that at least doubled the table, the planner looks again at once.

    Else autovacuum sees to it. Of a table at which it never looked the planner thinks so little that a file of some
    thousand rows takes seconds.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'records_record'::regclass")
        known = cursor.fetchone()[0]
        if known < 0 or (added >= ANALYZE_FROM and added > known):
            cursor.execute(
                "SET default_statistics_target = 20"
            )  # enough to choose an index by; autovacuum looks closer
            cursor.execute(
                "ANALYZE records_record (entity_id, agency_id, kind_id, source_ref, supersedes, supersedes_entity), "
                "entities_entity, entities_name"
            )
            cursor.execute("RESET default_statistics_target")


def _without_waiting() -> None:
    """The commit of this chunk need not wait for the disk: the last one of the file does, for all."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")


@dataclass
class Done:
    """What there is to tell of a chunk: its faults, and which rows were `unchanged`, known already from elsewhere."""

    faults: list[RowFault]
    warnings: dict[str, int]
    resolved: int = 0
    unchanged: tuple[int, ...] = ()


def merge_chunk(batch: Batch, sealed: Sealed, plan: Plan, businesses: Businesses, tree: BatchTree) -> Done:
    """One chunk, whole or not at all: its records, its quarantine, and the batch's own figures."""
    prepared, resolved = sealed.prepared, 0
    with connection.cursor() as wrapped:
        cursor: psycopg.Cursor[tuple[object, ...]] = wrapped.cursor
        sealed = with_links(sealed, cursor, plan)
        merged = merge(cursor, plan, businesses, sealed.rows, sealed.names, sealed.aliases)
        append(tree, sealed.growth, sealed.rows, merged.left)
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
    batch.next_row = prepared.last + 1
    batch.added += merged.added
    batch.unchanged += len(conflicts) - len(stopped)
    batch.quarantined += sum(fault.repeats for fault in faults)
    batch.save(update_fields=["next_row", "added", "unchanged", "quarantined"])
    beside = {"alias not valid, not linked": sealed.invalid_aliases} if sealed.invalid_aliases else {}
    unchanged = tuple(one.row for one in conflicts if one.row not in stopped)
    return Done(faults, sealed.warnings | beside, resolved, unchanged)


def _count(summary: Summary, batch: Batch, done: Done) -> None:
    summary.added, summary.unchanged, summary.quarantined = batch.added, batch.unchanged, batch.quarantined
    summary.rows = batch.added + batch.unchanged + batch.quarantined
    summary.resolved += done.resolved
    for fault in done.faults:
        summary.reasons[fault.reason.value] = summary.reasons.get(fault.reason.value, 0) + fault.repeats
    for word, count in done.warnings.items():
        summary.warnings[word] = summary.warnings.get(word, 0) + count
