"""The outbox, read in order and without a gap: what acts tell others, as CloudEvents 1.0.

Numbers are given before acts end, so that a higher one may be there while a lower one is still to come. A reader who went on
behind the higher one would miss it. So the end of what may be told is taken first, then whoever is writing just then is waited
for: below that end nothing is to come any more. Writers pay nothing for it.
"""

from __future__ import annotations

import time
from typing import Any

from django.db import connection

from bonafides.acts.models import Event
from bonafides.acts.plain import moment_text

PATIENCE = 2.0
"""Seconds to wait for acts that are being entered; they take milliseconds, unless their transaction goes on."""

_END = "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM acts_event_id_seq"
_WRITERS = """
SELECT virtualtransaction FROM pg_locks
WHERE locktype = 'relation' AND relation = 'acts_event'::regclass AND mode = 'RowExclusiveLock'
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND pid <> pg_backend_pid()
"""


def events_after(number: int, limit: int = 1_000) -> list[dict[str, Any]]:
    """The events behind one, in order; the next call goes on behind the last that came. None is ever left out."""
    end, complete = _settled()
    found = list(Event.objects.select_related("act").filter(pk__gt=number, pk__lte=end).order_by("pk")[:limit])
    if not complete:
        # Somebody still writes: what follows the first number that is missing may have to wait.
        found = [one for place, one in enumerate(found) if one.pk == number + 1 + place]
    return [cloud_event(one) for one in found]


def cloud_event(event: Event) -> dict[str, Any]:
    """One event in the JSON format of CloudEvents 1.0."""
    act = event.act
    told = {
        "specversion": "1.0",
        "id": str(event.pk),
        "source": f"urn:bonafides:{act.pack}:{act.agency}" if act.pack else f"urn:bonafides:{act.agency}",
        "type": f"bonafides.{act.name}",
        "time": moment_text(act.at),
        "datacontenttype": "application/json",
        "data": event.data,
    }
    return told if act.subject is None else {**told, "subject": str(act.subject)}


def _settled() -> tuple[int, bool]:
    """The last number given; and whether all that bear a number up to it are there."""
    [end] = _column(_END)
    writers = set(_column(_WRITERS))
    until = time.monotonic() + PATIENCE
    while writers and time.monotonic() < until:
        time.sleep(0.01)
        writers &= set(_column(_WRITERS))
    return int(end), not writers


def _column(statement: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [row[0] for row in cursor.fetchall()]
