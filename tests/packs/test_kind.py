"""A kind of record: publicity closed and never twice in force, and no word of a fact that the kind does not have."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from bonafides.packs.load import load_pack


def test_what_a_kind_cannot_be_is_told(told: Callable[[str, str, str], list[str]], case: Any) -> None:
    assert told(case.file, case.old, case.new) == case.messages


def test_the_period_of_a_class_is_the_one_in_force_on_the_day(packs: Path) -> None:
    publicity = load_pack(packs / "cn").catalogue["administrative-penalty"].publicity
    months = {
        day: (period.months, period.basis)
        for day in (date(2025, 12, 24), date(2025, 12, 25))
        if (period := publicity.period("general", day)) is not None
    }
    assert [found[0] for found in months.values()] == [36, 12]
    assert publicity.period("general", date(2021, 8, 31)) is None
    assert publicity.period("nothing", date(2025, 12, 25)) is None
