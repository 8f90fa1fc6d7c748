"""The axis and the places on it, for any numbers."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonafides.portal.charts.scale import STEPS, axis_of, percent
from bonafides.portal.charts.series import FigureRefusedError, number_text

NUMBERS = st.one_of(
    st.integers(-(10**18), 10**18),
    st.floats(-1e300, 1e300, allow_nan=False),
    st.floats(-1e-9, 1e-9, allow_nan=False),
    st.decimals(-1000, 1000, places=2),
)
VALUES = st.lists(st.one_of(st.none(), NUMBERS), max_size=12)


@given(VALUES)
def test_every_number_and_zero_lie_on_the_axis(values: list[int | float | Decimal | None]) -> None:
    axis = axis_of(values)
    assert axis.low < axis.high
    assert 0 <= axis.zero <= 1
    assert all(0 <= axis.part(one) <= 1 for one in values if one is not None)


@given(VALUES)
def test_steps_are_round_few_and_hold_zero(values: list[int | float | Decimal | None]) -> None:
    axis = axis_of(values)
    assert axis.ticks[0] == axis.low
    assert axis.ticks[-1] == axis.high
    assert 0 in axis.ticks
    assert 2 <= len(axis.ticks) <= STEPS + 2
    digits = axis.step
    while digits >= 10:
        digits /= 10
    while digits < 1:
        digits *= 10
    assert digits in (1, 2, 5)


@given(st.lists(NUMBERS, min_size=2, max_size=12))
def test_a_greater_number_is_never_further_left(values: list[int | float | Decimal]) -> None:
    axis = axis_of(values)
    parts = [axis.part(one) for one in sorted(values, key=Fraction)]
    assert parts == sorted(parts)
    places = [float(percent(part)[:-1]) for part in parts]
    assert places == sorted(places)


@given(st.integers(1, 10**9), st.integers(1, 5))
def test_equal_numbers_have_equal_places(value: int, times: int) -> None:
    axis = axis_of([value] * times)
    assert {axis.part(value)} == {axis_of([value]).part(value)}
    assert axis.zero == 0


@pytest.mark.parametrize("values", [[], [None], [0], [0, 0, None], [0.0]])
def test_nothing_and_zero_have_an_axis_too(values: list[int | float | None]) -> None:
    axis = axis_of(values)
    assert (axis.low, axis.high, axis.ticks) == (0, 1, [0, 1])


def test_whole_numbers_have_whole_steps() -> None:
    assert axis_of([1]).ticks == [0, 1]
    assert axis_of([3]).ticks == [0, 1, 2, 3]
    assert axis_of([-3, 7]).ticks == [-5, 0, 5, 10]
    assert axis_of([0.5]).ticks == [0, Fraction(1, 5), Fraction(2, 5), Fraction(3, 5)]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN"), Decimal("-Infinity")])
def test_what_is_no_number_is_refused(value: float | Decimal) -> None:
    with pytest.raises(FigureRefusedError, match="finite"):
        axis_of([1, value])


@given(st.integers(-(10**30), 10**30))
def test_whole_numbers_are_told_exactly(value: int) -> None:
    assert int(number_text(value).replace(",", "")) == value


@given(st.decimals(-(10**6), 10**6, places=3))
def test_other_numbers_are_told_to_a_tenth(value: Decimal) -> None:
    assert abs(Fraction(number_text(value).replace(",", "")) - Fraction(value)) <= Fraction(1, 20)
