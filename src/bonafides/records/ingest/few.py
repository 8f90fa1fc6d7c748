"""A few rows, as a request brings them: JSON Lines in memory, taken in whole in one transaction, each row with its outcome.

They are read, checked, sealed and merged by what does so with a file, and so come out as they would of a file.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.db import transaction
from django.utils import timezone

from bonafides.packs.mapping import Mapping
from bonafides.packs.models import PackVersion
from bonafides.packs.pack import Pack
from bonafides.records.ingest.ahead import sealed_at_once
from bonafides.records.ingest.batch import begin_within
from bonafides.records.ingest.chunk import merge_chunk
from bonafides.records.ingest.faults import FileRefusedError, RowFault
from bonafides.records.ingest.intake import Intake
from bonafides.records.ingest.quarantine import column_of, details_of, resolve_earlier
from bonafides.records.ingest.read.json_lines import JsonLines
from bonafides.records.ingest.read.source import Chunk, with_columns
from bonafides.records.ingest.turn import Turn
from bonafides.records.locked.cells import opened
from bonafides.records.models import Batch, Quarantined

MOST = 100
"""Rows of one request; more are a file."""


@dataclass(frozen=True)
class Outcome:
    """What became of one row; `reason`, `column` and `details` say why it is in quarantine."""

    row: int
    outcome: Literal["added", "unchanged", "quarantined"]
    reason: str | None = None
    column: str | None = None
    details: str | None = None


@dataclass(frozen=True)
class Taken:
    """The batch, and what became of each row; `already`: the same content came before, and nothing changed now."""

    batch: Batch
    outcomes: tuple[Outcome, ...]
    already: bool = False


def take_few(body: bytes, name: str, pack: Pack, version: PackVersion, mapping: Mapping) -> Taken:
    """Take the lines of `body` in under a mapping of a pack in force; `name` stands for the name of a file.

    Raises FileRefusedError, BusyError: nothing was changed then.
    """
    source = with_columns(JsonLines(name, lambda: io.BytesIO(body), mapping), name, mapping)
    chunk = _chunk(list(source.chunks(1)), name)
    with transaction.atomic():
        batch = begin_within(hashlib.sha256(body).hexdigest(), name, pack, version, mapping)
        rows = _rows(chunk)
        if batch.finished_at is not None:
            return Taken(batch, tuple(_as_before(batch, rows)), already=True)
        intake = Intake.of(batch, pack, mapping)
        if batch.next_row > 1:
            raise FileRefusedError(
                f"{name}: the same content is half taken in as a file; let that go on to its end first"
            )
        done = merge_chunk(Turn(intake, sealed_at_once(chunk, intake.plan)))
        # Only after a change of the pack can there be an earlier quarantine of the same content.
        _finish(batch)
        intake.tree.finish()
    return Taken(batch, tuple(_outcomes(rows, done.faults, set(done.unchanged))))


def _chunk(chunks: list[Chunk], name: str) -> Chunk:
    if len(chunks) != 1 or chunks[0].last > MOST:
        raise FileRefusedError(
            f"{name}: expected 1 to {MOST} rows, came more; send them as a file: POST /api/v1/batches"
        )
    return chunks[0]


def _rows(chunk: Chunk) -> list[int]:
    return sorted([*chunk.frame["_row"].to_list(), *(fault.row for fault in chunk.faults)])


def _finish(batch: Batch) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        resolve_earlier(cursor.cursor, batch.pk)
    batch.finished_at = timezone.now()
    batch.save(update_fields=["finished_at"])


def _outcomes(rows: list[int], faults: list[RowFault], unchanged: set[int]) -> Iterator[Outcome]:
    by_row = {row: fault for fault in faults for row in (fault.row, *fault.also)}
    for row in rows:
        if (fault := by_row.get(row)) is not None:
            yield Outcome(row, "quarantined", fault.reason.value, column_of(fault), details_of(fault))
        else:
            yield Outcome(row, "unchanged" if row in unchanged else "added")


def _as_before(batch: Batch, rows: list[int]) -> Iterator[Outcome]:
    """Of content that came before: what is in quarantine is there still, the rest is known."""
    stored = {one.row_no: one for one in opened(Quarantined.objects.filter(batch=batch))}
    for row in rows:
        if (one := stored.get(row)) is not None:
            yield Outcome(row, "quarantined", one.reason, one.column, one.details)
        else:
            yield Outcome(row, "unchanged")
