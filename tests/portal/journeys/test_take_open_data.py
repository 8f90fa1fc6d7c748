"""Anyone: take what is public as a file, and see in it until when each row may be shown."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tests.portal.browsing import needs_chromium
from tests.portal.journeys.reader import EVERY, Somebody

pytestmark = [needs_chromium, pytest.mark.parametrize("reader", EVERY, ids=str)]


def test_take_open_data(somebody: Somebody, tmp_path: Path) -> None:
    somebody.opens("/")
    somebody.from_the_foot("Open data")
    somebody.stops("page")
    with somebody.page.expect_download() as coming:
        somebody.goes("/cn.registration.csv")
    somebody.pages.complaints.clear()  # a download is no page: the browser calls that a failure
    kept = tmp_path / "kept.csv"
    coming.value.save_as(kept)
    with kept.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert rows
    assert {"code", "public_until"} <= rows[0].keys()
