"""An entry clerk: see which rows did not come in, and why; mend one, and send it again."""

from __future__ import annotations

import pytest
from tests.portal.browsing import keyboard, needs_chromium
from tests.portal.journeys.conftest import Officer
from tests.portal.journeys.county import AGENCY
from tests.portal.journeys.reader import EVERY, Somebody

from bonafides.records.models import Quarantined

pytestmark = [needs_chromium, pytest.mark.parametrize("reader", EVERY, ids=str)]
CAPITAL = "注册资本(万元)"


def test_mend_a_row_and_send_it_again(somebody: Somebody, officer: Officer) -> None:
    row = Quarantined.objects.filter(batch__agency__name=AGENCY, reason="unreadable", column=CAPITAL).earliest("pk")
    somebody.opens("/agency/", as_=officer("entry-clerk"))
    somebody.stops("board")
    somebody.opens("/agency/files/", as_=officer("entry-clerk"))
    somebody.stops("files")
    somebody.goes(f"/agency/files/{row.batch_id}")
    somebody.stops("file")
    somebody.follows("Mend these rows")
    keyboard(somebody.page)
    somebody.stops("rows")
    somebody.main.locator(f"input[name^='{row.pk}-']").first.fill("100")
    somebody.presses("Send the mended rows")
    somebody.stops("mended")
    row.refresh_from_db()
    assert row.resolved_by_id
