"""A visit goes step by step, each by whom it is for, and once."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from tests.inspections import visiting as at
from tests.inspections.visiting import days, today
from tests.registry import digest

from bonafides.acts.act import ActRefusedError
from bonafides.acts.models import Act, Leaf
from bonafides.inspections.acts.approve import approve
from bonafides.inspections.models import Approval, Entry, FollowUp, Notice
from bonafides.inspections.visits.results import Finding, Point
from bonafides.records.models import Record
from bonafides.sharing.public_record import public_record


def refused(told: str, step: Callable[..., Any], *given: Any, **named: Any) -> None:
    """Refused with these words, and nothing at all was changed."""
    before = digest()
    with pytest.raises(ActRefusedError) as error:
        step(*given, **named)
    assert re.search(told, str(error.value)), error.value
    assert digest() == before


def test_the_whole_way() -> None:
    visit = at.visited()
    report = at.reported(visit, "no-problem")
    assert "no-problem" not in str(public_record("uscc", at.business().code))
    at.cleared(visit)
    made = at.published(visit)
    record = Record.objects.get(pk=made.records[0]["record"])
    assert record.facts == {
        "items": ["登记事项检查"], "item": "registered-items", "basis": "REG 38; IMPL 65; OBE 54", "reason": "plan",
        "authority": "市场监督管理局", "officers": ["201", "202"], "result": "no-problem", "method": "on-site", "replied": False,
        "findings": ["licence-displayed: in-order", "name: in-order", "address: in-order", "scope: not-applicable"],
    }  # fmt: skip
    assert (record.event_date, record.document_no, record.source_ref) == (today(), "A-2026-1", f"inspection-{visit}")
    assert '"no-problem"' in str(public_record("uscc", at.business().code))
    names = list(Act.objects.filter(subject=at.business().pk).order_by("pk").values_list("name", flat=True))
    assert names == [f"inspections.{one}" for one in ("approve", "notify", "enter", "report", "clear", "publish")]
    assert Leaf.objects.filter(act__name="inspections.publish").count() == 1
    assert report.formed_on == today()


def test_each_step_is_by_whom_it_is_for() -> None:
    visit = at.assigned()
    refused("decider, officer 201 is inspector", at.approved, visit, who="201")
    at.approved(visit)
    refused("officer 101 is reviewer", at.notified, visit, who=at.REVIEWER)
    code = at.notified(visit)
    refused("who is inspector, officer 100 is decider", at.entered, visit, code, who=at.DECIDER)
    at.entered(visit, code)
    refused("officer 203 did not inspect", at.reported, visit, "no-problem", who="203")
    at.reported(visit, "no-problem")
    refused("reviewer or decider, officer 202", at.cleared, visit, who="202")
    refused("not cleared for publication", at.published, visit)
    at.cleared(visit)
    at.published(visit)


def test_no_step_is_taken_twice() -> None:
    visit = at.assigned()
    at.approved(visit)
    refused("was approved already, by act", at.approved, visit)
    code = at.notified(visit)
    refused("has its notice already", at.notified, visit)
    at.entered(visit, code)
    refused("was entered already", at.entered, visit, code)
    at.reported(visit, "no-problem")
    refused("has its result already", at.reported, visit, "no-problem")
    at.cleared(visit)
    refused("was cleared already", at.cleared, visit)
    at.published(visit)
    refused("was published already", at.published, visit)


def test_no_step_is_taken_before_what_it_rests_on() -> None:
    visit = at.assigned()
    refused("is not approved", at.notified, visit)
    refused("was not entered", at.reported, visit, "no-problem")
    refused("has no result yet", at.cleared, visit)
    refused("has no result yet", at.published, visit)
    refused("there is no assignment 0", at.approved, 0)


def test_an_agency_acts_on_its_own_assignments_only() -> None:
    visit = at.assigned()
    refused("no officer|not of|power", approve, at.by("1", of="tax"), visit, "A", today(), days(1))


def test_whoever_inspects_neither_approves_nor_clears() -> None:
    visit = at.assigned(1, (at.DECIDER, "202"))
    refused("is to make this visit and cannot approve it", at.approved, visit)


def test_an_approval_is_for_days_to_come() -> None:
    visit = at.assigned()
    refused("days in their order", at.approved, visit, days(2), days(1))
    refused("not past", at.approved, visit, days(-2), days(-1))
    assert not Approval.objects.exists()


def test_the_business_is_told_its_visits_its_rights_and_the_prohibitions() -> None:
    first = at.visited(2)
    assert Entry.objects.filter(assignment=first).exists()
    visit = at.assigned(2, item="publicised-information")
    at.approved(visit)
    code = at.notified(visit)
    notice = Notice.objects.get(assignment=visit)
    assert (notice.served_on, notice.exempt, notice.visits_told) == (today(), None, 1)
    for words in (
        "本年度此前本机关对您的入企检查次数：1", "before this one: 1", "you may refuse", "No inspection for gain", "201, 202",
        "A-2026-1", "不得超出通知所列事项",
    ):  # fmt: skip
        assert words in notice.text, notice.text
    assert code not in notice.text


def test_without_notice_only_on_a_ground_that_is_law() -> None:
    visit = at.assigned()
    at.approved(visit)
    refused("id of an instrument of pack cn", at.notified, visit, "BECAUSE 1")
    refused("expected a legal ground", at.notified, visit, " ")
    refused("in force on", at.notified, visit, "IR-2014 14")
    at.notified(visit, "OBE 54")
    notice = Notice.objects.get(assignment=visit)
    assert (notice.served_on, notice.exempt) == (None, "OBE 54")


def test_a_result_opens_the_next_steps() -> None:
    visit = at.visited()
    at.reported(visit, "report-not-published", "information-not-published", "refused")
    steps = FollowUp.objects.order_by("pk").values_list("result", "step", "basis")
    assert list(steps) == [
        ("report-not-published", "order-to-publish", "IR-2024 18; PACK"), ("refused", "publish-refusal", "IR-2024 15; PACK"),
    ]  # fmt: skip


def test_a_report_with_several_results_becomes_as_many_records() -> None:
    visit = at.visited()
    at.reported(visit, "report-not-published", "refused")
    at.cleared(visit)
    made = at.published(visit)
    assert [one["ref"] for one in made.records] == [f"inspection-{visit}/1", f"inspection-{visit}/2"]
    found = {
        one.source_ref: one.facts["follow_ups"] for one in Record.objects.filter(source_ref__startswith="inspection")
    }
    assert found == {f"inspection-{visit}/1": ["order-to-publish"], f"inspection-{visit}/2": ["publish-refusal"]}


FOOD = tuple(
    Point(one, Finding.IN_ORDER, evidence=(at.PHOTO.sha256,))
    for one in ("licence", "premises", "purchase-records", "storage", "staff-health")
)


def food_visit() -> int:
    """A visit for food, up to the entry."""
    visit = at.assigned(1, ("201", "204"), item="food-daily-supervision")
    at.approved(visit)
    at.entered(visit, at.notified(visit), ("201", "204"))
    return visit


def test_what_the_officers_state_stands_in_the_record() -> None:
    """So the law that wants every food business inspected on all points can see that it was."""
    visit = food_visit()
    at.reported(visit, "corrected", "other", points=FOOD, facts={"all_points": True})
    at.cleared(visit)
    at.published(visit)
    found = Record.objects.filter(source_ref__startswith="inspection").order_by("source_ref")
    assert [one.facts.get("all_points") for one in found] == [True, None], "stated once, not once a result"
    assert {one.facts["item"] for one in found} == {"food-daily-supervision"}


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"score": 90}, "facts: expected facts that `food-daily-supervision` takes (all_points), came `score`"),
        ({"all_points": "yes"}, "facts, `all_points`: expected a value of the fact (type: boolean), came another"),
        ({"result": "no-problem"}, "came `result`"),
    ],
)
def test_what_the_item_does_not_take_is_refused(facts: dict[str, object], told: str) -> None:
    refused(re.escape(told), at.reported, food_visit(), "corrected", points=FOOD, facts=facts)
