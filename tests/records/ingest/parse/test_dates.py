"""Dates in every form that the files use, and Japanese era dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as day
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bonafides.records.ingest.parse.dates import ERAS, date, era_date

Apply = Callable[..., list[Any]]
FULL_WIDTH = str.maketrans("0123456789/.-", "０１２３４５６７８９／．－")
FORMS: list[Callable[[day], str]] = [
    lambda d: f"{d.year:04}-{d.month:02}-{d.day:02}",
    lambda d: f"{d.year:04}/{d.month}/{d.day}",
    lambda d: f"{d.year:04}{d.month:02}{d.day:02}",
    lambda d: f"{d.year:04}年{d.month}月{d.day}日",
    lambda d: f"{d.year:04}年{d.month:02}月{d.day:02}日",
    lambda d: f"{d.year:04} 年 {d.month} 月 {d.day} 日",
    lambda d: f"{d.year:04}.{d.month}.{d.day}",
]
TIMES = ["", " 00:00:00", " 10:30", "T10:30:00", "T10:30:00.123456", "T10:30:00Z", " 10:30:00+08:00", " 8:00 AM",
         " 10时30分", "10时30分20秒", " 10:30:00.0"]  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.dates(), st.sampled_from(FORMS), st.sampled_from(TIMES), st.booleans())
def test_every_form_is_read_and_a_time_of_day_dropped(
    apply: Apply, d: day, form: Callable[[day], str], time: str, full: bool
) -> None:
    glued = time[:1].isdigit() and not form(d).endswith("日")
    cell = form(d) + ("" if form is FORMS[2] or glued else time)
    assert apply(date, [cell.translate(FULL_WIDTH) if full else cell]) == [d]


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 9999), st.integers(0, 19), st.integers(0, 39), st.sampled_from([0, 1, 3, 6]))
def test_only_days_of_the_calendar_are_days(apply: Apply, year: int, month: int, number: int, form: int) -> None:
    class Written:
        def __init__(self) -> None:
            self.year, self.month, self.day = year, month, number

    try:
        expected = day(year, month, number)
    except ValueError:
        expected = None
    assert apply(date, [FORMS[form](Written())]) == [expected]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "cell",
    ["", "2024", "2024-03", "24-03-05", "5.3.2024", "2024-03-05 至 2024-06-05", "2024-03-05(更正)", "2024-03-05 25",
     "2024-03-0510:30", "2024-03-05T", "20240230",
     "2024030", "2024-02-30", "45356", "明天", "2024-3月-5", "٢٠٢٤-٠٣-٠٥", "0000-01-01", "12024-01-01", "2024--03-05"],
)  # fmt: skip
def test_what_is_no_date_is_none(apply: Apply, cell: str) -> None:
    """A date with anything but a time of day behind it may mean another thing than that day."""
    assert apply(date, [cell]) == [None]


def test_a_column_of_plain_dates_with_one_that_is_none(apply: Apply) -> None:
    assert apply(date, ["2024-03-05", None, "2024-02-30", "2024/3/6"]) == [day(2024, 3, 5), None, None, day(2024, 3, 6)]
    assert apply(date, ["0000-01-01", "9999-12-31"]) == [None, day(9999, 12, 31)]


def _eras() -> st.SearchStrategy[tuple[str, day]]:
    return st.sampled_from(sorted(ERAS)).flatmap(
        lambda era: st.tuples(
            st.just(era),
            st.dates(day.fromisoformat(ERAS[era][2]), min(day.fromisoformat(ERAS[era][3]), day(2117, 12, 31))),
        )
    )


ERA_FORMS = ["{letter}{year}.{d.month}.{d.day}", "{era}{year}年{d.month}月{d.day}日",
             "{era} {year} 年 {d.month} 月 {d.day} 日",
             "{letter}{year}/{d.month}/{d.day}", "{letter}{year}-{d.month}-{d.day}",
             "{letter}{year:0>2}.{d.month:02}.{d.day:02}"]  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(_eras(), st.sampled_from(ERA_FORMS), st.booleans(), st.booleans())
def test_every_day_of_every_era_is_read(
    apply: Apply, when: tuple[str, day], form: str, first: bool, full: bool
) -> None:
    era, d = when
    letter, begun, *_ = ERAS[era]
    number = d.year - begun + 1
    year = "元" if number == 1 and first and "0>2" not in form else str(number)
    cell = form.format(letter=letter, era=era, year=year, d=d)
    if full:
        cell = cell.translate(FULL_WIDTH).translate(str.maketrans("MTSHR", "ＭＴＳＨＲ"))
    assert apply(era_date, [cell]) == [d]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        # Forms printed before an era ended stay in use for the rest of its last year.
        ("H31.5.1", day(2019, 5, 1)), ("平成31年12月31日", day(2019, 12, 31)), ("H32.1.1", None),
        ("S64.1.7", day(1989, 1, 7)), ("S64.1.8", day(1989, 1, 8)), ("S65.1.1", None),
        # Before its first day there was no such era.
        ("H1.1.7", None), ("平成元年1月8日", day(1989, 1, 8)), ("R1.4.30", None), ("R元.5.1", day(2019, 5, 1)),
        ("T元.7.29", None), ("M1.1.24", None), ("S1.12.24", None),
        ("H30.2.29", None), ("H0.1.1", None), ("R1.13.1", None), ("X30.1.1", None), ("30.1.1", None), ("H30.1", None),
        ("H三十.1.1", None), ("2019-05-01", None), ("", None),
        ("㍻30.1.2", day(2018, 1, 2)), ("㋿2.1.2", day(2020, 1, 2)),
    ],
)  # fmt: skip
def test_the_edges_of_the_eras(apply: Apply, cell: str, expected: day | None) -> None:
    assert apply(era_date, [cell]) == [expected]
