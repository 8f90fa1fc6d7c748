"""Working days: counted one by one they agree with every shorter way, and a day that is not known is never guessed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bonafides.kernel.calendar import OutsideCalendarError, WorkingDays

YEARS = frozenset({2024, 2025, 2026})
DAYS = st.dates(date(2024, 1, 1), date(2025, 12, 31))


@st.composite
def calendars(draw: st.DrawFn) -> WorkingDays:
    """Weekdays off and weekend days on, as a yearly notice makes them."""
    days = draw(st.lists(st.dates(date(2024, 1, 1), date(2026, 12, 31)), max_size=120))
    return WorkingDays(
        YEARS, frozenset(one for one in days if one.weekday() < 5), frozenset(one for one in days if one.weekday() > 4)
    )


@given(calendars(), DAYS, st.integers(1, 60))
def test_the_day_with_a_number_is_a_working_day_and_has_that_number(
    calendar: WorkingDays, start: date, count: int
) -> None:
    end = calendar.after(start, count)
    assert calendar.is_working(end)
    assert end > start
    assert calendar.between(start, end) == count
    assert calendar.between(start, end - timedelta(days=1)) == count - 1


@given(calendars(), DAYS, st.integers(0, 30), st.integers(0, 30))
def test_a_period_may_be_counted_in_two_parts(calendar: WorkingDays, start: date, first: int, second: int) -> None:
    assert calendar.after(calendar.after(start, first), second) == calendar.after(start, first + second)


@given(calendars(), DAYS)
def test_the_next_working_day_is_the_first_from_there(calendar: WorkingDays, day: date) -> None:
    found = calendar.from_day(day)
    assert calendar.is_working(found)
    assert not any(calendar.is_working(day + timedelta(days=number)) for number in range((found - day).days))


@given(calendars(), DAYS, DAYS, DAYS)
def test_between_adds_up(calendar: WorkingDays, a: date, b: date, c: date) -> None:
    assume(a <= b <= c)
    assert calendar.between(a, b) + calendar.between(b, c) == calendar.between(a, c)


@given(DAYS, st.integers(1, 200))
def test_without_days_off_a_week_has_five(start: date, weeks: int) -> None:
    assume(start.weekday() < 5)
    years = frozenset(range(2024, 2031))
    assert WorkingDays(years).after(start, 5 * weeks) == start + timedelta(weeks=weeks)


def test_a_year_that_is_not_held_is_not_guessed() -> None:
    calendar = WorkingDays(frozenset({2026}))
    with pytest.raises(OutsideCalendarError, match=r"expected a day of a year that the calendar holds \(2026\)"):
        calendar.after(date(2026, 12, 31), 1)


def test_a_negative_number_is_refused() -> None:
    with pytest.raises(ValueError, match="from 0 on"):
        WorkingDays(YEARS).after(date(2026, 1, 1), -1)
