"""The ingest of one file, chunk by chunk: the next chunk is prepared while the database merges those before it (turns.py).

Its businesses are looked up meanwhile too, on a connection of their own. A chunk's commit does not wait for the disk: its
progress is part of it, so that after a crash of the server the same command goes on from what is there; the last commit,
which says that the file is done, waits for all.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing, nullcontext
from pathlib import Path

import psycopg
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from bonafides.kernel.identifiers.natural_person import mask
from bonafides.packs.mapping import Mapping
from bonafides.packs.models import PackVersion
from bonafides.packs.pack import Pack
from bonafides.records.ingest.ahead import sealed_ahead
from bonafides.records.ingest.batch import begin, file_name, plan_of, release
from bonafides.records.ingest.businesses import Numbers
from bonafides.records.ingest.chunk import Done
from bonafides.records.ingest.crew import Crew
from bonafides.records.ingest.quarantine import resolve_earlier
from bonafides.records.ingest.read.source import Source, open_source
from bonafides.records.ingest.summary import Summary
from bonafides.records.ingest.tree import tree_of
from bonafides.records.ingest.turns import Turns
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
    crew: Crew | None = None,
) -> Summary:
    """Take one file in under a mapping of a pack in force.

    The same file again changes nothing; after a kill it goes on at the first row that was not merged. `progress` gets
    (rows done, rows in all or None); `name` is what the file is called, where not as its path; `known` are businesses that files
    of one scheme share, in one database and outside a transaction; `crew` works for this file meanwhile. Raises
    FileRefusedError, BusyError, InterruptedIngestError.
    """
    started = time.monotonic()
    source = open_source(path, mapping)
    summary = Summary.of(mask(name) or file_name(path), mapping, source.columns, dry_run=dry_run)
    try:
        with transaction.atomic() if dry_run else nullcontext():
            batch = begin(path, pack, version, mapping, name)
            try:
                with nullcontext(crew) if crew else Crew() as own:
                    _run(batch, source, pack, mapping, summary, progress, known, own)
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
    crew: Crew,
) -> None:
    summary.batch = None if summary.dry_run else batch.pk
    summary.added, summary.unchanged, summary.quarantined = batch.added, batch.unchanged, batch.quarantined
    summary.rows = batch.added + batch.unchanged + batch.quarantined
    if batch.finished_at is not None:
        summary.already = True
        return
    summary.resumed_at = batch.next_row if batch.next_row > 1 else None
    plan = plan_of(batch, pack, mapping)
    tree = tree_of(batch)
    known = {} if known is None else known
    ahead = sealed_ahead(source.chunks(batch.next_row), plan, known, crew.prepare)
    # Whatever happens, nothing is under way any more when the lock on the batch is let go.
    with closing(ahead), closing(Turns(batch, plan, tree).merged(ahead, crew.merge)) as merged:
        for chunk, done in merged:
            _count(summary, done)
            if progress is not None:
                progress(chunk.prepared.last, source.rows)
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


def _count(summary: Summary, done: Done) -> None:
    summary.added, summary.unchanged, summary.quarantined = done.figures
    summary.rows = sum(done.figures)
    summary.resolved += done.resolved
    for fault in done.faults:
        summary.reasons[fault.reason.value] = summary.reasons.get(fault.reason.value, 0) + fault.repeats
    for word, count in done.warnings.items():
        summary.warnings[word] = summary.warnings.get(word, 0) + count
