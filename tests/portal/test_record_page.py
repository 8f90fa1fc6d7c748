"""What the page of a business is made of."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from bonafides.portal.record_page import tag, validity


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


def test_languages_as_html_knows_them() -> None:
    assert [tag(language) for language in ("zh", "ja", "en")] == ["zh-Hans", "ja", "en"]
