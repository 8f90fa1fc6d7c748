"""The chunks of a file, each merged in its turn and in a transaction of its own: two at once, on two connections.

While one is merged the next goes ahead of its turn with what touches nothing of it (apart.py); for the rest, and to commit, it
waits until the one before is committed. So what comes out is what comes out one after another, and after a kill the file goes
on at the first row that is not there. Where the database has to stop one of two that wait for each other, or somebody else
took a reference meanwhile, the chunk is merged once more, with nobody ahead of it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Executor, wait

from django.db import connection, transaction
from django.db.utils import DatabaseError
from psycopg import errors

from bonafides.ledger.batches import BatchTree
from bonafides.records.ingest.ahead import Sealed
from bonafides.records.ingest.chunk import Done, merge_chunk
from bonafides.records.ingest.faults import FileRefusedError
from bonafides.records.ingest.plan import Plan
from bonafides.records.ingest.turn import OutOfTurnError, Turn
from bonafides.records.models import Batch

AGAIN = 4  # times
_CLASHES = (errors.DeadlockDetected, errors.UniqueViolation)


class Turns:
    """Of one file, in a batch whose rows up to the first chunk stand in the tree."""

    def __init__(self, batch: Batch, plan: Plan, tree: BatchTree) -> None:
        self._batch, self._plan, self._tree = batch, plan, tree

    def merged(self, chunks: Iterable[Sealed], threads: deque[Executor]) -> Generator[tuple[Sealed, Done]]:
        """Each chunk once it is committed, in their order.

        The first one goes in on the caller's connection, for most files have no other; so does everything where the caller
        is in a transaction, which others would not see.
        """
        under_way: deque[Turn] = deque()
        try:
            for number, sealed in enumerate(chunks):
                if connection.in_atomic_block:
                    yield sealed, self._whole(Turn(sealed), followed=False)
                    continue
                if number == 0:
                    yield sealed, self._alone(sealed)
                    continue
                while len(under_way) >= len(threads):
                    yield from self._ended(under_way)
                turn = Turn(sealed, under_way[-1] if under_way else None)
                threads[0].submit(self._beside, turn)
                threads.rotate(-1)
                under_way.append(turn)
            while under_way:
                yield from self._ended(under_way)
        except FileRefusedError:  # the file cannot be read any further; the rows before are good
            while under_way:
                yield from self._ended(under_way)
            raise
        finally:
            wait([turn.over for turn in under_way])

    def _ended(self, under_way: deque[Turn]) -> Generator[tuple[Sealed, Done]]:
        """The first that is under way; after a clash the others too, which relied on it."""
        turn = under_way.popleft()
        error = turn.over.exception()
        if error is None:
            yield turn.sealed, turn.over.result()
        elif _clash(error):
            yield turn.sealed, self._again(turn.sealed)
            while under_way:
                yield from self._ended(under_way)
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

    def _alone(self, sealed: Sealed) -> Done:
        try:
            return self._whole(Turn(sealed), followed=False)
        except Exception as error:
            if not _clash(error):
                raise
        return self._again(sealed)

    def _again(self, sealed: Sealed) -> Done:
        """After a clash: relying on nothing that was looked up ahead. It may clash again, with others who are ahead."""
        for _ in range(AGAIN):
            sealed.businesses.forget_ahead()
            try:
                return self._whole(Turn(sealed), followed=False)
            except Exception as error:
                if not _clash(error):
                    raise
        sealed.businesses.forget_ahead()
        return self._whole(Turn(sealed), followed=False)

    def _whole(self, turn: Turn, *, followed: bool) -> Done:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL synchronous_commit = off")
                if followed:
                    turn.begin(cursor.cursor)
            done = merge_chunk(self._batch, turn, self._plan, self._tree)
        turn.sealed.businesses.settle()  # once it is committed, and not before
        return done


def _clash(error: BaseException) -> bool:
    told = error.__cause__ if isinstance(error, DatabaseError) else error
    return isinstance(told, (OutOfTurnError, *_CLASHES))
