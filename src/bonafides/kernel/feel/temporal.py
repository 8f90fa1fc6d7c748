"""Dates, times and durations: the texts that ISO 8601 and FEEL give them, and what may be added to what.

A day with no counterpart in a month becomes that month's last day: 31 January plus one month is 28 or 29 February.
Years run from 1 to 9999; what falls outside has no value. Fractions of a second have at most six digits. A time zone is
an offset from UTC; names of zones are not read, as their offsets change with a table that is no part of the law.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

from bonafides.kernel.feel.values import YearsMonths

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,6}))?(Z|[+-][0-9]{2}:[0-9]{2})?")
_DURATION = re.compile(
    r"(-)?P(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)D)?"
    r"(?:T(?=[0-9])(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)(?:\.([0-9]{1,6}))?S)?)?"
)


def parse_date(text: str) -> date | None:
    """`2025-12-25`; None for anything else, also for a day that the calendar lacks."""
    found = _DATE.fullmatch(text)
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


def parse_time(text: str) -> time | None:
    """`08:30:00`, with a fraction, `Z` or an offset; None for anything else."""
    found = _TIME.fullmatch(text)
    if not found:
        return None
    hour, minute, second, fraction, place = found.groups()
    zone = _zone(place)
    if place and zone is None:
        return None
    try:
        return time(int(hour), int(minute), int(second), _microseconds(fraction), tzinfo=zone)
    except ValueError:
        return None


def parse_date_time(text: str) -> datetime | None:
    """`2025-12-25T08:30:00`, or a date alone, which is its midnight; None for anything else."""
    day, mark, clock = text.partition("T")
    on, at = parse_date(day), parse_time(clock) if mark else time()
    return None if on is None or at is None else datetime.combine(on, at)


def parse_duration(text: str) -> timedelta | YearsMonths | None:
    """`P1Y2M` in years and months, `P3DT4H` in days and time; None for anything else, also for a mixture."""
    found = _DURATION.fullmatch(text)
    if not found or not any(found.groups()[1:]):
        return None
    sign, years, months, days, hours, minutes, seconds, fraction = found.groups()
    by_calendar, by_clock = any((years, months)), any((days, hours, minutes, seconds))
    if by_calendar and by_clock:
        return None
    if by_calendar:
        total = int(years or 0) * 12 + int(months or 0)
        return YearsMonths(-total if sign else total)
    try:
        lasting = timedelta(
            days=int(days or 0),
            hours=int(hours or 0),
            minutes=int(minutes or 0),
            seconds=int(seconds or 0),
            microseconds=_microseconds(fraction),
        )
    except OverflowError:
        return None
    return -lasting if sign else lasting


def write_duration(value: timedelta) -> str:
    """A days and time duration as FEEL's `string()` writes it."""
    sign, lasting = ("-", -value) if value < timedelta(0) else ("", value)
    minutes, seconds = divmod(lasting.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    fraction = f".{lasting.microseconds:06}".rstrip("0") if lasting.microseconds else ""
    clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    clock += f"{seconds}{fraction}S" if seconds or fraction else ""
    days = f"{lasting.days}D" if lasting.days else ""
    return f"{sign}P{days}" + (f"T{clock}" if clock else "" if days else "T0S")


def write_time(value: time) -> str:
    """A time as FEEL's `string()` writes it."""
    clock = f"{value:%H:%M:%S}" + (f".{value.microsecond:06}".rstrip("0") if value.microsecond else "")
    if value.tzinfo is None:
        return clock
    return f"{clock}Z" if value.utcoffset() == timedelta(0) else clock + value.isoformat()[-6:]


def add_months(to: date, months: int) -> date | None:
    """The same day so many months later, or the last day of a month that lacks it. Keeps the time of a datetime."""
    year, month = divmod(to.year * 12 + to.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return to.replace(year=year, month=month + 1, day=min(to.day, monthrange(year, month + 1)[1]))


def add_lasting(to: date, lasting: timedelta) -> date | None:
    """The moment so much later; of a date, the day on which that moment falls, counted from its midnight."""
    try:
        return to + lasting  # of a date, Python takes the whole days, rounded down
    except OverflowError:
        return None


def months_between(start: date, end: date) -> YearsMonths:
    """The whole months from `start` to `end`; negative if `end` comes first."""
    if end < start:
        return YearsMonths(-months_between(end, start).months)
    months = (end.year - start.year) * 12 + end.month - start.month
    return YearsMonths(months if _day_reached(start, end) else months - 1)


def seconds(lasting: timedelta) -> Decimal:
    """A duration in seconds, exact to the microsecond."""
    return Decimal(lasting // timedelta(microseconds=1)).scaleb(-6)


def _day_reached(start: date, end: date) -> bool:
    if isinstance(start, datetime) and isinstance(end, datetime):
        return (end.day, end.time()) >= (start.day, start.time())
    return end.day >= start.day


def _microseconds(fraction: str | None) -> int:
    return int((fraction or "").ljust(6, "0"))


def _zone(place: str | None) -> timezone | None:
    if not place:
        return None
    if place == "Z":
        return UTC
    offset = timedelta(hours=int(place[1:3]), minutes=int(place[4:]))
    if offset > timedelta(hours=14):
        return None
    return timezone(-offset if place[0] == "-" else offset)
