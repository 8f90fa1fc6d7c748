"""Working days: Monday to Friday, but for the days off and the working weekends that the calendar names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_ONE = timedelta(days=1)
_SATURDAY = 5


class OutsideCalendarError(ValueError):
    """A day of a year that the calendar does not hold. Guessing it would give a wrong deadline."""

    def __init__(self, day: date, years: Iterable[int]) -> None:
        known = ", ".join(str(year) for year in sorted(years)) or "none"
        super().__init__(f"expected a day of a year that the calendar holds ({known}), came {day}: add {day.year}.csv")
        self.day = day


@dataclass(frozen=True)
class WorkingDays:
    """A calendar. `years`: those that it holds whole; `off`: weekdays that are none; `on`: weekend days that are."""

    years: frozenset[int]
    off: frozenset[date] = frozenset()
    on: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        """Whether a day is a working day. Raises OutsideCalendarError."""
        if day.year not in self.years:
            raise OutsideCalendarError(day, self.years)
        return day in self.on or (day.weekday() < _SATURDAY and day not in self.off)

    def after(self, start: date, count: int) -> date:
        """The working day with this number, the day after `start` being the first that may count. 0 is `start` itself.

        Raises OutsideCalendarError, ValueError for a negative number.
        """
        if count < 0:
            raise ValueError(f"expected a number of working days from 0 on, came {count}")
        day = start
        while count:
            day += _ONE
            count -= self.is_working(day)
        return day

    def from_day(self, day: date) -> date:
        """The day itself if it is a working day, else the next that is. Raises OutsideCalendarError."""
        while not self.is_working(day):
            day += _ONE
        return day

    def between(self, start: date, end: date) -> int:
        """How many working days lie after `start` up to and with `end`; 0 where `end` is not later."""
        days = (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
        return sum(self.is_working(day) for day in days)
