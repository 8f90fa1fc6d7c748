"""The two clocks of a request, a day and a moment: read alike for the API, the pages and the command line."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Literal

from django.utils import timezone

EARLIEST = date(1900, 1, 1)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# A plus sign that was not written %2B in an address arrives as a blank.
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)(Z|[-+ ]\d\d:\d\d)?", re.ASCII)
Fault = Literal["day", "moment", "future"]


class MomentRefusedError(ValueError):
    """A day or moment that cannot be asked about. The message, in English, does not repeat what came."""

    def __init__(self, fault: Fault, expected: str) -> None:
        super().__init__(f"expected {expected}")
        self.fault = fault


def day_of(text: str) -> date:
    """A day written 2026-11-22. Days to come may be asked about: what stands then, as far as it is known now."""
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else date.min
    except ValueError:
        day = date.min
    if day < EARLIEST:
        raise MomentRefusedError("day", f"a day such as 2026-11-22, not before {EARLIEST}")
    return day


def moment_of(text: str) -> datetime:
    """A moment that has passed: 2026-11-22T13:30, with seconds and an offset or without; a day alone means its end.

    Without an offset it is in the time zone of the register.
    """
    now = timezone.now()
    if _DAY.fullmatch(text):
        day = day_of(text)
        if day == timezone.localdate(now):  # it has not ended: what is known of it is what is known now
            return now
        return _passed(timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)), now)
    found = _MOMENT.fullmatch(text)
    try:
        moment = datetime.fromisoformat(f"{found[1]}T{found[2]}{(found[3] or '').replace(' ', '+')}") if found else None
    except ValueError:
        moment = None
    if moment is None or moment.date() < EARLIEST:
        example = "2026-11-22T13:30:00+08:00 (in an address, + is written %2B)"
        raise MomentRefusedError("moment", f"a moment such as {example}, not before {EARLIEST}")
    return _passed(timezone.make_aware(moment) if timezone.is_naive(moment) else moment, now)


def _passed(moment: datetime, now: datetime) -> datetime:
    if moment > now:
        raise MomentRefusedError("future", "a moment that has passed")
    return moment


def shown(moment: datetime) -> str:
    """A moment for reading, in the time zone of the register, to the minute."""
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def offset() -> str:
    """The register's distance from UTC, now: UTC+8."""
    passed = timezone.localtime().utcoffset() or timedelta()
    minutes = abs(passed) // timedelta(minutes=1)
    sign = "-" if passed < timedelta() else "+"
    return f"UTC{sign}{minutes // 60}" + (f":{minutes % 60:02}" if minutes % 60 else "")
