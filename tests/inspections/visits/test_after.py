"""What follows a result: the clock of publication, the reply, the steps, orders, looking again; and the board that shows them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.inspections import visiting as at
from tests.inspections.visits.test_steps import refused
from tests.records.ingest.conftest import citizen_id
from tests.registry import repository_pack

from bonafides.acts.act import Evidence
from bonafides.acts.models import Act
from bonafides.inspections.acts.accept_rectification import accept_rectification
from bonafides.inspections.acts.follow_up import follow_up
from bonafides.inspections.acts.open_targeted import open_targeted
from bonafides.inspections.acts.order_recheck import order_recheck
from bonafides.inspections.acts.order_rectification import order_rectification
from bonafides.inspections.acts.reply import reply
from bonafides.inspections.board import board
from bonafides.inspections.models import Assignment, Publication
from bonafides.inspections.visits.due import due
from bonafides.inspections.visits.publishing import publish_cleared
from bonafides.inspections.visits.release import release
from bonafides.records.models import Record

PACK = repository_pack("cn")


def tasks(today: date | None = None) -> list[tuple[str, int, bool]]:
    return [(one.step, one.assignment, one.overdue) for one in board("cn", at.AGENCY, today)]


@pytest.mark.parametrize(
    ("formed", "last"),
    [("2026-06-01", "2026-06-30"), ("2026-09-01", "2026-09-29"), ("2025-09-01", "2025-09-28")],
)  # 25 September 2026 is the Mid-Autumn festival; 20 September 2026 and 28 September 2025 are working Sundays
def test_a_result_is_public_within_twenty_working_days(formed: str, last: str) -> None:
    found = due(PACK, PACK.inspection_items[at.ITEM].publication, date.fromisoformat(formed))
    assert PACK.calendar is not None
    assert PACK.calendar.between(date.fromisoformat(formed), found.day or date.max) == 20
    assert (str(found.day), found.basis) == (last, "FOOD-49 39; GIO")


def test_a_day_past_the_calendar_is_never_guessed() -> None:
    found = due(PACK, PACK.inspection_items[at.ITEM].publication, date(2026, 12, 20))
    assert found.day is None
    assert "add 2027.csv" in found.unknown
    assert not found.is_over(date(2099, 1, 1))


def test_the_board_goes_with_the_visit() -> None:
    visit = at.assigned()
    assert tasks() == [("approve", visit, False)]
    at.approved(visit)
    assert tasks() == [("notify", visit, False)]
    assert tasks(at.days(15)) == [("notify", visit, True)]
    code = at.notified(visit)
    assert tasks() == [("enter", visit, False)]
    at.entered(visit, code)
    assert tasks() == [("report", visit, False)]
    at.reported(visit, "corrected")
    last = due(PACK, PACK.inspection_items[at.ITEM].publication, at.today()).day
    assert tasks() == [("clear", visit, False), ("follow-up", visit, False)]
    if last is not None:
        assert ("clear", visit, True) in tasks(last + timedelta(days=1))
        assert ("clear", visit, False) in tasks(last)
    at.cleared(visit)
    assert tasks()[0] == ("publish", visit, False)
    at.published(visit)
    assert tasks() == [("follow-up", visit, False)]
    follow_up(at.by(at.CASE), visit, "verify-correction", "seen")
    assert tasks() == []
    assert board("cn", "tax") == []


def test_the_job_publishes_what_was_cleared_when_its_day_has_come() -> None:
    first, second, third = at.visited(1), at.visited(2), at.visited(3)
    for visit in (first, second, third):
        at.reported(visit, "no-problem")
    at.cleared(first)
    at.cleared(second, at.days(1))
    done = publish_cleared()
    assert (done.published, done.refused) == ([first], {})
    assert Publication.objects.count() == 1
    act = Act.objects.latest("pk")
    assert (act.name, act.agency, act.basis) == ("inspections.publish", "operator", "IN-54")
    assert f"officer {at.REVIEWER} of {at.AGENCY}" in act.reason
    assert publish_cleared().published == []
    refused(f"is to be published on {at.days(1)}", at.published, second)


def test_one_refusal_does_not_keep_the_others_back() -> None:
    first, second = at.visited(1), at.visited(2)
    for visit in (first, second):
        at.reported(visit, "no-problem")
        at.cleared(visit)
    from bonafides.packs.queries import installed_pack
    from bonafides.records.ingest.one import NewRecord, take_one

    facts = {"result": "no-problem", "items": ["x"]}
    given = NewRecord("random-inspection-result", "uscc", at.business(1).code, f"inspection-{first}", at.today(), facts)
    take_one(*installed_pack("cn"), at.AGENCY, given, "a test")
    done = publish_cleared()
    assert done.published == [second]
    assert "is the reference of other content" in done.refused[first]


def test_a_clearance_keeps_to_the_period() -> None:
    visit = at.visited()
    at.reported(visit, "no-problem")
    if due(PACK, PACK.inspection_items[at.ITEM].publication, at.today()).day is not None:
        refused("the last one of the period", at.cleared, visit, at.days(60))
    refused("expected a day from", at.cleared, visit, at.days(-1))


def test_the_reply_stands_beside_the_result() -> None:
    visit = at.visited()
    refused("has no result yet", reply, at.by(at.CLERK), visit, "no")
    at.reported(visit, "corrected")
    refused("expected the words", reply, at.by(at.CLERK), visit, " ")
    refused("no number of a natural person", reply, at.by(at.CLERK), visit, f"I, {citizen_id(4)}")
    reply(at.by(at.CLERK), visit, "The sign is down.")
    at.cleared(visit)
    made = at.published(visit)
    record = Record.objects.get(pk=made.records[0]["record"])
    assert record.facts["replied"] is True
    assert record.withheld == {"reply": "The sign is down."}
    reply(at.by(at.CLERK), visit, "And a new one is up.")
    told = release(visit)
    assert told is not None
    # The pack shares the words with those who need them, and does not publish them: that it replied is public.
    assert (told["replied"], told["replies"]) == (True, [])
    assert "The sign" not in str(told)


def test_the_release_says_who_inspected_what_when_and_on_which_basis() -> None:
    visit = at.visited()
    at.reported(visit, "corrected", findings="internal words")
    assert release(visit) is None
    at.cleared(visit)
    assert release(visit) is None
    at.published(visit)
    told: dict[str, Any] = release(visit) or {}
    assert (told["officers"], told["basis"], told["entered_on"], told["reason"]) == (
        ["201", "202"], "REG 38; IMPL 65; OBE 54", at.today().isoformat(), "plan",
    )  # fmt: skip
    assert told["results"][0]["titles"]["zh"] == "发现问题已责令改正"
    assert "internal words" not in str(told)
    assert "another name above the door" not in str(told)


def test_an_order_is_lawful_and_leads_to_another_look() -> None:
    visit = at.visited()
    at.reported(visit, "corrected")
    refused("instrument of pack cn", order_rectification, _by("MINE"),
            visit, "The sign", at.days(5))  # fmt: skip
    refused("expected a last day after", order_rectification, at.by(at.CASE), visit, "The sign", at.today())
    order_rectification(at.by(at.CASE), visit, "The sign", at.days(5))
    assert ("rectify", visit, True) in tasks(at.days(6))
    refused("no period runs", order_recheck, at.by(at.CASE), visit)
    accept_rectification(at.by(at.CLERK), visit, "It is down.")
    assert ("recheck", visit, False) in tasks()
    again = order_recheck(at.by(at.CASE), visit, ("202", "201"), at.days(3))
    assert ("check-again", again.assignment_id, True) in tasks(at.days(4))
    made = Assignment.objects.get(pk=again.assignment_id)
    assert (made.reason, made.draw, made.officers) == ("statutory", None, ("202", "201"))
    # It is neither kept back by the cap nor by the same item of this year.
    at.approved(made.pk)
    at.entered(made.pk, at.notified(made.pk))
    refused("is looked at again already", order_recheck, at.by(at.CASE), visit, (), at.days(3))


def test_nothing_is_put_right_where_nothing_was_wrong() -> None:
    visit = at.visited()
    at.reported(visit, "no-problem")
    refused("there is nothing to put right", order_rectification, at.by(at.CASE), visit, "x", at.days(5))
    refused("nothing was ordered", order_recheck, at.by(at.CASE), visit, (), at.days(3))
    refused("has no order", accept_rectification, at.by(at.CLERK), visit, "x")
    refused(r"has no step `transfer` open \(none\)", follow_up, at.by(at.CASE), visit, "transfer", "x")


def test_a_targeted_inspection_needs_evidence_and_fitting_officers() -> None:
    def opened(
        *officers: str, number: int = 1, reason: str = "complaint", evidence: bool = True, item: str = at.ITEM
    ) -> Any:
        acting = at.by(at.CASE)
        acting.evidence = (Evidence("act", "1"),) if evidence else ()
        return open_targeted(acting, at.business(number), item, reason, officers)

    refused("needs evidence", opened, "201", "202", evidence=False)
    refused("expected one of statutory, complaint", opened, "201", "202", reason="plan")
    refused("expected 2 officers or more", opened, "201")
    refused("expected 2 officers or more", opened, "201", "201")
    refused("is no inspector", opened, "201", "999")
    refused("is not qualified for the field `registration`", opened, "201", "204")
    refused("must keep away", opened, "201", "203", number=3)
    refused("not in the scope", opened, "201", "204", item="food-daily-supervision")
    refused("is for environment to inspect", opened, "201", "202", item="pollutant-discharge")
    made = opened("202", "201")
    assert (made.officers, made.draw, made.reason, made.region) == (("202", "201"), None, "complaint", "990000")


def _by(basis: str) -> Any:
    acting = at.by(at.CASE)
    acting.basis = basis
    return acting


def test_a_long_board_takes_no_more_queries_than_a_short_one() -> None:
    def fill(number: int) -> int:
        visit = at.visited(number)
        at.reported(visit, "corrected")
        order_rectification(at.by(at.CASE), visit, "The sign", at.days(5))
        return visit

    fill(1)
    with CaptureQueriesContext(connection) as short:
        tasks()
    accept_rectification(at.by(at.CLERK), fill(2), "It is down.")
    fill(3)
    with CaptureQueriesContext(connection) as long:
        assert len(tasks()) == 9
    assert len(long) <= len(short) + 1
