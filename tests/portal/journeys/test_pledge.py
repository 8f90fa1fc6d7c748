"""A business and an officer: read the conditions, pledge, and have the licence at once."""

from __future__ import annotations

import pytest
from tests.portal.browsing import needs_chromium
from tests.portal.journeys.conftest import Officer, Speaks, first_business
from tests.portal.journeys.reader import PAIR, Somebody, paper

from bonafides.procedures.models import Case

pytestmark = [needs_chromium, pytest.mark.parametrize("reader", PAIR, ids=str)]


def test_pledge_and_have_the_licence(somebody: Somebody, speaks: Speaks, officer: Officer) -> None:
    code = first_business()
    somebody.opens("/business/", as_=speaks(code))
    somebody.stops("overview")
    somebody.follows("Apply for a licence, or pledge for one")
    somebody.stops("what-there-is")
    somebody.main.locator("form:has([value='restaurant-simple'][name='name']) button").click()
    somebody.stops("conditions")
    somebody.presses("Save and go on")
    somebody.is_refused()
    somebody.ticks("read")
    somebody.presses("Save and go on")
    somebody.stops("look-it-over")
    somebody.ticks("vow")
    somebody.presses("Send")
    somebody.arrives(r"/business/sent/\d+")
    somebody.stops("receipt")
    case = Case.objects.latest("pk")

    somebody.goes(f"/business/matters/{case.pk}")
    somebody.main.locator("form:has([name='name'][value='pledge']) button").click()
    somebody.ticks("read")
    for given in ({}, {}, {"signer": "owner"}, {"complete": "yes"}, {"file": paper("plan.pdf")}):
        somebody.gives(**given)
        somebody.presses("Save and go on")
    somebody.arrives(r"/business/drafts/[0-9a-f-]+/check")
    somebody.stops("pledge")
    somebody.ticks("vow")
    somebody.presses("Send")
    somebody.arrives(r"/business/sent/\d+")

    somebody.opens(f"/agency/cases/{case.pk}/steps/approve", as_=officer("decider"))
    somebody.stops("approving")
    somebody.sends()
    somebody.arrives(f"/agency/cases/{case.pk}")

    somebody.opens(f"/business/matters/{case.pk}", as_=speaks(code))
    somebody.stops("approved")
    somebody.main.locator("a[href^='/documents/']").first.click()
    somebody.stops("licence")
