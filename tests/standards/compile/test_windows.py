"""Windows as days: ends of months, and what leaves on which day."""

from __future__ import annotations

from datetime import date, timedelta

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bonafides.packs.indicator import UNITS, Window
from bonafides.standards.compile.calendar import _leaves
from bonafides.standards.compile.windows import first_day, leaves, months_before

DAYS = st.dates(date(1990, 1, 1), date(2060, 1, 1))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2025, 2, 28), 12, date(2024, 2, 28)),
        (date(2026, 1, 15), 13, date(2024, 12, 15)),
    ],
)
def test_months_before(day: date, months: int, expected: date) -> None:
    assert months_before(day, months) == expected


def test_twelve_months_are_as_long_as_a_year() -> None:
    window = Window.model_validate({"months": 12})
    assert first_day(window, 12, date(2026, 6, 30)) == date(2025, 7, 1)
    included = Window.model_validate({"months": 12, "first_day": "included"})
    assert first_day(included, 12, date(2026, 6, 30)) == date(2025, 6, 30)
    calendar = Window.model_validate({"calendar_years": 1})
    assert first_day(calendar, 1, date(2026, 6, 30)) == date(2026, 1, 1)
    assert first_day(window, 30_000, date(2026, 6, 30)) == date.min


@settings(deadline=None)
@given(DAYS, st.sampled_from(UNITS), st.integers(1, 40), st.booleans())
def test_a_date_leaves_its_window_on_the_day_that_the_calendar_says(
    day: date, unit: str, length: int, included: bool
) -> None:
    first = {} if unit == "calendar_years" or not included else {"first_day": "included"}
    window = Window.model_validate({unit: length} | first)
    sql = _leaves(f"DATE '{day}'", unit, length, included=bool(first))
    with duckdb.connect(":memory:") as connection:
        row = connection.execute(f"SELECT {sql}").fetchone()
    assert row is not None
    assert row[0] == leaves(window, length, day)
    assert first_day(window, length, row[0]) > day
    assert first_day(window, length, row[0] - timedelta(days=1)) <= day


@pytest.mark.parametrize("unit", UNITS)
def test_the_calendar_ends(unit: str) -> None:
    with pytest.raises(OverflowError):
        leaves(Window.model_validate({unit: 36_600}), 36_600, date(9999, 1, 1))
