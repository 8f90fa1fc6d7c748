"""Messages between agencies go a day at a time, once the law has them kept no longer: which day is over, and what stays of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.utils import timezone

from bonafides.sharing.access.period import PASSED_ON, kept_until
from bonafides.sharing.once.models import Evidence, Told, Waiting

AT_ONCE = 1_000
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(1651469921, 3)"
# What was asked again on a later day counts with that day, as long as it stands: a sum over days counts a matter once.
_FIGURES = """
WITH matter AS (
  SELECT agency_id, "case", entity, wanted, max(avoided) AS avoided, max(empty) AS empty, min(unavailable) AS unavailable
  FROM once_evidence WHERE at >= %(since)s AND at < %(until)s GROUP BY agency_id, "case", entity, wanted
)
SELECT m.agency_id, count(*), sum(m.avoided), sum(m.empty), sum(m.unavailable) FROM matter m
WHERE NOT EXISTS (SELECT FROM once_evidence l WHERE l.at >= %(until)s AND l.agency_id = m.agency_id AND l."case" = m."case"
  AND l.entity = m.entity AND l.wanted = m.wanted)
GROUP BY m.agency_id ORDER BY m.agency_id"""


def hold() -> None:
    """Hold whoever else removes until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME)


def within(day: date) -> tuple[datetime, datetime]:
    """A day in the time zone of the register; its end excluded."""
    zone = timezone.get_default_timezone()
    return datetime.combine(day, time(), zone), datetime.combine(day + timedelta(days=1), time(), zone)


def days_kept() -> Iterator[date]:
    """The days of which messages or questions are kept, the first one first."""
    after: datetime | None = None
    while (first := _first_after(after)) is not None:
        day = timezone.localdate(first)
        yield day
        _, after = within(day)


def _first_after(moment: datetime | None) -> datetime | None:
    """Rows are written in the order of time but for those that were on their way at once: among the first ones is the first."""
    found = []
    for model in (Evidence, Waiting):
        rows = model.objects.order_by("pk") if moment is None else model.objects.filter(at__gte=moment).order_by("pk")
        found += list(rows.values_list("at", flat=True)[:AT_ONCE])
    return min(found, default=None)


def over_on(day: date, today: date) -> date | None:
    """The first day on which a day's messages are not kept any more; none where a pack states no end."""
    since, until = within(day)
    packs = {
        str(pack)
        for model in (Evidence, Waiting)
        for pack in model.objects.filter(at__gte=since, at__lt=until).values_list("agency__pack", flat=True).distinct()
    }
    last = kept_until(packs, day, today, PASSED_ON)
    return None if last is None else last + timedelta(days=1)


def figures_of(since: datetime, until: datetime) -> dict[str, list[int]]:
    """What the meter counts of some messages, by the number of the agency that asked."""
    with connection.cursor() as cursor:
        cursor.execute(_FIGURES, {"since": since, "until": until})
        return {str(agency): list(map(int, counted)) for agency, *counted in cursor.fetchall()}


def remove(since: datetime, until: datetime) -> tuple[int, int]:
    """Remove messages, and questions that waited; how many. The database refuses it before the act has entered it."""
    messages, _ = Evidence.objects.filter(at__gte=since, at__lt=until).delete()
    Told.objects.filter(waiting__at__gte=since, waiting__at__lt=until).delete()
    waited, _ = Waiting.objects.filter(at__gte=since, at__lt=until).delete()
    return messages, waited
