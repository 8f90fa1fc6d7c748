"""A mapping: one source for each value, no option that nothing reads, and only actions that there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bonafides.packs.load import parse_pack

FILE = "mappings/fines.yaml"
Told = Callable[[str, str, str], list[str]]


def test_what_a_mapping_cannot_say_is_told(told: Callable[[str, str, str], list[str]], case: Any) -> None:
    assert told(case.file, case.old, case.new) == case.messages


def test_a_bare_null_means_the_word(told: Told) -> None:
    assert told(FILE, "codes: {轻微: minor, 严重: serious}", "codes: {轻微: minor}, otherwise: null") == []


def test_columns_are_all_that_must_be_there_once_each_in_order_of_mention(mini: dict[str, bytes]) -> None:
    mapping = parse_pack(mini, "mini").mappings["fines"]
    assert mapping.columns == (
        "代码", "编号", "操作", "原编号", "日期", "截止日", "在列", "程度", "金额(万元)", "文号", "物品", "已缴",
        "缴款日", "名称", "注册号",
    )  # fmt: skip
    assert "facts.paid" in mapping.cells
    assert "document_no" not in mapping.cells
