"""A column of any type as text, and the whole numbers, decimals, truth values and lists written in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bonafides.packs.facts import LARGEST_EXACT
from bonafides.records.ingest.parse.text import FALSE, TRUE, boolean, decimal, folded, integer, strings, text
from bonafides.records.ingest.read.source import LIST_MARK

Apply = Callable[..., list[Any]]
FULL_WIDTH = str.maketrans("0123456789,.+-", "０１２３４５６７８９，．＋－")


@pytest.mark.parametrize(
    ("dtype", "cells", "texts"),
    [
        (pl.String, [" a\u3000", "\t", None, "a b"], ["a", "", None, "a b"]),
        (pl.Int64, [1, -(2**63), None], ["1", "-9223372036854775808", None]),
        (pl.UInt64, [2**64 - 1], ["18446744073709551615"]),
        (pl.Float64, [5.0, -0.0, 0.1, 1e-7, 1e22, None], ["5", "0", "0.1", "0.0000001", "1" + "0" * 22, None]),
        (pl.Float32, [0.1, 3.0], ["0.1", "3"]),
        (pl.Boolean, [True, False, None], ["true", "false", None]),
        (pl.Date, [date(2024, 3, 5), None], ["2024-03-05", None]),
        (pl.Datetime("us"), [datetime(2024, 3, 5, 23, 59)], ["2024-03-05"]),  # noqa: DTZ001 - as Parquet without a zone
        (pl.Datetime("ns", "Asia/Shanghai"), [datetime(2024, 3, 5, 20, tzinfo=UTC)], ["2024-03-06"]),
        (pl.Decimal(20, 2), [Decimal("12345678901234.50")], ["12345678901234.50"]),
        (pl.Categorical, [" a ", None], ["a", None]),
        (pl.Enum([" a "]), [" a "], ["a"]),
        (pl.Null, [None], [None]),
        (pl.List(pl.String), [["a", " b; c "], [], None], [f"{LIST_MARK}a{LIST_MARK}b; c", None, None]),
        (pl.List(pl.String), [[None, "d"], [None]], [f"{LIST_MARK}d", None]),
        (pl.List(pl.Int64), [[1, 2]], [f"{LIST_MARK}1{LIST_MARK}2"]),
        (pl.List(pl.Float64), [[1e-7]], [f"{LIST_MARK}0.0000001"]),
        (pl.List(pl.Date), [[date(2024, 3, 5)]], [f"{LIST_MARK}2024-03-05"]),
        (pl.Array(pl.String, 1), [["a"]], [f"{LIST_MARK}a"]),
    ],
)  # fmt: skip
def test_every_type_is_written_as_an_officer_would(
    apply: Apply, dtype: Any, cells: list[object], texts: list[str | None]
) -> None:
    schema = pl.Series([], dtype=dtype).dtype
    assert apply(lambda column: text(column, schema), cells, dtype) == texts


@settings(max_examples=100, deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_is_written_out_and_is_itself_again(apply: Apply, value: float) -> None:
    (cell,) = apply(lambda column: text(column, pl.Float64()), [value], pl.Float64)
    assert "e" not in cell
    assert float(cell) == value


def test_what_is_no_number_stays_to_be_refused(apply: Apply) -> None:
    cells = apply(lambda column: text(column, pl.Float64()), [float("nan"), float("inf")], pl.Float64)
    assert apply(lambda column: decimal(column, None), cells) == [None, None]


@settings(max_examples=100, deadline=None)
@given(st.integers(-(10**18), 10**18), st.booleans(), st.booleans(), st.sampled_from(["", ".0", ".00", "."]))
def test_whole_numbers(apply: Apply, value: int, commas: bool, full: bool, tail: str) -> None:
    cell = (f"{value:,}" if commas else str(value)) + tail
    expected = value if abs(value) <= LARGEST_EXACT else None
    assert apply(integer, [cell.translate(FULL_WIDTH) if full else cell]) == [expected]


@pytest.mark.parametrize(
    "cell", ["", "-", "1.5", "1,50", "1,0000", "1 000", "٣", "²", "0x1", "1e3", "true", "1-", "++1"]
)
def test_what_is_no_whole_number_is_none(apply: Apply, cell: str) -> None:
    assert apply(integer, [cell]) == [None]


@pytest.mark.parametrize(
    ("cell", "value"), [("+5", 5), ("-0", 0), ("007", 7), ("0" * 17, 0), ("9007199254740991", LARGEST_EXACT)]
)
def test_whole_numbers_at_the_edge(apply: Apply, cell: str, value: int) -> None:
    assert apply(integer, [cell]) == [value]


@settings(max_examples=100, deadline=None)
@given(
    st.decimals(-(10**20), 10**20, allow_nan=False, places=8), st.sampled_from([None, 0, 2, 6]), st.booleans(),
    st.booleans(), st.integers(0, 3),
)  # fmt: skip
def test_decimals_are_exact_and_equal_ones_are_written_alike(
    apply: Apply, value: Decimal, scale: int | None, commas: bool, full: bool, zeros: int
) -> None:
    plain = format(value.normalize(), "f")
    whole, _, part = plain.partition(".")
    cell = (f"{int(whole):,}" if commas and whole not in ("-0", "0") else whole) + (
        f".{part}{'0' * zeros}" if part else ""
    )
    expected = None if scale is not None and len(part) > scale else "0" if value == 0 else plain
    assert apply(lambda column: decimal(column, scale), [cell.translate(FULL_WIDTH) if full else cell]) == [expected]


@settings(max_examples=100, deadline=None)
@given(st.text("0123456789.,+-eE ٣²", max_size=8))
def test_a_decimal_is_a_number_and_that_number(apply: Apply, cell: str) -> None:
    (found,) = apply(lambda column: decimal(column, None), [cell])
    if found is not None:
        assert Decimal(found) == Decimal(cell.replace(",", ""))
        assert found == format(Decimal(found), "f")


@pytest.mark.parametrize("cell", ["", ".5", "-", "1.2.3", "1,5", "1e3", "٣", "²", "NaN", "inf", "0x1", "1 000", "1.5-"])
def test_what_is_no_decimal_is_none(apply: Apply, cell: str) -> None:
    assert apply(lambda column: decimal(column, None), [cell]) == [None]


@pytest.mark.parametrize("value", [True, False])
def test_yes_and_no(apply: Apply, value: bool) -> None:
    words = TRUE if value else FALSE
    assert set(apply(boolean, [*words, *(word.upper() for word in words)])) == {value}


def test_what_is_neither_yes_nor_no_is_none(apply: Apply) -> None:
    assert apply(boolean, ["", "maybe", "2", "是否", None]) == [None] * 5


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("ab公 ", max_size=4), max_size=5), st.sampled_from(list(";；、,，")))
def test_lists_in_one_cell(apply: Apply, parts: list[str], mark: str) -> None:
    expected = [part.strip() for part in parts if part.strip()]
    assert apply(lambda column: strings(column, None), [mark.join(parts)]) == [expected]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.text("ab;；、,，^]\\-|. ", min_size=1, max_size=4), max_size=5),
    st.sampled_from([";", "；", "|", "^", "]", "\\", "-", ".", " / ", "||", "[a]"]),
)
def test_a_separator_of_the_mappings_own_is_taken_as_it_stands(apply: Apply, parts: list[str], mark: str) -> None:
    cell = mark.join(parts)
    expected = [part.strip() for part in cell.split(mark) if part.strip()]
    assert apply(lambda column: strings(column, mark), [cell]) == [expected]


def test_a_list_that_came_as_one_is_not_divided_further(apply: Apply) -> None:
    """JSON and Parquet have lists; a comma within an element is a comma."""
    cells = [f"{LIST_MARK}a, b{LIST_MARK}c;d", f"{LIST_MARK}x、y", None]
    for mark in (None, ",", ";"):
        assert apply(lambda column, mark=mark: strings(column, mark), cells) == [["a, b", "c;d"], ["x、y"], None]


def test_full_width_digits_and_marks_are_folded(apply: Apply) -> None:
    assert apply(folded, ["１２，（％）", "abc", None]) == ["12,(%)", "abc", None]
