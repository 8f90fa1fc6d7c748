"""Functions that make dates, times and durations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal

from bonafides.kernel.feel.temporal import months_between, parse_date, parse_date_time, parse_duration, parse_time
from bonafides.kernel.feel.values import Value, YearsMonths


def to_date(*given: Value) -> Value:
    """From a text, a moment, or year, month and day."""
    match given:
        case (str() as text,):
            return parse_date(text)
        case (datetime() as moment,):
            return moment.date()
        case (date() as day,):
            return day
        case (Decimal() as year, Decimal() as month, Decimal() as day_number):
            return _made(lambda: date(_whole(year), _whole(month), _whole(day_number)))
        case _:
            return None


def to_time(*given: Value) -> Value:
    """From a text, a moment, or hour, minute, second and perhaps an offset from UTC."""
    match given:
        case (str() as text,):
            return parse_time(text)
        case (datetime() as moment,):
            return moment.timetz()
        case (time() as clock,):
            return clock
        case (Decimal() as hour, Decimal() as minute, Decimal() as second, *rest):
            if rest and not isinstance(rest[0], timedelta | None):
                return None
            zone = (
                timezone(rest[0])
                if rest and isinstance(rest[0], timedelta) and abs(rest[0]) < timedelta(hours=24)
                else None
            )
            micro = int(second % 1 * 1_000_000)
            return _made(lambda: time(_whole(hour), _whole(minute), int(second), micro, tzinfo=zone))
        case _:
            return None


def to_date_time(*given: Value) -> Value:
    """From a text, a date, which is its midnight, or a date and a time."""
    match given:
        case (str() as text,):
            return parse_date_time(text)
        case (datetime() as moment,):
            return moment
        case (date() as day,):
            return datetime.combine(day, time())
        case (datetime() as moment, time() as clock):
            return datetime.combine(moment.date(), clock)
        case (date() as day, time() as clock):
            return datetime.combine(day, clock)
        case _:
            return None


def to_duration(given: Value) -> Value:
    """From a text."""
    match given:
        case str():
            return parse_duration(given)
        case timedelta() | YearsMonths():
            return given
        case _:
            return None


def between(start: Value, end: Value) -> Value:
    """The whole months from one day to another."""
    if not isinstance(start, date) or not isinstance(end, date):
        return None
    if isinstance(start, datetime) != isinstance(end, datetime):
        start = start.date() if isinstance(start, datetime) else start
        end = end.date() if isinstance(end, datetime) else end
    return _made(lambda: months_between(start, end))


def _whole(value: Decimal) -> int:
    if value != value.to_integral_value():
        raise ValueError(value)
    return int(value)


def _made(make: Callable[[], Value]) -> Value:
    try:
        return make()
    except (ValueError, OverflowError, TypeError):
        return None


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "date": to_date,
    "time": to_time,
    "date and time": to_date_time,
    "duration": to_duration,
    "years and months duration": between,
}
