"""A business: read what is recorded of it, object, say its own word, and apply for repair; each is a guided form."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.portal.browsing import keyboard, needs_chromium
from tests.portal.journeys.conftest import Speaks, first_business
from tests.portal.journeys.county import START
from tests.portal.journeys.reader import PAIR, Somebody, paper
from tests.remedies import world

from bonafides.procedures.models import Case

pytestmark = [needs_chromium, pytest.mark.parametrize("reader", PAIR, ids=str)]
PAGE = f"/business/records/cn/{world.MARKET}/P-1"


@pytest.fixture
def code(register: None) -> str:
    """A business with a penalty of which all is done."""
    code, day = first_business(), START - timedelta(days=100)
    world.penalty("P-1", code, day)
    world.done("fine", "D-1", day + timedelta(days=10), code=code)
    world.done("rectification", "D-2", day + timedelta(days=20), code=code)
    return code


def test_object_reply_and_apply_for_repair(somebody: Somebody, speaks: Speaks, code: str) -> None:
    somebody.opens("/business/", as_=speaks(code))
    somebody.follows("Read your record in full")
    somebody.stops("record")
    somebody.goes("/business/record/cn/administrative-penalty")
    somebody.stops("penalties")
    somebody.goes(PAGE)
    keyboard(somebody.page)
    somebody.stops("about-the-record")

    somebody.presses("Object to this record")
    somebody.presses("Save and go on")
    somebody.is_refused()
    somebody.stops("refused")
    somebody.gives(ground="error")
    somebody.presses("Save and go on")
    somebody.gives(statement="罚款金额有误。")
    somebody.presses("Save and go on")
    somebody.gives(file=paper("receipt.pdf"))
    somebody.presses("Save and go on")
    somebody.stops("look-it-over")
    sends(somebody)
    somebody.stops("received")
    assert Case.objects.latest("pk").procedure == "objection"

    somebody.opens(PAGE, as_=speaks(code))
    somebody.presses("Reply")
    somebody.gives(text="我们已经整改。")
    somebody.presses("Save and go on")
    sends(somebody)

    somebody.opens(PAGE, as_=speaks(code))
    somebody.presses("Apply for repair")
    somebody.stops("repair")
    somebody.presses("Save and go on")
    somebody.ticks("commit")
    somebody.presses("Save and go on")
    sends(somebody)
    case = Case.objects.latest("pk")
    somebody.goes(f"/business/matters/{case.pk}")
    somebody.stops("matter")

    somebody.opens(f"/entities/uscc/{code}")
    somebody.finds("我们已经整改。")
    somebody.stops("what-all-see")


def sends(somebody: Somebody) -> None:
    """Look it over, vow, send."""
    somebody.arrives(r"/business/drafts/[0-9a-f-]+/check")
    somebody.ticks("vow")
    somebody.presses("Send")
    somebody.arrives(r"/business/sent/\d+")
