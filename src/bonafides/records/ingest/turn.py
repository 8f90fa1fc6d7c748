"""The turn of a chunk to be merged, and what it does ahead of it while the chunk before is merged on another connection.

Whoever waits for somebody else while others may wait for it does so in the database, which ends such circles.
"""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from secrets import randbits
from threading import Event
from typing import TYPE_CHECKING

import polars as pl
import psycopg

from bonafides.records.ingest.ahead import Sealed, with_links
from bonafides.records.ingest.apart import links_may_change
from bonafides.records.ingest.intake import Intake
from bonafides.records.ingest.linking import owners_of
from bonafides.records.ingest.merge import go_ahead, take_turn

if TYPE_CHECKING:
    from bonafides.records.ingest.chunk import Done

Cursor = psycopg.Cursor[tuple[object, ...]]
TURN_LOCK = 0x626F6E65  # of our advisory locks, those that a chunk under way holds for the one behind it
_BEGIN = "SELECT pg_advisory_xact_lock(%s, %s)"
_WAIT = "SELECT pg_advisory_xact_lock_shared(%s, %s)"


class OutOfTurnError(Exception):
    """The chunk before was not committed, so this one must not be; or a link changed by which it went ahead."""


@dataclass
class Turn:
    """`before` is the chunk, of this file or the one before it, that must be committed first, where there is one that is not."""

    intake: Intake
    sealed: Sealed
    before: Turn | None = None
    known: Event = field(default_factory=Event)
    """It has begun and `sealed` is what is merged, by the links that stand; or it is over."""
    over: Future[Done] = field(default_factory=Future)
    followed: bool = False
    key: int = field(default_factory=lambda: randbits(31))

    def begin(self, cursor: Cursor) -> None:
        """In a transaction of its own, if another chunk is to be merged beside this one."""
        cursor.execute(_BEGIN, [TURN_LOCK, self.key])
        self.followed = True

    def go_ahead(self, cursor: Cursor) -> pl.Series:
        """Merge what touches nothing of the chunk before; the numbers of those rows."""
        nothing, plan = pl.Series([], dtype=pl.Int32), self.intake.plan
        if self.before is None:
            if not self.sealed.prepared.linked.height:
                self.known.set()
            return nothing
        self.before.known.wait()  # nobody waits for this one yet
        if links_may_change(cursor, self.sealed, self.before.sealed, plan):
            return nothing
        self._link(cursor)
        return go_ahead(cursor, plan, self.sealed, self.before.sealed)

    def take(self, cursor: Cursor) -> datetime:
        """Wait for the turn; the moment from when what is merged now is known. Raises OutOfTurnError."""
        if self.before is not None:
            cursor.execute(_WAIT, [TURN_LOCK, self.before.key])
            if self.before.over.exception() is not None:  # its transaction has ended, and it waits for nobody
                raise OutOfTurnError
        plan = self.intake.plan
        now = take_turn(cursor, plan)
        if not self.known.is_set():
            self._link(cursor)
        elif self.sealed.prepared.linked.height and owners_of(cursor, self.sealed.prepared, plan) != self.sealed.owners:
            raise OutOfTurnError
        return now

    def _link(self, cursor: Cursor) -> None:
        self.sealed = with_links(self.sealed, cursor, self.intake.plan)
        self.known.set()
