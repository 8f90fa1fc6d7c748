"""What the page of a business is made of."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override

from bonafides.portal.public.record import record_context, tag, validity


@pytest.mark.parametrize(
    ("begins", "ends", "told"),
    [
        ("2024-01-01", None, ""),
        ("2024-02-01", None, "from 2024-02-01"),
        ("2024-01-01", "2024-03-01", "2024-01-01 to 2024-02-29"),
    ],
)
def test_people_read_the_last_day_that_is_inside(begins: str, ends: str | None, told: str) -> None:
    with override("en"):
        assert validity({"event_date": "2024-01-01", "valid_from": begins, "valid_to": ends}) == told


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["Former name", "Trade name", "Former trade name", "Former name in another language"]),
        ("zh-hans", ["曾用名", "字号", "曾用字号", "曾用外文名称"]),
    ],
)
def test_a_former_name_says_what_it_was(db: None, language: str, told: list[str]) -> None:
    uses = [("registered", True), ("registered", False), ("trade", True), ("trade", False), ("foreign", False)]
    names = [
        {"use": use, "current": current, "name": f"{use} {current}", "language": "zh", "valid_from": "2024-01-01"}
        for use, current in uses
    ]
    record = {
        "scheme": "uscc", "code": "X", "kind": "enterprise", "names": names, "aliases": [], "one_with": [], "records": {},
        "known_at": "2026-11-22T13:38:00+00:00",
    }  # fmt: skip
    with override(language):
        context = record_context(record, date(2026, 11, 22), None)
    assert context["title"] == "registered True"
    assert [row["title"] for row in context["identity"][2:]] == told


def test_languages_as_html_knows_them() -> None:
    assert [tag(language) for language in ("zh", "ja", "en")] == ["zh-Hans", "ja", "en"]
