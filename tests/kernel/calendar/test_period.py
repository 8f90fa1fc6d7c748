"""Periods and their last days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonafides.kernel.calendar import DayOff, Period, PeriodUnit, WorkingDays, last_day

YEARS = frozenset(range(2020, 2032))
GOLDEN_WEEK = WorkingDays(
    YEARS,
    frozenset(date(2025, 10, day) for day in (1, 2, 3, 6, 7, 8)),
    frozenset({date(2025, 9, 28), date(2025, 10, 11)}),
)


@pytest.mark.parametrize(
    ("start", "length", "unit", "day_off", "end"),
    [
        (date(2025, 9, 26), 5, PeriodUnit.WORKING_DAYS, DayOff.EXACT, date(2025, 10, 10)),
        (date(2025, 9, 26), 6, PeriodUnit.WORKING_DAYS, DayOff.EXACT, date(2025, 10, 11)),
        (date(2025, 8, 2), 60, PeriodUnit.DAYS, DayOff.EXACT, date(2025, 10, 1)),
        (date(2025, 8, 2), 60, PeriodUnit.DAYS, DayOff.NEXT_WORKING_DAY, date(2025, 10, 9)),
        (date(2026, 1, 31), 1, PeriodUnit.MONTHS, DayOff.EXACT, date(2026, 2, 28)),
        (date(2024, 2, 29), 3, PeriodUnit.YEARS, DayOff.EXACT, date(2027, 2, 28)),
    ],
)
def test_the_last_day(start: date, length: int, unit: PeriodUnit, day_off: DayOff, end: date) -> None:
    assert last_day(start, Period(length, unit, day_off), GOLDEN_WEEK) == end


@given(st.dates(date(2020, 1, 1), date(2025, 12, 31)), st.integers(0, 60), st.sampled_from(PeriodUnit))
def test_a_longer_period_never_ends_earlier(start: date, length: int, unit: PeriodUnit) -> None:
    ends = [
        last_day(start, Period(more, unit), WorkingDays(frozenset(range(2020, 2100)))) for more in (length, length + 1)
    ]
    assert start <= ends[0] < ends[1]


@given(st.dates(date(2020, 1, 1), date(2025, 12, 31)), st.integers(0, 24))
def test_years_are_twelve_months(start: date, years: int) -> None:
    months = last_day(start, Period(12 * years, PeriodUnit.MONTHS), None)
    assert months == last_day(start, Period(years, PeriodUnit.YEARS), None)


def test_working_days_need_a_calendar() -> None:
    with pytest.raises(ValueError, match=r"calendar/YEAR\.csv"):
        last_day(date(2026, 1, 1), Period(5, PeriodUnit.WORKING_DAYS), None)


def test_no_period_is_negative_or_beyond_the_calendar() -> None:
    with pytest.raises(ValueError, match="from 0 on"):
        Period(-1, PeriodUnit.DAYS)
    for unit in (PeriodUnit.DAYS, PeriodUnit.MONTHS):
        with pytest.raises(ValueError, match="up to the year 9999"):
            last_day(date(9999, 12, 31), Period(1, unit), None)
