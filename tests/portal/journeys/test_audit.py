"""An auditor: see which deadlines were kept, whether the ledger is whole, and the receipt of an act."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.portal.browsing import keyboard, needs_chromium
from tests.portal.journeys.conftest import Officer
from tests.portal.journeys.reader import EVERY, Somebody

from bonafides.acts.models import Act

pytestmark = [needs_chromium, pytest.mark.parametrize("reader", EVERY, ids=str)]


def test_deadlines_and_the_ledger(somebody: Somebody, officer: Officer) -> None:
    somebody.opens("/oversight/", as_=officer("auditor"))
    somebody.reads("Periods of the law")
    keyboard(somebody.page)
    somebody.stops("oversight")
    somebody.from_the_foot("The ledger")
    somebody.fills("Number of the act", "999999999")
    somebody.presses("Show the receipt")
    somebody.is_refused_at("refused")
    somebody.stops("no-such-act")
    act = Act.objects.earliest("pk").pk
    somebody.fills("Number of the act", str(act))
    somebody.presses("Show the receipt")
    somebody.reads("Act %(asked)s stands in the log", asked=act)
    somebody.stops("receipt")
    with somebody.page.expect_download() as saving:
        somebody.follows("Save the receipt as a file")
    assert saving.value.suggested_filename == f"act-{act}.tlog-proof"
    assert "tlog-proof" in Path(saving.value.path()).read_text("utf-8")


def test_only_an_auditor_oversees(somebody: Somebody, officer: Officer) -> None:
    somebody.opens("/oversight/", as_=officer("case-officer"), status=403)
    somebody.stops("not-for-you")
