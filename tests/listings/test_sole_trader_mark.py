"""ABN-09: a sole-trader business is marked, not listed; from the proposal to the day on which the mark is gone."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from tests.listings import way
from tests.listings.test_abnormal import MISSED
from tests.procedures import world
from tests.procedures.conftest import OnDay

from bonafides.acts.act import ActRefusedError
from bonafides.entities.models import Entity
from bonafides.listings.models import Listing, ListingEnd
from bonafides.measures.models import Instance
from bonafides.procedures.acts.open_case import open_case
from bonafides.procedures.cases import held
from bonafides.procedures.models import Case
from bonafides.records.models import Record
from bonafides.sharing.public_record import public_record

pytestmark = pytest.mark.usefixtures("listed")
SHOP = "92990000MA0TEXT20U"


@pytest.fixture
def shop(listed: None) -> Entity:
    """A sole-trader business, known by a penalty."""
    return world.penalty("P-9", SHOP).entity


def opened(shop: Entity, procedure: str = "sole-trader-mark", **given: Any) -> Case:
    return open_case(world.acting("1"), procedure, entity=shop, fields=MISSED | given)


def marked(on_day: OnDay, shop: Entity) -> Case:
    case = opened(shop)
    world.step(case, "serve-notice")
    on_day(date(2026, 3, 6))
    world.step(case, "decide", "3", fields={"authority": "Market regulation"})
    world.step(case, "publish", "2")
    return case


def shown() -> list[dict[str, Any]]:
    read = json.loads(public_record("uscc", SHOP) or '{"records": {}}')
    found: list[dict[str, Any]] = read["records"].get("cn/abnormal-operations", [])
    return found


def test_a_sole_trader_is_not_listed(shop: Entity) -> None:
    with pytest.raises(ActRefusedError, match="`abnormal_form_due` to be listed, it is marked"):
        opened(shop, "abnormal-listing")


def test_marked_shown_and_restored_when_the_report_is_filed(on_day: OnDay, shop: Entity) -> None:
    case = marked(on_day, shop)
    listing = Listing.objects.get(entity=shop)
    record = way.record_of(case)
    assert (record.facts["form"], record.facts["reason"], record.valid_to) == ("marked", "annual-report", None)
    assert [one["facts"]["form"] for one in shown()] == ["marked"]
    assert set(shown()[0]["facts"]) == {"form", "reason", "authority"}, (
        "the business under its code, never its operator"
    )
    on_day(date(2026, 4, 1))
    removal = way.applied(record, "abnormal-removal")
    assert held(removal).standing(date(2026, 4, 1)).clocks["decision-due"].last_day == date(2026, 4, 9)
    world.step(removal, "verify", "1", fields={"cured": True, "removal_reason": "report-filed"}, files=[world.file()])
    on_day(date(2026, 4, 3))
    world.step(removal, "remove", "3", fields={"removal_reason": "report-filed"})
    assert (held(case).state, held(removal).standing(date(2026, 4, 3)).ended) == ("removed", True)
    end = ListingEnd.objects.get(listing=listing)
    assert (end.how, end.on) == ("removed", date(2026, 4, 3))
    assert shown() == [], "no longer in the state, no longer shown"
    assert not Instance.objects.filter(entity=shop, trigger_kind="listing", lift=None).exists()


def test_a_mark_made_in_error_is_revoked(on_day: OnDay, shop: Entity) -> None:
    case = marked(on_day, shop)
    record = way.record_of(case)
    world.step(case, "revoke", "3", fields={"why_not": "The report had been filed in time."})
    ended = way.ended_record(record)
    assert ended is not None
    assert ended.action == Record.Action.ANNULMENT
    assert (held(case).state, shown()) == ("in-error", [])
