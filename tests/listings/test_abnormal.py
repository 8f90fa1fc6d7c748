"""The list of abnormal operations and its removal: for a reason that holds on the day of the decision, and no longer."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.listings import way
from tests.procedures import world
from tests.procedures.conftest import OnDay

from bonafides.acts.act import ActRefusedError
from bonafides.entities.models import Entity
from bonafides.listings.models import Listing
from bonafides.measures.models import Instance
from bonafides.procedures.acts.open_case import open_case
from bonafides.procedures.cases import held
from bonafides.procedures.models import Case
from bonafides.records.models import Record

pytestmark = pytest.mark.usefixtures("listed")
MISSED: dict[str, Any] = {
    "reason": "annual-report", "deadline": "list-annual-report", "reporting_ended_on": "2026-02-28", "report_published": False,
    "ordered_period_passed": False, "false_information_verified": False, "facts": "No report of 2025.", "investigators": ["5"],
}  # fmt: skip


def opened(procedure: str = "abnormal-listing", **given: Any) -> Case:
    entity = Entity.objects.get(code=world.CODE)
    return open_case(world.acting("1"), procedure, entity=entity, fields=MISSED | given)


def published(on_day: OnDay) -> Case:
    case = opened()
    world.step(case, "serve-notice")
    on_day(date(2026, 3, 6))
    world.step(case, "decide", "3", fields={"authority": "Market regulation"})
    world.step(case, "publish", "2")
    return case


def test_listed_for_a_missed_report_and_removed_when_it_is_filed(on_day: OnDay) -> None:
    case = published(on_day)
    assert held(case).standing(date(2026, 3, 6)).clocks["decision-due"].last_day == date(2026, 3, 13)
    record = way.record_of(case)
    assert (record.facts["reason"], record.facts["form"], record.valid_to) == ("annual-report", "listed", None)
    assert Instance.objects.filter(trigger_kind="listing", lift=None).exists()
    on_day(date(2026, 4, 1))
    removal = way.applied(record, "abnormal-removal")
    world.step(removal, "verify", "1", fields={"cured": True, "removal_reason": "report-filed"}, files=[world.file()])
    on_day(date(2026, 4, 3))
    world.step(removal, "remove", "3", fields={"removal_reason": "report-filed"})
    corrected = way.ended_record(record)
    assert corrected is not None
    assert (corrected.action, corrected.valid_to) == (Record.Action.CORRECTION, date(2026, 4, 3))
    assert corrected.facts["removal_reason"] == "report-filed"
    assert not Instance.objects.filter(trigger_kind="listing", lift=None).exists()
    assert held(case).state == "removed"


def test_no_decision_before_the_statement(on_day: OnDay) -> None:
    case = opened()
    world.step(case, "serve-notice")
    on_day(date(2026, 3, 5))
    with pytest.raises(ActRefusedError, match="waits until `statement` is over"):
        world.step(case, "decide", "3", fields={"authority": "Market regulation"})


def test_a_single_returned_letter_is_no_reason() -> None:
    one = {
        "reason": "no-contact",
        "report_published": True,
        "letters_returned": 1,
        "letter_gap_days": 20,
        "visited": True,
    }
    with pytest.raises(ActRefusedError, match="`abnormal_form_due` to be listed, it is none"):
        opened(**one)
    assert opened(**(one | {"letters_returned": 2})).pk


def test_an_enterprise_is_listed_and_not_marked() -> None:
    with pytest.raises(ActRefusedError, match="`abnormal_form_due` to be marked, it is listed"):
        opened("sole-trader-mark")
    assert not Listing.objects.exists()
