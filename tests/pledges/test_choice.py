"""A pledge is a choice, for those who may: papers promised, a change of mind, and every way into the ordinary procedure."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from tests.pledges import world
from tests.procedures.conftest import OnDay

from bonafides.acts.act import ActRefusedError, NotPermittedError
from bonafides.documents.models import Document
from bonafides.pledges.acts.close_item import close_item
from bonafides.procedures.board import board
from bonafides.procedures.cases import held
from bonafides.procedures.models import Case, Step

pytestmark = pytest.mark.usefixtures("offered")
PROMISED = {"complete": False, "missing": ["staff-health"], "papers_by": "2026-03-16"}


def ordinary_of(case: Case) -> Case:
    """The case by which the application goes on."""
    [other] = Case.objects.filter(procedure="licence", entity=case.entity)
    return other


def test_papers_promised_with_good_credit_are_accepted_first_and_decided_when_they_come(on_day: OnDay) -> None:
    case = world.pledged(world.told(), **PROMISED)
    with pytest.raises(ActRefusedError, match="`pledge_acceptance` to be decide-at-once, it is accept-first"):
        world.step(case, "approve", "3")
    world.step(case, "accept-first", "1")
    clock = held(case).standing(date(2026, 3, 2)).clocks["papers"]
    assert (clock.last_day, clock.stopped) == (date(2026, 3, 16), None)
    on_day(date(2026, 3, 5))
    with pytest.raises(ActRefusedError, match="decide-at-once, it is accept-first"):
        world.step(case, "deliver-papers", "7", fields={"complete": False}, files=[world.paper()])
    world.step(case, "deliver-papers", "7", fields={"complete": True}, files=[world.paper()])
    world.step(case, "approve", "3")
    assert held(case).state == "approved"


def test_a_promise_that_is_not_kept_costs_the_pledge_and_nothing_else(on_day: OnDay) -> None:
    case = world.pledged(world.told(), **PROMISED)
    world.step(case, "accept-first", "1")
    with pytest.raises(ActRefusedError, match="waits until `papers` is over"):
        world.step(case, "refer-late", "1", fields={"why": "No certificates came."})
    on_day(date(2026, 3, 17))
    world.step(case, "refer-late", "1", fields={"why": "No certificates came."})
    assert ordinary_of(case).opened_on == date(2026, 3, 17)
    assert not hasattr(case.pledge, "approval")


WRONG = (
    ({"complete": False, "missing": ["kitchen-plan"], "papers_by": "2026-03-10"}, "may not be promised"),
    ({"complete": False, "missing": ["staff-health"], "papers_by": "2026-03-17"}, "up to 2026-03-16"),
    ({"complete": False, "missing": ["staff-health"], "papers_by": "2026-03-02"}, "a day after 2026-03-02"),
    ({"complete": False, "missing": ["dispatch-rules"], "papers_by": "2026-03-10"}, "a paper of `restaurant-simple`"),
    ({"complete": True, "missing": ["staff-health"]}, "say the one or the other"),
    ({"complete": False, "papers_by": "2026-03-10"}, "`missing` names none"),
    ({"complete": True, "signer": "cook"}, "legal-representative, owner, agent"),
)


def test_a_promise_that_may_not_be_made_is_refused_with_the_mend() -> None:
    case = world.told()
    for fields, told in WRONG:
        with pytest.raises(ActRefusedError, match=told), transaction.atomic():
            world.pledged(case, **fields)
    assert not hasattr(Case.objects.get(pk=case.pk), "pledge")


def test_with_bad_credit_a_promise_is_not_enough_and_the_ordinary_procedure_goes_on_with_the_papers() -> None:
    world.recorded(
        "administrative-penalty", "P-9", date(2025, 10, 1),
        penalty_types=["fine"], field="food", severity="serious", procedure="ordinary", fine=100,
    )  # fmt: skip
    case = world.pledged(world.told(), **PROMISED)
    with pytest.raises(ActRefusedError, match="accept-first, it is ordinary"):
        world.step(case, "accept-first", "1")
    world.step(case, "refer", "1", fields={"why": "A serious penalty is on record."})
    other = ordinary_of(case)
    assert Step.objects.get(case=other, number=0).files == Step.objects.get(case=case, step="pledge").files
    assert Document.objects.filter(case=case.pk, form="pledge-referral").exists()


def test_a_change_of_mind_before_the_approval_and_none_after(on_day: OnDay) -> None:
    case = world.told()
    world.step(case, "change-mind", "7", fields={"why": "We would rather be visited first."})
    assert held(case).state == "ordinary"
    other = ordinary_of(case)
    clock = held(other).standing(date(2026, 3, 2)).clocks["told-once"]
    assert clock.last_day == date(2026, 3, 9)
    again = world.pledged(world.told())
    world.step(again, "approve", "3")
    with pytest.raises(ActRefusedError, match="change-mind"):
        world.step(again, "change-mind", "7", fields={"why": "No more."})


def test_who_pledged_decides_nothing_and_a_decision_that_waits_is_on_the_board(on_day: OnDay) -> None:
    case = world.pledged(world.told())
    with pytest.raises(NotPermittedError):
        world.step(case, "approve", "7")
    on_day(date(2026, 3, 3))
    task = next(one for one in board("cn", "market-regulation") if one.case == case.pk)
    assert (task.clock, task.due, task.overdue) == ("at-once", date(2026, 3, 2), True)


def test_one_case_an_item_at_a_time_and_no_item_that_is_not_open() -> None:
    world.told()
    with pytest.raises(ActRefusedError, match="is open already"):
        world.told()
    with pytest.raises(ActRefusedError, match="opened to pledges on 2026-03-02, came `labour-dispatch`"):
        world.told("labour-dispatch")
    with pytest.raises(NotPermittedError, match="for human-resources to open"):
        world.open_the_item("labour-dispatch")
    with pytest.raises(ActRefusedError, match="open to pledges since"):
        world.open_the_item()
    close_item(world.acting("3"), world.ITEM)
    with pytest.raises(ActRefusedError, match="is not open to pledges"):
        close_item(world.acting("3"), world.ITEM)


def test_who_may_not_pledge_is_told_by_which_rule() -> None:
    for kind, facts, valid_to in (
        ("serious-violation-listing", {"item": "5-1", "penalty_document_no": "1"}, date(2029, 1, 1)),
        ("credit-commitment", {"commitment_type": "approval", "matter": "另案", "outcome": "false"}, None),
    ):
        with pytest.raises(ActRefusedError, match="commitment, it is ordinary-"), transaction.atomic():
            world.recorded(kind, f"{kind}-1", date(2026, 1, 5), valid_to, **facts)
            world.told()
    assert world.told().pk
