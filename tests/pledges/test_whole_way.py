"""The way of a pledge: told, pledged, decided at once, verified; kept, corrected, broken or false, each with what follows."""

from __future__ import annotations

from datetime import date

import pytest
from tests.pledges import world
from tests.procedures.conftest import OnDay

from bonafides.acts.act import ActRefusedError
from bonafides.documents.models import Document
from bonafides.entities.models import Entity
from bonafides.listings.records import last_of
from bonafides.measures.models import Instance
from bonafides.pledges.models import Outcome
from bonafides.procedures.cases import held
from bonafides.records.models import Record

pytestmark = pytest.mark.usefixtures("offered")


def test_decided_at_once_and_kept(on_day: OnDay) -> None:
    case = world.approved()
    assert held(case).state == "approved"
    approval = case.pledge.approval
    licence = Record.objects.get(pk=approval.licence)
    served = {one.form: one for one in Document.objects.filter(case=case.pk)}
    assert set(served) == {"pledge-notice", "pledge-text", "pledge-approval"}
    number = served["pledge-approval"].number
    assert licence.facts == {
        "licence_number": number, "licence_type": "food-trade", "procedure": "commitment", "scope": "餐饮服务（仅简单制售）",
    }  # fmt: skip
    pledge = Record.objects.get(pk=approval.commitment).facts
    assert (pledge["outcome"], pledge["due_on"]) == ("pending", "2026-05-06")
    assert (approval.method, approval.good_credit, approval.verify_by) == ("on-site", True, date(2026, 5, 6))
    assert held(case).standing(date(2026, 3, 2)).clocks["verification"].last_day == date(2026, 5, 6)
    on_day(date(2026, 4, 20))
    world.visit(case, "verify-kept", as_pledged=True)
    assert held(case).state == "kept"
    assert world.outcome_on_record(case)["outcome"] == "kept"


def test_broken_and_corrected_when_ordered_costs_nothing_more(on_day: OnDay) -> None:
    case = world.ordered(untrue=False)
    on_day(date(2026, 3, 10))
    world.visit(case, "verify-corrected", corrected_now=True)
    assert held(case).state == "corrected"
    facts = world.outcome_on_record(case)
    assert (facts["outcome"], facts["found"]) == ("corrected", "broken")
    assert last_of(case.pledge.approval.licence).valid_to is None
    assert not Instance.objects.exists()
    assert world.told().pk


@pytest.mark.parametrize(("untrue", "outcome", "may_pledge"), [(True, "false", False), (False, "broken", True)])
def test_not_corrected_the_approval_is_withdrawn(on_day: OnDay, untrue: bool, outcome: str, may_pledge: bool) -> None:
    case = world.ordered(untrue=untrue)
    with pytest.raises(ActRefusedError, match="waits until `statement` is over"):
        world.visit(case, "withdraw-approval", "4", corrected_now=False)
    on_day(date(2026, 3, 9))
    with pytest.raises(ActRefusedError, match="waits until `correction` is over"):
        world.visit(case, "withdraw-approval", "4", corrected_now=False)
    on_day(date(2026, 3, 18))
    world.visit(case, "withdraw-approval", "4", corrected_now=False)
    assert held(case).state == "approval-withdrawn"
    assert world.outcome_on_record(case)["outcome"] == outcome
    assert Outcome.objects.get(pledge__case=case).found == outcome
    licence = last_of(case.pledge.approval.licence)
    assert (licence.action, licence.valid_to) == (Record.Action.CORRECTION, date(2026, 3, 18))
    assert Instance.objects.filter(measure="no-commitment", lift=None).exists() is not may_pledge
    if may_pledge:
        assert world.told().pk
    else:
        with pytest.raises(ActRefusedError, match="ordinary-false-pledge"):
            world.told()
    assert Entity.objects.count() == 1
