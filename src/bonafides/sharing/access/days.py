"""A day of look-ups, counted by person, and the thresholds of a pack on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from bonafides.kernel.calendar import OutsideCalendarError
from bonafides.packs.pack import Pack
from bonafides.sharing.access.alerts import Day, Thresholds
from bonafides.sharing.exports.quota import taken

# Bulk ways are agreed ways: a feed or a message is no look-up without a case, and comes at any hour.
_COUNTS = """
SELECT t.agency, t.kind, a.name, count(*) AS looks,
  count(*) FILTER (WHERE a."case" IS NULL AND t.how NOT IN ('feed', 'webhook')) AS without_case,
  count(DISTINCT a.entity) FILTER (WHERE t.how NOT IN ('feed', 'webhook')
    AND (%(day_off)s::boolean OR a.at < %(opens)s::timestamptz OR a.at >= %(closes)s::timestamptz)) AS off_hours,
  count(*) FILTER (WHERE t.how = 'export') AS exported
FROM sharing_access a JOIN sharing_terms t ON t.id = a.terms_id
WHERE a.at >= %(start)s::timestamptz AND a.at < %(end)s::timestamptz AND t.pack = %(pack)s::text
  AND t.kind IN ('officer', 'machine')
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
_USUAL = """
SELECT agency, kind, name, percentile_disc(0.5) WITHIN GROUP (ORDER BY looks) FROM (
  SELECT t.agency, t.kind, a.name, (a.at AT TIME ZONE %(zone)s::text)::date AS day, count(*) AS looks
  FROM sharing_access a JOIN sharing_terms t ON t.id = a.terms_id
  WHERE a.at >= %(since)s::timestamptz AND a.at < %(start)s::timestamptz AND t.pack = %(pack)s::text
  GROUP BY 1, 2, 3, 4) AS days
GROUP BY 1, 2, 3
"""


@dataclass(frozen=True)
class Looker:
    """An officer by number, or a program by its id."""

    agency: str
    kind: str
    name: str


def counted(pack: Pack, day: date) -> Iterator[tuple[Looker, Day]]:
    """Everybody of a pack's agencies who looked on a day, by the calendar and hours of the pack."""
    opens, closes = number(pack, "office_opens", day), number(pack, "office_closes", day)
    values = {
        "pack": pack.name, "start": _moment(day), "end": _moment(day + timedelta(days=1)),
        "opens": _moment(day, opens or 0), "closes": _moment(day, 24 if closes is None else closes),
        "day_off": not _working(pack, day), "zone": timezone.get_current_timezone_name(),
        "since": _moment(day - timedelta(days=number(pack, "looks_usual_days", day) or 0)),
    }  # fmt: skip
    usual = {Looker(*row[:3]): row[3] for row in _rows(_USUAL, values)}
    for agency, kind, name, looks, without_case, off_hours, own in _rows(_COUNTS, values):
        who = Looker(agency, kind, name)
        yield who, Day(without_case, looks, usual.get(who), off_hours, taken(pack.name, agency, day) if own else 0)


def thresholds(pack: Pack, day: date) -> Thresholds:
    """From which numbers on an auditor is told, as the pack has them in force on a day."""
    return Thresholds(
        without_case=number(pack, "alert_without_case", day), volume_times=number(pack, "alert_volume_times", day),
        volume_least=number(pack, "alert_volume_least", day), off_hours=number(pack, "alert_off_hours", day),
        export_rows=number(pack, "export_rows_a_month", day), export_per_cent=number(pack, "alert_export_per_cent", day),
    )  # fmt: skip


def number(pack: Pack, parameter: str, day: date) -> int | None:
    """A whole number of the pack's parameters on a day; none where it states none."""
    found = pack.parameters.get(parameter)
    value = found.on(day) if found else None
    return None if value is None else int(str(value.value))


def _working(pack: Pack, day: date) -> bool:
    try:
        return pack.calendar is None or pack.calendar.is_working(day)
    except OutsideCalendarError:
        return True  # nobody is accused for want of a calendar


def _moment(day: date, hour: int = 0) -> datetime:
    start = datetime.combine(day + timedelta(days=hour // 24), time(hour % 24))
    return timezone.make_aware(start)


def _rows(query: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())
