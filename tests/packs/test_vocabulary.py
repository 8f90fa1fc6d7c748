"""The words that every file of a pack shares."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from bonafides.packs.vocabulary import Agency, InForce

KIND = "catalogue/fine.yaml"


def test_a_period_holds_from_its_first_day_and_no_longer_on_its_last() -> None:
    span = InForce.model_validate({"from": date(2021, 9, 1), "to": date(2025, 12, 25)})
    days = [date(2021, 8, 31), date(2021, 9, 1), date(2025, 12, 24), date(2025, 12, 25)]
    assert [span.covers(day) for day in days] == [False, True, True, False]
    assert InForce.model_validate({"from": date(2021, 9, 1)}).covers(date(9999, 12, 31))


def test_what_is_not_of_the_vocabulary_is_told(told: Callable[[str, str, str], list[str]], case: Any) -> None:
    assert told(case.file, case.old, case.new) == case.messages


def test_names_of_fields_in_our_code_are_no_names_in_a_pack(told: Callable[[str, str, str], list[str]]) -> None:
    """`x-title` is read into a field `title`; JSON Schema's own `title` is not it."""
    missing, stray = told(KIND, "x-title: {zh: 金额, en: Amount}", "title: {zh: 金额, en: Amount}")
    assert missing.endswith(":29: facts.properties.amount: expected an entry `x-title`, came none; add `x-title: …`")
    assert ":30: facts.properties.amount.title: expected an entry that belongs here, came `title`" in stray


def test_no_agency_is_called_like_whoever_runs_an_installation() -> None:
    with pytest.raises(ValueError, match="expected another name than those of whoever runs an installation"):
        Agency.model_validate({"id": "operator", "title": {"en": "We"}})
