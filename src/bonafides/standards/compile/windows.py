"""Windows of indicators as days: the first day that counts, and the day on which a date no longer does."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from bonafides.packs.indicator import Window
from bonafides.packs.pack import Pack


class NoValueError(LookupError):
    """A parameter without a value in force on the day."""


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or its last where it has no such day. Raises OverflowError before the year 1."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < 1:
        raise OverflowError(f"{months} months before {day}")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def length_of(window: Window, pack: Pack, as_of: date) -> int:
    """The length on a day: the window's own, or that of its parameter. Raises NoValueError."""
    if isinstance(window.length, int):
        return window.length
    value = pack.parameters[window.length].on(as_of)
    if value is None:
        raise NoValueError(
            f"parameter `{window.length}` has no value in force on {as_of}: give parameters.yaml one for that day"
        )
    return int(value.value)  # type: ignore[arg-type]  # checked with the pack


def first_day(window: Window, length: int, as_of: date) -> date:
    """The first day whose records count."""
    included = window.first_day == "included"
    try:
        match window.unit:
            case "calendar_years":
                return date(as_of.year - length + 1, 1, 1)
            case "days":
                start = as_of - timedelta(days=length)
            case unit:
                start = months_before(as_of, length * (12 if unit == "years" else 1))
    except (OverflowError, ValueError):
        return date.min
    return start if included else start + timedelta(days=1)


def leaves(window: Window, length: int, day: date) -> date:
    """The first as-of date on which a record of this day lies before the window. Raises OverflowError past the year 9999."""
    match window.unit:
        case "calendar_years":
            return date(_year(day.year + length), 1, 1)
        case "days":
            late = day + timedelta(days=length)
        case unit:
            late = months_after(day, length * (12 if unit == "years" else 1))
    while first_day(window, length, late) <= day:
        late += timedelta(days=1)
    return late


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last where it has no such day. Raises OverflowError past the year 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(_year(year), month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _year(year: int) -> int:
    if year > date.max.year:
        raise OverflowError(f"the year {year}")
    return year
