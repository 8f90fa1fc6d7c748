"""The last day of a period that a decision concluded."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bonafides.kernel.calendar import OutsideCalendarError, WorkingDays
from bonafides.kernel.feel.values import Value
from bonafides.standards.periods import NoPeriodError, ends_on

CALENDAR = WorkingDays(frozenset({2026}), frozenset({date(2026, 6, 19)}))
INPUTS: dict[str, Value] = {"served_on": date(2026, 6, 18), "name": "x"}
PERIOD: dict[str, Value] = {"length": Decimal(1), "unit": "working-days", "counts_from": "served_on"}


@pytest.mark.parametrize(
    ("change", "end"),
    [
        ({}, date(2026, 6, 22)),
        ({"unit": "days"}, date(2026, 6, 19)),
        ({"unit": "days", "day_off": "next-working-day"}, date(2026, 6, 22)),
        ({"unit": "months"}, date(2026, 7, 18)),
        ({"unit": "years", "length": Decimal(0)}, date(2026, 6, 18)),
    ],
)
def test_it_has_a_last_day(change: dict[str, Value], end: date) -> None:
    assert ends_on(PERIOD | change, INPUTS, CALENDAR) == end


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("soon", "expected a period"),
        (PERIOD | {"counts_from": "name"}, r"expected the day from which it counts \(`name`\), came 'x'"),
        (PERIOD | {"counts_from": "heard_on"}, "came None"),
        (PERIOD | {"unit": "hours"}, "expected a unit of days"),
        (PERIOD | {"length": None}, "expected a whole number as `length`"),
        (PERIOD | {"length": Decimal("1.5")}, "expected a whole number as `length`"),
        (PERIOD | {"length": Decimal(-1)}, "from 0 on"),
        (PERIOD | {"day_off": "never"}, "expected `day_off`"),
    ],
)
def test_what_is_no_period_is_refused(value: Value, told: str) -> None:
    with pytest.raises(NoPeriodError, match=told):
        ends_on(value, INPUTS, CALENDAR)


def test_working_days_without_a_calendar_or_beyond_it() -> None:
    with pytest.raises(NoPeriodError, match="calendar of working days"):
        ends_on(PERIOD, INPUTS, None)
    with pytest.raises(OutsideCalendarError):
        ends_on(PERIOD | {"length": Decimal(300)}, INPUTS, CALENDAR)
