"""The mark that keeps a spreadsheet from running a cell: on what would run, on nothing else, and off again exactly."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonafides.records.ingest.marks import marked, unmarked


def mark(*cells: str | None) -> list[str | None]:
    return pl.DataFrame({"a": cells}, schema={"a": pl.String}).select(marked(pl.col("a")))["a"].to_list()


def unmark(*cells: str | None) -> list[str | None]:
    return pl.DataFrame({"a": cells}, schema={"a": pl.String}).select(unmarked(pl.col("a")))["a"].to_list()


@pytest.mark.parametrize(
    "cell",
    [
        '=HYPERLINK("x")', "+1", "@SUM(1)", "-1+cmd|' /C calc'!A0", "-x", "--1", "\tx", "\rx", "\nx", "＝1", "＋1",
        "＠x", "－1", "'=1", "''+1", " =1", "\u3000＝1", "\ufeff=1",
    ],
)  # fmt: skip
def test_what_a_spreadsheet_would_run(cell: str) -> None:
    assert mark(cell) == ["'" + cell]
    assert unmark("'" + cell) == [cell]


@pytest.mark.parametrize(
    "cell", [None, "", "-5", "-1,000.50", "-.5", "-12%", "-", "——", "a=1", "'", "'a", "'-5", "1+1", "张三", "'数"]
)
def test_what_is_left_alone(cell: str | None) -> None:
    assert mark(cell) == unmark(cell) == [cell]


@given(st.lists(st.text(st.sampled_from("'=+-@＝＋＠－\t\r\n 0.,%a公"), max_size=6)))
def test_off_again_exactly(cells: list[str]) -> None:
    assert unmark(*mark(*cells)) == cells
    for cell in mark(*cells):
        assert not (cell or "").lstrip().startswith(tuple("=+@＝＋＠－"))
