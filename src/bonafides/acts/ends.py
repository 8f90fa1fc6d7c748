"""What ends by its date. Each app says what of its own is due, and ends it by an act; here all of it is brought about, in order.

register_ends("measures", due, end)       once, when the application starts

Days come in their order, whenever this runs: after a week of downtime the same acts follow each other as if it had run every day.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

_log = logging.getLogger("bonafides.acts")


@dataclass(frozen=True, order=True)
class Due:
    """One thing that is to end. `on`: the first day on which it is over, today or earlier; `ref`: its number in its app."""

    on: date
    ref: int


DueBy = Callable[[date], Iterable[Due]]
"""What of a kind has reached its end by a day and has not been ended yet; one statement, answered from an index."""
End = Callable[[Due], bool]
"""Ends one, by an act as of the day `due.on`, and says true. It holds the row under a lock and looks again: what somebody else
has ended meanwhile is left as it is, and it says false. So each end is one act, whoever is at work at once."""


@dataclass(frozen=True)
class Ended:
    """One end that came about, or was refused, with the reason. It is tried again next time."""

    name: str
    due: Due
    why_not: str | None = None

    def as_json(self) -> dict[str, object]:
        told = {"what": self.name, "number": self.due.ref, "on": self.due.on.isoformat()}
        return told if self.why_not is None else {**told, "why_not": self.why_not}


@dataclass
class Expired:
    """What one run did."""

    ended: list[Ended] = field(default_factory=list)
    refused: list[Ended] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        return {"ended": [one.as_json() for one in self.ended], "refused": [one.as_json() for one in self.refused]}


_kinds: dict[str, tuple[DueBy, End]] = {}


def register_ends(name: str, due: DueBy, end: End) -> None:
    """Have what an app knows to end by date be ended. Of one day, kinds end in the order in which they were registered."""
    if name in _kinds:
        raise RuntimeError(f"the ends of {name} are registered already")
    _kinds[name] = (due, end)


def waiting(today: date) -> list[tuple[str, Due]]:
    """All that is due by a day, in the order in which it ends."""
    found = [(one, place, name) for place, (name, (due, _)) in enumerate(_kinds.items()) for one in due(today)]
    return [(name, one) for one, _, name in sorted(found, key=lambda row: (row[0].on, row[1], row[0].ref))]


def expire(today: date) -> Expired:
    """End whatever is due by a day, the earliest day first. What is refused stands, is told, and holds nothing else up."""
    done = Expired()
    tried: set[tuple[str, Due]] = set()
    # An end may bring others about that are due by now as well: each day's are looked for anew.
    while left := [row for row in waiting(today) if row not in tried]:
        first = left[0][1].on
        for name, due in left:
            if due.on == first:
                tried.add((name, due))
                _end(name, due, done)
    return done


def _end(name: str, due: Due, done: Expired) -> None:
    try:
        with transaction.atomic():
            if _kinds[name][1](due):
                done.ended.append(Ended(name, due))
    except Exception as error:  # one that cannot end must not keep a thousand others in force
        why = str(error) or type(error).__name__
        _log.exception("%s %s, due on %s, did not end", name, due.ref, due.on)
        done.refused.append(Ended(name, due, why))
