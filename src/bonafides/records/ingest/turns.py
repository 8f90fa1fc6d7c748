"""Chunks merged in their turn, each in a transaction of its own: two at once, on two connections.

While one is merged the next goes ahead of its turn with what touches nothing of it (apart.py); for the rest, and to commit, it
waits until the one before is committed. So what comes out is what comes out one after another, and after a kill each file goes
on at the first row that is not there. Where the database has to stop one of two that wait for each other, or somebody else
took a reference meanwhile, the chunk is merged once more, with nobody ahead of it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterator
from concurrent.futures import Executor, wait
from enum import Enum
from typing import NamedTuple

from django.db import connection, transaction
from django.db.utils import DatabaseError
from psycopg import errors

from bonafides.records.ingest.ahead import Sealed
from bonafides.records.ingest.chunk import Done, merge_chunk
from bonafides.records.ingest.intake import Intake
from bonafides.records.ingest.turn import OutOfTurnError, Turn

AGAIN = 4  # times
QUEUED = 1  # chunks that wait for a thread, so that it has to wait for nobody
MARKS = 8  # ends of files that wait for a chunk before them: each keeps its batch from others
_CLASHES = (errors.DeadlockDetected, errors.UniqueViolation)


class Part(NamedTuple):
    """A chunk of a file."""

    intake: Intake
    sealed: Sealed


class In(NamedTuple):
    """A chunk that is committed."""

    sealed: Sealed
    done: Done


class Mark(Enum):
    """Between the chunks."""

    END = "of a file: it comes out once all its chunks are in"
    WAIT = "until all chunks so far are in"


class Turns:
    """Of the files of one agency, whose trees have every row up to their first chunk."""

    def __init__(self, threads: deque[Executor]) -> None:
        self._threads = threads
        self._under_way: deque[Turn | Mark] = deque()

    def merged(self, parts: Iterator[Part | Mark]) -> Generator[In | Mark]:
        """Each chunk once it is committed, in their order.

        The first one goes in on the caller's connection, for most files have no other; so does everything where the caller
        is in a transaction, which others would not see.
        """
        try:
            yield from self._first(parts)
            while True:
                try:
                    part = next(parts, None)
                except Exception:  # what comes next cannot be read; the rows before are good
                    yield from self._until(0)
                    raise
                if part is None:
                    break
                if part is Mark.WAIT:
                    yield from self._until(0)
                    continue
                most = len(self._threads) + QUEUED
                yield from self._until(most if part is Mark.END else most - 1)
                self._send(part)
            yield from self._until(0)
        finally:
            wait([turn.over for turn in self._under_way if isinstance(turn, Turn)])

    def _first(self, parts: Iterator[Part | Mark]) -> Generator[In | Mark]:
        for part in parts:
            if isinstance(part, Mark):
                if part is Mark.END:
                    yield part
                continue
            yield In(part.sealed, self._alone(part))
            if not connection.in_atomic_block:
                return

    def _send(self, part: Part | Mark) -> None:
        if isinstance(part, Mark):
            self._under_way.append(part)
            return
        before = next((one for one in reversed(self._under_way) if isinstance(one, Turn)), None)
        turn = Turn(*part, before)
        self._under_way.append(turn)
        try:
            self._threads[0].submit(self._beside, turn)
        except BaseException:
            self._under_way.pop()  # it will never be over
            raise
        self._threads.rotate(-1)

    def _until(self, left: int) -> Generator[In | Mark]:
        """What is in by now, and more of it until no more than so many chunks are under way, and a few marks."""
        under_way = self._under_way
        while under_way:
            first = under_way[0]
            if isinstance(first, Turn):
                chunks = sum(isinstance(one, Turn) for one in under_way)
                if chunks <= left and len(under_way) <= left + MARKS and not first.over.done():
                    return
                wait([first.over])
            yield from self._ended(under_way.popleft())

    def _ended(self, first: Turn | Mark) -> Generator[In | Mark]:
        """The first that is under way; after a clash the others too, which relied on it."""
        if isinstance(first, Mark):
            yield first
            return
        error = first.over.exception()
        if error is None:
            yield In(first.sealed, first.over.result())
        elif _clash(error):
            yield In(first.sealed, self._again(Part(first.intake, first.sealed)))
            yield from self._until(0)
        else:
            raise error

    def _beside(self, turn: Turn) -> None:
        try:
            turn.over.set_result(self._whole(turn, followed=True))
        except BaseException as error:
            turn.over.set_exception(error)
        finally:
            turn.known.set()
            turn.before = None  # else each chunk would keep all those before it

    def _alone(self, part: Part) -> Done:
        try:
            return self._whole(Turn(*part), followed=False)
        except Exception as error:
            if not _clash(error) or connection.in_atomic_block:
                raise
        return self._again(part)

    def _again(self, part: Part) -> Done:
        """After a clash: relying on nothing that was looked up ahead. It may clash again, with others who are ahead."""
        for _ in range(AGAIN):
            part.sealed.businesses.forget_ahead()
            try:
                return self._whole(Turn(*part), followed=False)
            except Exception as error:
                if not _clash(error):
                    raise
        part.sealed.businesses.forget_ahead()
        return self._whole(Turn(*part), followed=False)

    def _whole(self, turn: Turn, *, followed: bool) -> Done:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL synchronous_commit = off")
                if followed:
                    turn.begin(cursor.cursor)
            done = merge_chunk(turn)
        turn.sealed.businesses.settle()  # once it is committed, and not before
        return done


def _clash(error: BaseException) -> bool:
    told = error.__cause__ if isinstance(error, DatabaseError) else error
    return isinstance(told, (OutOfTurnError, *_CLASHES))
