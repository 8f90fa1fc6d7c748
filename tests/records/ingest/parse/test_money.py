"""Amounts: whatever way a number of fen is written, that number comes out, and nothing else passes for one."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bonafides.packs.facts import LARGEST_EXACT
from bonafides.records.ingest.parse.money import PLACES, money

Apply = Callable[..., list[Any]]
FULL_WIDTH = str.maketrans("0123456789,.+-()¥", "０１２３４５６７８９，．＋－（）￥")
IN_CELL = {"元": 2, "千": 5, "千元": 5, "万": 6, "万元": 6, "百万元": 8, "千万元": 9, "亿": 10, "亿元": 10}
FEN = st.one_of(st.integers(-LARGEST_EXACT, LARGEST_EXACT), st.integers(-10_000, 10_000))


def written(fen: int, places: int, *, commas: bool, zeros: int) -> str:
    digits = str(abs(fen)).rjust(places + 1, "0")
    whole, part = digits[:-places], digits[-places:].rstrip("0") + "0" * zeros
    if commas:
        whole = f"{int(whole):,}"
    return ("-" if fen < 0 else "") + whole + (f".{part}" if part else "")


@settings(max_examples=100, deadline=None)
@given(
    fen=FEN, unit=st.sampled_from(sorted(PLACES)), in_cell=st.sampled_from(["", *IN_CELL]), commas=st.booleans(),
    zeros=st.integers(0, 3), bracket=st.booleans(), full=st.booleans(), sign=st.sampled_from(["", "¥", "￥"]),
    blank=st.sampled_from(["", " ", "\u3000"]), tail=st.sampled_from(["", "整", "人民币"]),
)  # fmt: skip
def test_what_is_written_is_what_is_read(
    apply: Apply, fen: int, unit: str, in_cell: str, commas: bool, zeros: int, bracket: bool, full: bool, sign: str,
    blank: str, tail: str,
) -> None:  # fmt: skip
    amount = sign + written(fen, IN_CELL.get(in_cell, PLACES[unit]), commas=commas, zeros=zeros)
    behind = in_cell + (tail if in_cell.endswith("元") else "")
    cell = amount + blank + (f"({behind})" if bracket and behind else behind)
    cell = cell.translate(FULL_WIDTH) if full else cell
    assert apply(lambda column: money(column, unit), [cell]) == [fen]


@settings(max_examples=100, deadline=None)
@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12),
    st.sampled_from(sorted(PLACES)),
)
def test_an_amount_is_exact_or_none(apply: Apply, amount: Decimal, unit: str) -> None:
    exact = amount.scaleb(PLACES[unit])
    expected = int(exact) if exact == exact.to_integral_value() and abs(exact) <= LARGEST_EXACT else None
    (found,) = apply(lambda column: money(column, unit), [format(amount, "f")])
    assert found == expected
    assert found is None or type(found) is int


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        ("1,000(万元)", 1_000_000_000), ("1,000（万元）", 1_000_000_000), ("1000.5", 1_000_500_000), ("￥12 元", 1_200),
        ("3亿元", 30_000_000_000), ("5千万", 5_000_000_000), ("0", 0), ("-0.00", 0), ("-¥5元", -500), ("¥-5元", -500),
        ("100元整", 10_000), ("100元(人民币)", 10_000), ("0.000001", 1), ("1.00元", 100), ("007", 7_000_000),
        ("5.", 5_000_000),
    ],
)  # fmt: skip
def test_what_chinese_files_write(apply: Apply, cell: str, fen: int) -> None:
    assert apply(lambda column: money(column, "万元"), [cell]) == [fen]


@pytest.mark.parametrize(
    "cell",
    ["", "x", "壹万元", "1,50", "1,0000", "1,000,00", ",100", "1.2.3", "--5", "+-5", "5-", "1e3", "0x10", "٣", "½",
     "0.001元", "0.0000001", "1万5千", "5 6", "5元元", "NaN", "inf", "12%", "$5", "9007199254740992分"],
)  # fmt: skip
def test_what_is_no_amount_or_not_exact_is_none(apply: Apply, cell: str) -> None:
    assert apply(lambda column: money(column, "万元"), [cell]) == [None]


def test_an_amount_that_is_too_large_for_json_is_none(apply: Apply) -> None:
    cells = [str(LARGEST_EXACT // 100), "90071992547409.91", "90071992547409.92", "9" * 40, None]
    assert apply(lambda column: money(column, "元"), cells) == [9007199254740900, LARGEST_EXACT, None, None, None]
