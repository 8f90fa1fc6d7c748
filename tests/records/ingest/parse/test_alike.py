"""A cell says the same whatever stands beside it: a whole column that is plainly written is read faster, never otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bonafides.records.ingest.parse.dates import date
from bonafides.records.ingest.parse.money import PLACES, money
from bonafides.records.ingest.parse.text import integer

Apply = Callable[..., list[Any]]
DAYS = ("2024-03-05", "2024.3.5", "2024年3月5日", "20240305", "2024-02-30", "９９９", "2024-03-05 10:30", "soon")
NUMBERS = ("7", "-7", "+7", "1,000", "12.0", "１２", "9007199254740991", "9007199254740992", "007", "7 8", "twelve")
AMOUNTS = (
    "1.20",
    "-1.20",
    "1",
    "1.2",
    "1.234",
    "1,000(万元)",
    "3亿元",
    "￥12 元",
    "9999999999.99",
    "99999999999999.99",
    "x",
)
RULES: dict[str, tuple[tuple[str, ...], Callable[[pl.Expr], pl.Expr]]] = {
    "date": (DAYS, date), "integer": (NUMBERS, integer),
    **{unit: (AMOUNTS, lambda cell, unit=unit: money(cell, unit)) for unit in PLACES},  # type: ignore[misc]
}  # fmt: skip  # a default argument of a lambda has no type


@pytest.mark.parametrize("rule", RULES)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_cell_is_read_alike_among_any_others(apply: Apply, rule: str, data: st.DataObject) -> None:
    cells, read = RULES[rule]
    column = data.draw(st.lists(st.sampled_from([*cells, None]), max_size=8))
    assert apply(read, column) == [apply(read, [cell])[0] for cell in column]


@pytest.mark.parametrize("unit", sorted(PLACES))
@settings(max_examples=60, deadline=None)
@given(whole=st.integers(-(10**14), 10**14), part=st.none() | st.integers(0, 99))
def test_a_plainly_written_amount_is_what_it_says(apply: Apply, unit: str, whole: int, part: int | None) -> None:
    """Held against the other way of reading, which a mark of the currency makes it take."""
    amount = str(whole) if part is None else f"{whole}.{part:02d}"
    assert (
        apply(lambda cell: money(cell, unit), [amount, f"¥{amount}".replace("¥-", "-¥")])
        == [apply(lambda cell: money(cell, unit), [amount])[0]] * 2
    )
