from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from bonafides.sample.texts import dates, day_number, hundredths, joined, reference, where, words, working_day, year_of

FRIDAY = day_number(date(2026, 5, 1))


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("%Y-%m-%d", "2026-05-01"),
        ("%Y%m%d", "20260501"),
        ("%Y/%-m/%-d", "2026/5/1"),
        ("%Y年%-m月%-d日", "2026年5月1日"),
    ],
)
def test_dates_in_every_form_of_the_agencies(form: str, shown: str) -> None:
    assert dates(np.array([FRIDAY]), form).to_list() == [shown]


def test_weekends_become_the_friday_before() -> None:
    week = np.arange(FRIDAY, FRIDAY + 7)
    assert (working_day(week) - FRIDAY).tolist() == [0, 0, 0, 3, 4, 5, 6]
    assert year_of(week).tolist() == [2026] * 7


def test_amounts_have_two_decimals_a_sign_and_marks_where_wanted() -> None:
    numbers = np.array([0, 7, 123456789, -150, 99_999_900])
    marked = np.array([True, True, True, True, False])
    assert hundredths(numbers, marked).to_list() == ["0.00", "0.07", "1234567.89", "-1.50", "999999.00"]
    assert hundredths(np.array([12345678]), np.array([True])).to_list() == ["123,456.78"]


def test_columns_are_joined_and_chosen() -> None:
    column = words(("a", "b"), np.array([1, 0]))
    assert joined("x", column, "y").to_list() == ["xby", "xay"]
    assert where(np.array([True, False]), column).to_list() == ["b", None]
    assert where(np.array([True, False]), column, "z").to_list() == ["b", "z"]


def test_a_reference_has_thirteen_digits_so_that_it_never_looks_like_a_person() -> None:
    shown: pl.Series = reference("CF", np.array([0, 50_000_000 * 100]))
    assert shown.str.extract(r"(\d+)$").str.len_chars().to_list() == [13, 13]
