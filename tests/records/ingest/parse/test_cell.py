"""One cell of a mapping: nulls, extraction, default, parse rule, code list, and what counts as a failure."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from bonafides.packs.mapping import NULLS, Cell
from bonafides.records.ingest.faults import Reason
from bonafides.records.ingest.parse.cell import plain, reading


def read(
    cell: dict[str, Any], cells: list[Any], rule: str = "text", dtype: Any = pl.String, **others: list[Any]
) -> list[Any]:
    """What a column `a` becomes; `FAILED` where a text was there and no value came of it."""
    how, frame = _of(cell, cells, rule, dtype, others)
    found = frame.select("row", given=how.given).with_columns(value=how.value(pl.col("given")))
    return [
        "FAILED" if given is not None and value is None and not how.lenient else value
        for given, value in zip(found["given"].to_list(), found["value"].to_list(), strict=True)
    ]


def _of(cell: dict[str, Any], cells: list[Any], rule: str, dtype: Any, others: dict[str, list[Any]]) -> tuple[Any, Any]:
    frame = pl.DataFrame({"row": range(len(cells)), "a": pl.Series(cells, dtype=dtype), **others})
    source = {} if "const" in cell else {"column": "a"}
    return reading(Cell.model_validate(source | cell), rule, frame.schema, NULLS), frame


def test_cells_that_mean_nothing_are_null() -> None:
    assert read({}, ["", " ", "-", "—", "无", "NULL", "null", "N/A", " 无\u3000", None, "无锡", "0"]) == [
        *[None] * 10,
        "无锡",
        "0",
    ]
    assert read({}, ["-", "5"], "integer") == [None, 5]


def test_the_mapping_says_which_cells_mean_nothing() -> None:
    frame = pl.DataFrame({"a": ["无", "", "x"]})
    assert frame.select(plain("a", frame.schema, ("x",))).to_series().to_list() == ["无", "", None]
    assert frame.select(plain("a", frame.schema, ())).to_series().to_list() == ["无", "", "x"]


@pytest.mark.parametrize(
    ("rule", "cell", "good", "value", "bad"),
    [
        ("text", {}, " 甲 乙 ", "甲 乙", None),
        ("integer", {}, "1,000", 1000, "1.5"),
        ("decimal", {"parse": "decimal", "scale": 2}, "1.50", "1.5", "1.555"),
        ("money", {"parse": "money", "unit": "万元"}, "1.5", 1_500_000, "一万"),
        ("date", {}, "2024年3月5日", date(2024, 3, 5), "昨天"),
        ("era-date", {"parse": "era-date"}, "H30.10.16", date(2018, 10, 16), "2018.10.16"),
        ("boolean", {}, "是", True, "也许"),
        ("list", {}, "甲；乙", ["甲", "乙"], None),
        ("list", {"separator": "/"}, "甲；乙/丙", ["甲；乙", "丙"], None),
    ],
)  # fmt: skip
def test_every_rule_reads_its_own_and_fails_where_it_cannot(
    rule: str, cell: dict[str, Any], good: str, value: object, bad: str | None
) -> None:
    cells = [good, None, "无", *([bad] if bad else [])]
    assert read(cell, cells, rule) == [value, None, None, *(["FAILED"] if bad else [])]


def test_a_column_of_days_needs_no_reading_but_has_a_calendar() -> None:
    days = [date(2024, 3, 5), None]
    assert read({}, days, "date", pl.Date) == days
    beyond = pl.Series([0, 2_932_897], dtype=pl.Int32).cast(pl.Date)  # the second is 10000-01-01
    how, _ = _of({}, [], "date", pl.Date, {})
    assert beyond.to_frame("a").select(how.value(pl.col("a"))).to_series().to_list() == [date(1970, 1, 1), None]


def test_a_default_stands_for_an_empty_cell_of_any_type() -> None:
    assert read({"default": "2024-01-01"}, [date(2024, 3, 5), None], "date", pl.Date) == [
        date(2024, 3, 5),
        date(2024, 1, 1),
    ]
    assert read({"default": "0"}, ["5", "无", None, "x"], "integer") == [5, 0, 0, "FAILED"]
    assert read({"default": "轻微", "codes": {"轻微": "minor", "严重": "serious"}}, ["严重", ""]) == [
        "serious",
        "minor",
    ]


def test_what_is_extracted_is_trimmed_and_where_nothing_is_the_cell_is_empty() -> None:
    cell = {"extract": "第(.*)号"}
    assert read(cell, ["第 12 号", "第号", "第 号", "12", None]) == ["12", None, None, None, None]
    assert read(cell, ["第12号", "第x号", "其他"], "integer") == [12, "FAILED", None]


@pytest.mark.parametrize(
    ("equals", "still", "dtype"),
    [
        ("是", ["是", "否", None, " 是 "], pl.String),
        (True, [True, False, None, True], pl.Boolean),
        (True, ["TRUE", "false", None, "是"], pl.String),
        (False, ["0", "1", None, "否"], pl.String),
        (1, [1, 0, None, 1], pl.Int64),
        (1, ["1", "0", None, "1"], pl.String),
    ],
)  # fmt: skip
def test_unless_another_column_says_otherwise(equals: Any, still: list[Any], dtype: Any) -> None:
    cell = {"unless": {"column": "still", "equals": equals}}
    days = ["2024-03-05"] * 4
    others = {"still": pl.Series(still, dtype=dtype)}
    assert read(cell, days, "date", **others) == [None, date(2024, 3, 5), date(2024, 3, 5), None]  # type: ignore[arg-type]
    typed = [date(2024, 3, 5)] * 4
    assert read(cell, typed, "date", pl.Date, **others) == [None, date(2024, 3, 5), date(2024, 3, 5), None]  # type: ignore[arg-type]


def test_a_code_list_knows_its_words_and_no_other() -> None:
    codes = {"codes": {"轻微": "minor", "严重": "serious"}}
    assert read(codes, ["轻微", " 严重 ", "无", "重", None]) == ["minor", "serious", None, "FAILED", None]
    assert read(codes | {"otherwise": "keep"}, ["轻微", "重", None]) == ["minor", "重", None]
    assert read(codes | {"otherwise": "null"}, ["轻微", "重", None]) == ["minor", None, None]


def test_code_lists_of_truth_values_and_whole_numbers() -> None:
    assert read({"codes": {"公示": True, "不公示": False}}, ["公示", "不公示", "x", None], "boolean") == [
        True,
        False,
        "FAILED",
        None,
    ]
    assert read({"codes": {"一": 1, "二": 2}}, ["一", "二", "三", None], "integer") == [1, 2, "FAILED", None]
    assert read({"codes": {"一": 1}, "otherwise": "keep"}, ["一", "7", "三"], "integer") == [1, 7, "FAILED"]


def test_a_code_list_of_a_list_maps_its_elements() -> None:
    codes = {"codes": {"警告": "warning", "罚款": "fine"}}
    cells = ["警告；罚款", "罚款", "罚款、拘留", "；", None]
    assert read(codes, cells, "list") == [["warning", "fine"], ["fine"], "FAILED", [], None]
    assert read(codes | {"otherwise": "null"}, cells, "list") == [["warning", "fine"], ["fine"], ["fine"], [], None]
    assert read(codes | {"otherwise": "keep"}, cells, "list") == [
        ["warning", "fine"],
        ["fine"],
        ["fine", "拘留"],
        [],
        None,
    ]


def test_a_constant_is_of_the_type_of_its_rule() -> None:
    assert read({"const": "tax"}, ["x", "y"]) == ["tax", "tax"]
    assert read({"const": True}, ["x"], "boolean") == [True]
    assert read({"const": 5}, ["x"], "integer") == [5]
    assert read({"const": "2024-03-05"}, ["x"], "date") == [date(2024, 3, 5)]
    assert read({"const": "warning"}, ["x", "y"], "list") == [["warning"], ["warning"]]


def test_what_was_expected_is_told_with_a_reason() -> None:
    how, _ = _of({"parse": "money"}, [], "money", pl.String, {})
    assert (how.reason, how.expected) == (Reason.UNREADABLE, "an amount of money in yuan, exact to the fen")
    how, _ = _of({"codes": {str(number): "x" for number in range(20)}}, [], "text", pl.String, {})
    assert how.reason == Reason.CODE_LIST
    assert how.expected == "one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …"
