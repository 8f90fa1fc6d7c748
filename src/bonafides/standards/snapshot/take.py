"""Take a snapshot of the register as it was known at a moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

import pyarrow as pa
from django.db import connection

from bonafides.packs.pack import Pack
from bonafides.records.ingest.merge import AHEAD_LOCK, MERGE_LOCK
from bonafides.standards.snapshot.extract import Selection, entities, records
from bonafides.standards.snapshot.layout import ENTITIES, Snapshot, arrow_schema, buckets_for
from bonafides.standards.snapshot.needs import Needs, needs_of
from bonafides.standards.snapshot.same import one_by_decision

Progress = Callable[[str, int, int], None]
"""(what is being done, done, of how many)."""


def take_snapshot(
    folder: Path,
    pack: Pack,
    known_at: datetime,
    *,
    needs: Needs | None = None,
    only: Iterable[int] | None = None,
    buckets: int | None = None,
    progress: Progress | None = None,
) -> Snapshot:
    """Write the register as it was known at a moment into a new folder; `only`: these businesses, in one bucket.

    Holds one bucket of one kind in memory. Taken again, it has the same digest: what was known at a moment never changes.
    """
    chosen = None if only is None else tuple(sorted(only))
    count = buckets or (1 if chosen is not None else buckets_for(_population()))
    selection = Selection(pack, needs or needs_of([pack]), known_at, count, one_by_decision(known_at), chosen)
    snapshot = Snapshot(folder, known_at, count, selection.needs)
    folder.mkdir(parents=True, exist_ok=True)
    for bucket, rows in entities(selection):
        snapshot.write(ENTITIES, bucket, rows)
    for bucket, kind, rows in records(selection):
        if progress is not None:
            progress("snapshot", bucket, count)
        snapshot.write(kind, bucket, rows)
    for table, columns in {ENTITIES: selection.needs.entity, **selection.needs.kinds}.items():
        for bucket in range(count):
            if f"{table}/{bucket:02}" not in snapshot.files:
                snapshot.write(table, bucket, pa.Table.from_pylist([], arrow_schema(columns)))
    snapshot.close()
    return snapshot


def settled_moment() -> datetime:
    """Now, once every merge that began before has ended: nothing becomes known at or before that moment any more."""
    try:
        return _settled()
    except BaseException:
        connection.close()  # and with it the locks, which are the session's
        raise


def _settled() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM agencies_agency ORDER BY id")
        agencies = [row[0] for row in cursor.fetchall()]
        # Waits for the chunks that are being merged, and lets the next ones in at once. First those that went ahead of their
        # turn: they wait for it themselves.
        for agency in agencies:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", (AHEAD_LOCK, agency))
        for agency in agencies:
            cursor.execute("SELECT pg_advisory_lock_shared(%s, %s)", (MERGE_LOCK, agency))
        cursor.execute("SELECT clock_timestamp()")
        row = cursor.fetchone()
        for agency in agencies:
            cursor.execute("SELECT pg_advisory_unlock_shared(%s, %s)", (MERGE_LOCK, agency))
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", (AHEAD_LOCK, agency))
    moment: datetime = row[0]
    return moment


def _population() -> int:
    """About how many businesses: only the number of buckets follows from it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM entities_entity")
        return int(cursor.fetchone()[0])
