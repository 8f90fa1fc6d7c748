"""The ingest of one file."""

from __future__ import annotations

from collections import defaultdict
from contextlib import nullcontext
from pathlib import Path

from django.db import transaction

from bonafides.packs.mapping import Mapping
from bonafides.packs.models import PackVersion
from bonafides.packs.pack import Pack
from bonafides.records.ingest.crew import Crew
from bonafides.records.ingest.line import InterruptedIngestError, Line, interrupted
from bonafides.records.ingest.submitted import Submitted
from bonafides.records.ingest.summary import Summary
from bonafides.records.ingest.taking import Progress

__all__ = ["InterruptedIngestError", "ingest"]


def ingest(
    path: Path,
    pack: Pack,
    version: PackVersion,
    mapping: Mapping,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
    name: str = "",
) -> Summary:
    """Take one file in under a mapping of a pack in force.

    The same file again changes nothing; after a kill it goes on at the first row that was not merged. `progress` gets
    (rows done, rows in all or None); `name` is what the file is called, where not as its path. Raises FileRefusedError,
    BusyError, InterruptedIngestError.
    """
    with interrupted(path, 0), Crew() as crew, transaction.atomic() if dry_run else nullcontext():
        line = Line(crew, defaultdict(dict), lambda _: progress, dry_run=dry_run)
        [summary] = line.taken_in([Submitted(path, pack, version, mapping, name)])
        if dry_run:
            transaction.set_rollback(True)
    return summary
