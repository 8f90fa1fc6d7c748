"""A file that is being taken in: begun, counted chunk by chunk, finished, let go."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

import psycopg
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from bonafides.kernel.identifiers.natural_person import mask
from bonafides.records.ingest.batch import begin, file_name, release
from bonafides.records.ingest.chunk import Done
from bonafides.records.ingest.intake import Intake
from bonafides.records.ingest.quarantine import resolve_earlier
from bonafides.records.ingest.read.source import Source
from bonafides.records.ingest.submitted import Submitted
from bonafides.records.ingest.summary import Summary
from bonafides.records.models import Batch

Progress = Callable[[int, int | None], None]
ANALYZE_FROM = 10_000  # added rows from which the planner's statistics may have to be taken anew


@dataclass
class Taking:
    """`rows` are those of the file where it tells; `progress` gets (rows done, rows in all or None).

    The batch is kept from others until it is let go.
    """

    file: Submitted
    rows: int | None
    batch: Batch
    summary: Summary
    progress: Progress | None
    started: float = field(default_factory=time.monotonic)
    intake: Intake | None = None
    """None where there is nothing left to do."""

    @classmethod
    def begun(cls, file: Submitted, source: Source, digest: str, progress: Progress | None, *, dry_run: bool) -> Taking:
        """The file, kept from every other process. Raises BusyError."""
        called = mask(file.name) or file_name(file.path)
        summary = Summary.of(called, file.mapping, source.columns, dry_run=dry_run)
        batch = begin(file.path, digest, called, file.pack, file.version, file.mapping)
        taking = cls(file, source.rows, batch, summary, progress)
        summary.batch = None if dry_run else batch.pk
        taking._tell(batch.added, batch.unchanged, batch.quarantined)
        summary.already = batch.finished_at is not None
        summary.resumed_at = batch.next_row if batch.next_row > 1 and not summary.already else None
        return taking

    def made_ready(self) -> Intake | None:
        if not self.summary.already:
            self.intake = Intake.of(self.batch, self.file.pack, self.file.mapping)
        return self.intake

    def count(self, last: int, done: Done) -> None:
        """A chunk that is in, up to row `last`."""
        self._tell(*done.figures)
        self.summary.resolved += done.resolved
        reasons, warnings = self.summary.reasons, self.summary.warnings
        for fault in done.faults:
            reasons[fault.reason.value] = reasons.get(fault.reason.value, 0) + fault.repeats
        for word, count in done.warnings.items():
            warnings[word] = warnings.get(word, 0) + count
        if self.progress is not None:
            self.progress(last, self.rows)

    def finish(self) -> Summary:
        """All its chunks are in. This commit waits for the disk, and with it what was committed before."""
        if self.intake is not None:
            with transaction.atomic(), connection.cursor() as cursor:
                self.summary.resolved += resolve_earlier(cursor.cursor, self.batch.pk)
                self.batch.finished_at = timezone.now()
                self.batch.save(update_fields=["finished_at"])
                self.intake.tree.finish()
            if not self.summary.dry_run:
                _refresh_statistics(self.summary.added)
        self.summary.seconds = round(time.monotonic() - self.started, 3)
        return self.summary

    def let_go(self) -> None:
        own = connection.connection
        if own is not None and not own.broken:
            with suppress(OperationalError, psycopg.OperationalError):  # a session that has ended keeps nothing
                release(self.batch)

    def _tell(self, *figures: int) -> None:
        self.summary.added, self.summary.unchanged, self.summary.quarantined = figures
        self.summary.rows = sum(figures)


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
