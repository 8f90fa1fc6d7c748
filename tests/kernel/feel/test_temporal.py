"""Texts of dates, times and durations, and the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.kernel.feel.expressions import dates, lastings, moments, months, times

from bonafides.kernel.feel.functions.strings import to_string
from bonafides.kernel.feel.temporal import (
    add_months,
    months_between,
    parse_date,
    parse_date_time,
    parse_duration,
    parse_time,
)
from bonafides.kernel.feel.values import Value, YearsMonths


@given(dates | times | moments | lastings | months)
def test_what_is_written_is_read(value: Value) -> None:
    read = {"date": parse_date, "time": parse_time, "datetime": parse_date_time}.get(
        type(value).__name__, parse_duration
    )
    text = to_string(value)
    assert text is not None
    assert read(text) == value


@pytest.mark.parametrize(
    "text", ["2025-02-30", "2025-1-1", "25-01-01", "2025-01-01Z", "２０２５-01-01", "", "2025-01-01T"]
)
def test_no_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    "text", ["24:00:00", "08:30", "08:30:00.1234567", "08:30:00+15:00", "08:30:00@Asia/Shanghai", ""]
)
def test_no_time(text: str) -> None:
    assert parse_time(text) is None


@pytest.mark.parametrize("text", ["P", "PT", "P1DT", "P1Y1D", "1D", "P-1D", "P1.5D", "P1W", "--P1D", "P9999999999D"])
def test_no_duration(text: str) -> None:
    assert parse_duration(text) is None


@given(dates, st.integers(-600, 600))
def test_months_later_is_the_same_day_or_the_last_of_the_month(day: date, count: int) -> None:
    later = add_months(day, count)
    assert later is not None
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == count
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@given(dates, dates)
def test_months_between_are_whole(start: date, end: date) -> None:
    found = months_between(start, end)
    assert found == YearsMonths(-months_between(end, start).months)
    if start <= end:
        reached, next_one = add_months(start, found.months), add_months(start, found.months + 1)
        assert reached is not None
        assert next_one is not None
        assert reached <= end
        assert next_one > end or next_one.day < start.day
