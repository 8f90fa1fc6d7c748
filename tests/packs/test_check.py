"""The pack as a whole: every name that one file takes from another is there, and every value fits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

PACK, KIND, LAW = "pack.yaml", "catalogue/fine.yaml", "instruments.yaml"
Told = Callable[[str, str, str], list[str]]


def test_what_does_not_fit_is_told(told: Told, case: Any) -> None:
    assert told(case.file, case.old, case.new) == case.messages


def test_a_title_that_lacks_a_language_is_told_wherever_it_is(told: Told) -> None:
    messages = told(PACK, "languages: [zh, en]", "languages: [zh, en, ja]")
    expected = "expected a text in each language of the pack (zh, en, ja), came one in zh, en; add `ja: …`"
    assert len(messages) == 18
    assert messages[0] == f"agencies.yaml:2: [1].title: {expected}"


def test_a_fact_may_be_called_title(told: Told) -> None:
    assert told(KIND, "    paid:\n", "    title:\n      x-title: {zh: 标题, en: Title}\n      x-disclosure: public\n"
                "      type: string\n    paid:\n") == []  # fmt: skip


def test_every_place_that_misses_a_thing_is_told(told: Told) -> None:
    assert len(told(LAW, "id: PP-45", "id: PP-44")) == 2
