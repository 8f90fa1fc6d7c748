"""A million rows at a time, each equal to canonical JSON of that row alone."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bonafides.kernel.canonical import bulk
from bonafides.kernel.canonical.one import canonical

NASTY = [
    "", '"', "\\", '\\"', "\\u0000", "\x00", "\x1f", "\b\t\n\f\r", "\x7f\x85\u2028\u2029", "/", "</script>",
    "é", "e\u0301", "公示", "𠮷", "\ufeff", "\uffff", "\ue000", "\U0010ffff", "a" * 300,
]  # fmt: skip
STRINGS = st.one_of(st.sampled_from(NASTY), st.text(max_size=12))
INTEGERS = st.one_of(st.sampled_from([0, -1, 2**53 - 1, -(2**53 - 1), 2**31]), st.integers(-(2**53 - 1), 2**53 - 1))
VALUES: dict[str, tuple[Any, st.SearchStrategy[Any]]] = {
    "text": (pl.String, STRINGS),
    "whole": (pl.Int64, INTEGERS),
    "truth": (pl.Boolean, st.booleans()),
    "list": (pl.List(pl.String), st.lists(STRINGS, max_size=4)),
    "day": (pl.Date, st.dates()),
}
NAMES = st.one_of(st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True), STRINGS)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Rows and the type of each column; null is a member that is not there."""
    columns = draw(st.dictionaries(NAMES, st.sampled_from(sorted(VALUES)), max_size=5))
    height = draw(st.integers(0, 4))
    rows = [
        {name: draw(st.one_of(st.none(), VALUES[kind][1]), label=name) for name, kind in columns.items()}
        for _ in range(height)
    ]
    return rows, {name: VALUES[kind][0] for name, kind in columns.items()}


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def texts_of(rows: list[dict[str, Any]], types: dict[str, Any]) -> list[str]:
    # Columns are numbered: what polars reads into the name of a column is not what is tried here.
    numbered = {name: f"c{number}" for number, name in enumerate(types)}
    data = {numbered[name]: pl.Series([row[name] for row in rows], dtype=dtype) for name, dtype in types.items()}
    frame = pl.DataFrame(data | {"row": pl.Series(range(len(rows)), dtype=pl.Int64)})
    texts = {name: bulk.of(frame.schema[numbered[name]], pl.col(numbered[name])) for name in types}
    return frame.select("row", text=bulk.members(texts))["text"].to_list()


@settings(max_examples=120, deadline=None)
@given(tables())
@example(([{"\U0001f600": "x", "\ufb33": "y", "b_a": "1", "b": "2", "B": None}], dict.fromkeys(
    ["\U0001f600", "\ufb33", "b_a", "b", "B"], pl.String)))  # fmt: skip
def test_every_row_equals_canonical_json_of_that_row(table: tuple[list[dict[str, Any]], dict[str, Any]]) -> None:
    rows, types = table
    expected = [
        canonical({name: plain(value) for name, value in row.items() if value is not None}).decode() for row in rows
    ]
    assert texts_of(rows, types) == expected


def test_every_character_of_the_basic_plane_is_written_as_it_is_alone() -> None:
    characters = [chr(code) for code in (*range(0xD800), *range(0xE000, 0x10000))]
    frame = pl.DataFrame({"a": characters})
    found = frame.select(bulk.string(pl.col("a"))).to_series().to_list()
    assert found == [canonical(character).decode() for character in characters]


def test_text_that_is_canonical_already_is_taken_as_it_stands() -> None:
    frame = pl.DataFrame({"inner": ['{"b":1}', None]})
    texts = {"z": pl.col("inner"), "a": bulk.string(pl.lit("x"))}
    assert frame.select(bulk.members(texts)).to_series().to_list() == ['{"a":"x","z":{"b":1}}', '{"a":"x"}']
    assert json.loads('{"a":"x","z":{"b":1}}') == {"a": "x", "z": {"b": 1}}


def test_without_members_an_object_is_empty() -> None:
    assert pl.DataFrame({"a": [1, 2]}).select("a", text=bulk.members({}))["text"].to_list() == ["{}", "{}"]


@pytest.mark.parametrize("dtype", [pl.Float64(), pl.Decimal(10, 2), pl.Datetime(), pl.List(pl.Int64), pl.Binary()])
def test_a_type_without_an_exact_form_is_refused(dtype: pl.DataType) -> None:
    with pytest.raises(TypeError, match="no exact JSON"):
        bulk.of(dtype, pl.col("a"))
