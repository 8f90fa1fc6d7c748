"""What a case expects beside what came."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bonafides.standards.packtest.compare import agrees, written


@pytest.mark.parametrize(
    ("expected", "came", "same"),
    [
        (3, Decimal(3), True), ("0.30", Decimal("0.3"), True), (3, Decimal(4), False), ("x", Decimal(3), False),
        (True, Decimal(1), False), (True, True, True), (True, "true", False), (None, None, True), (None, False, False),
        ("a", "a", True), (date(2026, 1, 1), date(2026, 1, 1), True), ("2026-01-01", date(2026, 1, 1), False),
        (("a",), ("a",), True), (("a",), ("a", "b"), False), ((), None, False),
        ({"a": 1}, {"a": Decimal(1), "b": "x"}, True), ({"a": 1, "c": 1}, {"a": Decimal(1)}, False), ({"a": 1}, None, False),
    ],
)  # fmt: skip
def test_values_agree(expected: Any, came: Any, same: bool) -> None:
    assert agrees(expected, came) is same


def test_values_are_written_as_a_case_writes_them() -> None:
    value = {"a": Decimal("1.50"), "b": (True, None), "c": date(2026, 1, 2)}
    assert written(value) == "{a: 1.50, b: [true, nothing (null)], c: 2026-01-02}"
