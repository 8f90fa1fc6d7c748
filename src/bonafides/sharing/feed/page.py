"""A page of the feed, through the door of disclosure: lines, and where the next page begins.

Whoever applies the lines in their order, drops what has `ended`, and what is past its `public_until`, has what a new snapshot
would give. What was `erased` is named for whoever may have it, in copies of what has ended too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bonafides.acts.wall import inside
from bonafides.sharing.access.log import How
from bonafides.sharing.feed.checkpoint import Checkpoint, law_in_force
from bonafides.sharing.feed.settled import settled
from bonafides.sharing.feed.statements import BOUND, CHANGES, SNAPSHOT
from bonafides.sharing.look import looked
from bonafides.sharing.opened import opened_lines
from bonafides.sharing.publicity import Audience
from bonafides.sharing.purpose import Request
from bonafides.sharing.scope import Scope, about, scope_of

MOST = 10_000
"""Records of a page."""
_BEFORE_ALL = 0


@dataclass(frozen=True)
class Page:
    """`lines` are JSON; `more`: the next page is there already."""

    lines: list[str]
    after: Checkpoint
    more: bool


def feed(request: Request, after: Checkpoint | None, limit: int = MOST) -> Page:
    """What comes after a checkpoint; without one, the beginning of a snapshot. Raises NotDisclosedError."""
    scope = scope_of(request)
    at = after or Checkpoint(True, settled(), _BEFORE_ALL, law_in_force())
    with transaction.atomic() if scope.audience is Audience.PUBLIC else inside():
        page, entities = _snapshot(scope, at, limit) if at.snapshot else _changes(scope, at, limit)
        if scope.audience is not Audience.PUBLIC and entities:
            about(request, frozenset(entities))
            looked(request, scope, sorted(entities), scope.fields, How.FEED)
    return page


def _values(scope: Scope) -> dict[str, object]:
    now = {"today": timezone.localdate(), "zone": timezone.get_current_timezone_name()}
    return now | (scope.sight.values() if scope.sight is not None else {})


def _snapshot(scope: Scope, at: Checkpoint, limit: int) -> tuple[Page, set[int]]:
    rows = SNAPSHOT[scope.audience].rows(_values(scope) | {"record": at.record, "limit": limit})
    shown = [row for row in rows if row[2] is not None]
    full = len(rows) == limit
    then = Checkpoint(True, at.known, rows[-1][0], at.law) if full else Checkpoint(False, at.known, _BEFORE_ALL, at.law)
    return Page(_opened(scope, [row[2] for row in shown]), then, full), {row[1] for row in shown}


def _changes(scope: Scope, at: Checkpoint, limit: int) -> tuple[Page, set[int]]:
    """In slices of time, so that a page costs what it holds however much has changed since."""
    last, size = settled(), limit
    if last <= at.known:
        return Page([], at, more=False), set()
    while True:
        until = min(last, _bound(at.known, size) or last)
        if until > at.known or until == last:
            rows = CHANGES[scope.audience].rows(
                _values(scope) | {"known": at.known, "record": at.record, "until": until, "limit": limit}
            )
            if rows or until == last:
                break
        size *= 4
    lines = [line for row in rows for line in row[3:] if line is not None]
    full = len(rows) == limit
    then = (
        Checkpoint(False, rows[-1][0], rows[-1][1], at.law) if full else Checkpoint(False, until, _BEFORE_ALL, at.law)
    )
    entities = {row[2] for row in rows if row[3] is not None or row[5] is not None}
    return Page(_opened(scope, lines), then, full or until < last), entities


def _opened(scope: Scope, lines: list[str]) -> list[str]:
    return opened_lines(lines, whole=scope.audience is Audience.OPERATOR)


def _bound(known: datetime, size: int) -> datetime | None:
    row = BOUND.first_row({"known": known, "limit": size})
    return None if row is None else row[0]
