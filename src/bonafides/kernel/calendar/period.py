"""A period of the law, and its last day.

The day of the event is not counted. Months are calendar months: the same day of a later month, or its last where it has no
such day. Whether a period that ends on a day off ends on the next working day is the law's to say (`DayOff`): a time limit
does, but what burdens a business, such as publication, stops on the exact day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from bonafides.kernel.calendar.working_days import WorkingDays
from bonafides.kernel.feel.temporal import add_months


class PeriodUnit(Enum):
    """What a period is counted in."""

    WORKING_DAYS = "working-days"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"


class DayOff(Enum):
    """What becomes of a last day that is no working day."""

    EXACT = "exact"
    NEXT_WORKING_DAY = "next-working-day"


@dataclass(frozen=True, slots=True)
class Period:
    """So many of a unit. Raises ValueError for a negative length."""

    length: int
    unit: PeriodUnit
    day_off: DayOff = DayOff.EXACT

    def __post_init__(self) -> None:
        if self.length < 0:
            raise ValueError(f"expected a length from 0 on, came {self.length}")


def last_day(start: date, period: Period, calendar: WorkingDays | None) -> date:
    """The last day of a period that an event on `start` begins.

    Raises OutsideCalendarError for a day that the calendar does not hold, ValueError where there is no calendar and one is
    needed, and for a day beyond the year 9999.
    """
    if period.unit is PeriodUnit.WORKING_DAYS:
        return _needed(calendar).after(start, period.length)
    if period.unit is PeriodUnit.DAYS:
        end: date | None = _plus_days(start, period.length)
    else:
        end = add_months(start, period.length * (12 if period.unit is PeriodUnit.YEARS else 1))
    if end is None:
        raise ValueError(f"expected an end up to the year 9999, came {period.length} {period.unit.value} after {start}")
    return _needed(calendar).from_day(end) if period.day_off is DayOff.NEXT_WORKING_DAY else end


def _plus_days(start: date, days: int) -> date | None:
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return None


def _needed(calendar: WorkingDays | None) -> WorkingDays:
    if calendar is None:
        raise ValueError("expected a calendar of working days (calendar/YEAR.csv of the pack), came none")
    return calendar
