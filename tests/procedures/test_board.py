"""The board: deadlines of both sides, the overdue first; what cannot be counted is said; what is quiet is left out."""

from __future__ import annotations

from datetime import date

import pytest
from tests.listings.way import applied, record_of
from tests.procedures import world
from tests.procedures.conftest import START, OnDay
from tests.procedures.test_ends import published

from bonafides.acts.ends import expire
from bonafides.procedures.board import board

pytestmark = pytest.mark.usefixtures("listed")


def test_deadlines_of_the_agency_and_of_the_business() -> None:
    case = world.opened()
    world.step(case, "serve-notice", files=[world.file()])
    tasks = {one.clock: one for one in board("cn", world.AGENCY, today=START)}
    assert {name: (one.whose, one.due, one.overdue) for name, one in tasks.items()} == {
        "hearing-request": ("business", date(2026, 3, 9), False),
        "decision-due": ("agency", date(2026, 6, 1), False),
    }
    assert tasks["hearing-request"].steps == ("request-hearing",)
    assert board("cn", "tax", today=START) == []
    assert {one.clock for one in board("cn", entity=case.entity_id, today=START)} == set(tasks)


def test_what_is_overdue_escalates_once_its_alarm_was_raised(on_day: OnDay) -> None:
    case = world.opened()
    late = date(2026, 6, 2)
    assert [(one.overdue, one.escalated) for one in board("cn", today=late)] == [(True, False)]
    on_day(late)
    expire(late)
    assert [(one.case, one.overdue, one.escalated) for one in board("cn", today=late)] == [(case.pk, True, True)]


def test_a_listing_in_force_is_quiet_until_its_end_is_near(on_day: OnDay) -> None:
    published(on_day)
    assert board("cn", today=date(2026, 3, 11)) == []
    assert [one.clock for one in board("cn", today=date(2029, 3, 1))] == ["listing-term"]


def test_a_day_beyond_the_calendar_is_said_and_hides_nothing_else(on_day: OnDay) -> None:
    case = published(on_day)
    on_day(date(2026, 12, 30))
    removal = applied(record_of(case))
    world.step(removal, "accept")
    tasks = board("cn", today=date(2026, 12, 30))
    assert [(one.clock, one.due is None) for one in tasks] == [("decision-due", True)]
    assert "add 2027.csv" in tasks[0].unknown
