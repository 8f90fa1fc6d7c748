"""Decisions that conclude a period: its length and unit, from which day it counts, and so its last day.

A table that states a time limit has the outputs `length` (a whole number), `unit` (`working-days`, `days`, `months`, `years`;
`hours` where no day can be computed) and `counts_from` (the name of the input that is the day of the event), and may have
`day_off`: what becomes of a last day that is a day off (`next-working-day`, or `exact`, which is the default).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from bonafides.kernel.calendar import DayOff, Period, PeriodUnit, WorkingDays, last_day
from bonafides.kernel.feel.values import Value


class NoPeriodError(ValueError):
    """A result that states no period whose last day can be computed; the message says what is missing."""


def ends_on(value: Value, inputs: Mapping[str, Value], calendar: WorkingDays | None) -> date:
    """The last day of the period that a decision concluded from these inputs.

    Raises NoPeriodError, OutsideCalendarError.
    """
    if not isinstance(value, Mapping):
        raise NoPeriodError(f"expected a period (`length`, `unit`, `counts_from`), came {value!r}")
    start = inputs.get(str(value.get("counts_from")))
    if not isinstance(start, date):
        raise NoPeriodError(f"expected the day from which it counts (`{value.get('counts_from')}`), came {start!r}")
    try:
        return last_day(start, _period(value), calendar)
    except ValueError as error:
        if isinstance(error, NoPeriodError) or type(error) is not ValueError:
            raise
        raise NoPeriodError(str(error)) from error


def _period(value: Mapping[str, Value]) -> Period:
    length, unit, day_off = value.get("length"), value.get("unit"), value.get("day_off") or DayOff.EXACT.value
    if not isinstance(length, Decimal) or length != int(length):
        raise NoPeriodError(f"expected a whole number as `length`, came {length!r}")
    units = [one.value for one in PeriodUnit]
    if unit not in units:
        raise NoPeriodError(f"expected a unit of days ({', '.join(units)}), came {unit!r}")
    if day_off not in [one.value for one in DayOff]:
        raise NoPeriodError(f"expected `day_off` ({', '.join(one.value for one in DayOff)}), came {day_off!r}")
    return Period(int(length), PeriodUnit(unit), DayOff(day_off))
