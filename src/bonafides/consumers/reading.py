"""What ended since the last reading and is not told yet, for each consumer that was given it; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.utils import timezone

from bonafides.acts.events import events_after
from bonafides.consumers.due import time_for
from bonafides.consumers.ended import Ended, ends_of
from bonafides.consumers.ended_records import SLACK, ended_records, settled
from bonafides.consumers.models import WHAT, Consumer, Notice
from bonafides.consumers.queries import last_reading

ALL, MEASURES = "*", "measures"
EVENTS = 1_000
"""How many events one reading takes."""
AT_LEAST_EVERY = timedelta(hours=1)
"""Where nothing ended, how far was read is put down only so often."""


@dataclass(frozen=True)
class Found:
    """The rows of notices to be written, in order, and up to where was read. `worth`: there is something to put down."""

    rows: list[dict[str, Any]]
    event: int
    known: datetime
    worth: bool


def read(now: datetime) -> Found:
    """Read on from where the last reading ended. Each end is found once for each consumer, however often this is called."""
    last, known = last_reading(), settled()
    events = events_after(last.event, EVENTS)
    of_records = ended_records(last.known, now)
    of_acts = [(one, datetime.fromisoformat(event["time"])) for event in events for one in ends_of(event)]
    consumers = Consumer.objects.filter(ended=None).order_by("pk")
    rows = [row for each in consumers for row in _rows(each, [*of_records, *of_acts], now)]
    upto = int(events[-1]["id"]) if events else last.event
    worth = bool(rows) or len(events) == EVENTS or now - last.known > AT_LEAST_EVERY
    return Found(rows, upto, max(known, last.known), worth)


def _rows(consumer: Consumer, ends: list[tuple[Ended, datetime]], now: datetime) -> Iterable[dict[str, Any]]:
    # A little before it came counts as well: rather one end too many than one too few.
    wanted = [one for one, at in ends if at + SLACK >= consumer.since and wants(consumer, one)]
    told = {what: _told(consumer, what, [one.number for one in wanted if one.what == what]) for what in WHAT}
    today, time_of = timezone.localdate(now), cache(time_for)
    for one in wanted:
        if one.number in told[one.what]:
            continue
        told[one.what].add(one.number)
        time = time_of(one.pack, max(one.on, today))
        yield {
            "consumer": consumer, "what": one.what, "of": one.of, "number": one.number, "entity_id": one.entity,
            "pack": one.pack, "agency": one.agency, "ref": one.ref, "how": one.how, "on": one.on,
            "last_day": time.last_day, "basis": time.basis, "told_at": now,
        }  # fmt: skip


def wants(consumer: Consumer, one: Ended) -> bool:
    """Whether a consumer is given what ended."""
    return ALL in consumer.gets or (MEASURES if one.what == "measure" else one.of) in consumer.gets


def _told(consumer: Consumer, what: str, numbers: list[int]) -> set[int]:
    known = Notice.objects.filter(consumer=consumer, what=what, number__in=numbers)
    return set(known.values_list("number", flat=True))
