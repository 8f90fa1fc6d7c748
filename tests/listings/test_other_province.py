"""Where a business is registered in another province: pushed there in ten working days, published there in ten more."""

from __future__ import annotations

from datetime import date

import pytest
from tests.listings import test_publicity as penalties
from tests.listings import way
from tests.procedures import world
from tests.procedures.conftest import OnDay

from bonafides.acts.act import ActRefusedError
from bonafides.acts.ends import expire
from bonafides.listings.models import Publication
from bonafides.measures.models import Instance
from bonafides.procedures.cases import held
from bonafides.procedures.models import Case

pytestmark = pytest.mark.usefixtures("listed")
PUSHED, RECEIVED = date(2026, 3, 16), "2026-03-17"


def test_a_penalty_is_pushed_and_published_there(on_day: OnDay) -> None:
    case = penalties.opened(route="push-to-province")
    assert held(case).standing(world.today()).clocks["publication-due"].last_day == date(2026, 3, 16)  # 10, not 20
    world.step(case, "redact", fields={"violation": "As published.", "text_as_served": True})
    world.step(case, "secrecy-review", "2", fields={"no_secret": True})
    world.step(case, "second-review", "2", fields={"redactions_right": True})
    on_day(PUSHED)
    with pytest.raises(ActRefusedError, match="needs `received_on`"):
        world.step(case, "push", fields={"pushed_to": "Market regulation of the province"})
    on_day(date(2026, 3, 17))
    world.step(case, "push", fields={"pushed_to": "Market regulation of the province", "received_on": RECEIVED})
    clocks = held(case).standing(world.today()).clocks
    assert clocks["publication-due"].over, "pushed a day late: the board says so"
    assert clocks["pushed-publication-due"].last_day == date(2026, 3, 31)
    on_day(date(2026, 3, 30))
    world.step(case, "publish", "2")
    assert way.record_of(case).facts["violation"] == "As published."
    assert not held(case).standing(world.today()).clocks["pushed-publication-due"].over


def listing(on_day: OnDay) -> Case:
    case = way.served(on_day, route="push-to-province")
    assert held(case).standing(way.SERVED).clocks["publication-due"].last_day == date(2026, 3, 24)
    on_day(way.PUBLISHED)
    world.step(case, "push", "2", fields={"pushed_to": "Market regulation of the province"})
    return case


def test_a_listing_is_pushed_published_there_and_ends_by_its_term(on_day: OnDay) -> None:
    case = listing(on_day)
    assert held(case).standing(way.PUBLISHED).clocks["pushed-publication-due"].last_day == date(2026, 3, 26)
    assert not Publication.objects.exists()
    assert Instance.objects.filter(trigger_kind="listing").exists(), "in force since the service, wherever it is shown"
    on_day(date(2026, 3, 26))
    world.step(case, "publish", "2")
    assert way.record_of(case).valid_to == date(2029, 3, 10)
    on_day(date(2029, 3, 12))
    expire(date(2029, 3, 12))
    assert held(case).state == "expired"
    assert not Instance.objects.filter(trigger_kind="listing", lift=None).exists()


def test_a_late_place_of_registration_is_escalated_once(on_day: OnDay) -> None:
    case = listing(on_day)
    on_day(date(2026, 3, 30))
    first = expire(date(2026, 3, 30))
    assert any("procedures" in str(one) for one in first.ended)
    assert expire(date(2026, 3, 30)).ended == []
    assert held(case).state == "pushed"
    world.step(case, "publish", "2")
    assert held(case).state == "published"
