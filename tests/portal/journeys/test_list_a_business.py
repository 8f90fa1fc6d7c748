"""Three officers: a case of a listing from its notice to its publication, each by their own hand; then anybody reads it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.portal.browsing import keyboard, needs_chromium
from tests.portal.journeys.conftest import Officer, OnDay
from tests.portal.journeys.county import START
from tests.portal.journeys.reader import PAIR, Somebody, paper

from bonafides.procedures.models import Case

pytestmark = [needs_chromium, pytest.mark.parametrize("reader", PAIR, ids=str)]


def test_list_a_business(somebody: Somebody, officer: Officer, on_day: OnDay, proposed: Case) -> None:
    case, about = f"/agency/cases/{proposed.pk}", proposed.record
    # All sit down first: whoever did so later would share the connection with a page that is still being served.
    for role, place in (("case-officer", 0), ("reviewer", 0), ("decider", 1), ("decider", 0)):
        officer(role, place)
    somebody.opens("/agency/", as_=officer("case-officer"))
    somebody.stops("board")
    somebody.goes(case)
    keyboard(somebody.page)
    somebody.stops("case")
    somebody.goes("/steps/serve-notice")
    somebody.sends()
    somebody.is_refused()
    somebody.stops("refused")
    somebody.gives(files=paper("notice.pdf"))
    somebody.sends()
    somebody.arrives(case)
    somebody.stops("notified")

    on_day(START + timedelta(days=20))
    somebody.opens(f"{case}/steps/legal-review", as_=officer("reviewer"))
    somebody.gives(opinion="程序合法。", files=paper("review.pdf"))
    somebody.sends()
    somebody.arrives(case)
    somebody.opens(f"{case}/steps/superior-consent", as_=officer("decider", 1))
    somebody.gives(files=paper("consent.pdf"))
    somebody.sends()
    somebody.arrives(case)

    somebody.opens(case, as_=officer("decider"))
    somebody.goes("/steps/decide-listing")
    somebody.stops("deciding")
    for name in ("vile", "serious", "harmful"):
        on = f"record:{about.agency.name}/{about.source_ref}" if about else ""
        somebody.gives(**{f"{name}-holds": "yes", f"{name}-text": "见处罚决定书。", f"{name}-on": on})
    somebody.gives(no_intent_proved="no", files=paper("decision.pdf"))
    somebody.sends()
    somebody.arrives(case)
    somebody.stops("decided")

    somebody.opens(f"{case}/steps/serve-decision", as_=officer("case-officer"))
    somebody.gives(files=paper("served.pdf"))
    somebody.sends()
    somebody.goes("/steps/publish")
    somebody.gives(files=paper("published.pdf"))
    somebody.sends()
    somebody.arrives(case)

    somebody.opens(f"/listings/?code={proposed.entity.code}")
    somebody.finds(proposed.entity.code)
    somebody.stops("listed")
