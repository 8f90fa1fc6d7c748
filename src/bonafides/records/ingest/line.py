"""The files of one agency, taken in one after another, each chunk by chunk.

The next chunk is made ready while the database merges those before it (turns.py), and a file begins while the last chunks of
the one before are under way: what comes out is what comes out one after another. A chunk's commit does not wait for the disk:
its progress is part of it, so that after a crash of the server the same command goes on from what is there; the last commit of
a file, which says that it is done, waits for all.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, MutableMapping
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from django.db import OperationalError

from bonafides.records.ingest.ahead import sealed_ahead
from bonafides.records.ingest.batch import file_digest
from bonafides.records.ingest.businesses import Numbers
from bonafides.records.ingest.crew import Crew
from bonafides.records.ingest.read.source import MENDS, open_source
from bonafides.records.ingest.submitted import Submitted
from bonafides.records.ingest.summary import Summary
from bonafides.records.ingest.taking import Progress, Taking
from bonafides.records.ingest.turns import In, Mark, Part, Turns

Began = Callable[[Submitted], Progress | None]
"""Told of each file that begins; gives what is told of its progress (rows done, rows in all or None)."""
Known = MutableMapping[str, Numbers]
"""By scheme the businesses that files met, so that each is looked up once; in one database and outside a transaction."""
_LOST = (OperationalError, psycopg.OperationalError)


class InterruptedIngestError(Exception):
    """The database went away or refused; what was merged before is safe, and the same command goes on from there."""


class Line:
    """The same files again change nothing; after a kill they go on at the first row that was not merged."""

    def __init__(self, crew: Crew, known: Known, began: Began | None = None, *, dry_run: bool = False) -> None:
        self._crew, self._known, self._began, self._dry_run = crew, known, began, dry_run
        self._open: deque[Taking] = deque()

    def taken_in(self, files: Iterable[Submitted]) -> Generator[Summary]:
        """The summary of each file once it is in. What stops one stops those behind it, whose chunks come after its own.

        Raises FileRefusedError, BusyError, InterruptedIngestError.
        """
        turns = Turns(self._crew.merge)
        try:
            # Whatever happens, nothing is under way any more when the locks on the batches are let go.
            with closing(self._parts(iter(files))) as parts, closing(turns.merged(parts)) as merged:
                while (summary := self._next(merged)) is not None:
                    yield summary
        finally:
            for taking in self._open:
                taking.let_go()

    def _next(self, merged: Iterator[In | Mark]) -> Summary | None:
        """The next file that is in; all that comes out belongs to the first of those that are open."""
        try:
            for one in merged:
                taking = self._open[0]
                if isinstance(one, In):
                    taking.count(one.sealed.prepared.last, one.done)
                    continue
                summary = taking.finish()
                taking.let_go()
                self._open.popleft()
                return summary
        except _LOST as error:
            raise _told(self._open[0].file.path, self._open[0].summary.rows, error) from error
        return None

    def _parts(self, files: Iterator[Submitted]) -> Generator[Part | Mark]:
        for file in files:
            yield from self._of(file)  # a generator of its own, lest the file be kept while the next is opened
            yield Mark.END

    def _of(self, file: Submitted) -> Generator[Part | Mark]:
        source = open_source(file.path, file.mapping)
        digest = file_digest(file.path)
        same = (digest, file.mapping.mapping) in [(one.batch.file_digest, one.batch.mapping) for one in self._open]
        if same or (self._open and MENDS in source.columns):
            # The same file once more changes nothing, and what was mended is answered last, once those before are done.
            yield Mark.WAIT
        told = self._began(file) if self._began else None
        with interrupted(file.path, 0):
            taking = Taking.begun(file, source, digest, told, dry_run=self._dry_run)
        self._open.append(taking)
        with interrupted(file.path, taking.summary.rows):
            intake = taking.made_ready()
        if intake is None:
            return
        known = self._known[file.mapping.code.scheme]
        chunks = source.chunks(taking.batch.next_row)
        idle = len(self._open) == 1  # the database has nothing else to do
        with closing(sealed_ahead(chunks, intake.plan, known, self._crew.prepare, small=idle)) as ahead:
            for sealed in ahead:
                yield Part(intake, sealed)


@contextmanager
def interrupted(path: Path, rows: int) -> Iterator[None]:
    """What the database says, as InterruptedIngestError of a file of which so many rows are in."""
    try:
        yield
    except _LOST as error:
        raise _told(path, rows, error) from error


def _told(path: Path, rows: int, error: Exception) -> InterruptedIngestError:
    told = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    return InterruptedIngestError(
        f"{path}: the database refused or went away after row {rows:,}: {told}. The rows up to there are safe; "
        "run the same command again and it goes on from there."
    )
