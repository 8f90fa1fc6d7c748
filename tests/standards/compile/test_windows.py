"""A day leaves a window on the first as-of date whose window begins after it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonafides.packs.indicator import UNITS, Window
from bonafides.standards.compile.windows import first_day, leaves

DAYS = st.dates(date(2019, 1, 1), date(2030, 12, 31))


@given(st.sampled_from(UNITS), st.integers(1, 40), st.sampled_from(["excluded", "included"]), DAYS)
def test_it_leaves_then_and_not_before(
    unit: str, length: int, first: Literal["excluded", "included"], day: date
) -> None:
    window = Window.model_validate({unit: length} | ({} if unit == "calendar_years" else {"first_day": first}))
    late = leaves(window, length, day)
    assert first_day(window, length, late) > day >= first_day(window, length, late - timedelta(days=1))


@pytest.mark.parametrize("unit", UNITS)
def test_the_calendar_ends(unit: str) -> None:
    with pytest.raises(OverflowError):
        leaves(Window.model_validate({unit: 36_600}), 36_600, date(9999, 1, 1))
