"""The board: deadlines of both sides, the overdue first; what cannot be counted is said; what is quiet is left out."""

from __future__ import annotations

from datetime import date

import pytest
from benchmarks.checks_register import codes
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.listings.way import applied, record_of
from tests.procedures import world
from tests.procedures.conftest import START, OnDay
from tests.procedures.test_ends import published

from bonafides.acts.ends import expire
from bonafides.procedures.board import Key, Task, board, pressing

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


def test_page_by_page_it_is_the_whole_board() -> None:
    """Whatever the size of a page: each case once, and those whose periods end first on the first page."""
    for number in range(2, 9):
        case = world.opened(world.penalty(f"P-{number}", codes(9)[number]))
        if number % 3:
            world.step(case, "serve-notice", files=[world.file()])
    whole = board("cn", world.AGENCY, today=START)
    for most in (1, 2, 3, 100):
        seen, after, pages = list[Task](), None, 0
        while True:
            page = pressing("cn", world.AGENCY, START, after=after, most=most)
            assert page.cases == len({one.case for one in whole})
            seen, pages = [*seen, *page.tasks], pages + 1
            after = page.after
            if after is None:
                break
        assert sorted((one.case, one.clock) for one in seen) == sorted((one.case, one.clock) for one in whole)
        assert pages == -(-page.cases // most)
    first = pressing("cn", world.AGENCY, START, most=1).tasks[0]
    assert first.case == whole[0].case or first.due == whole[0].due


@pytest.mark.parametrize("after", [(None, 0), (START, 10**9), (date(2999, 1, 1), 0)])
def test_a_key_of_nothing_is_no_fault(after: Key) -> None:
    world.opened()
    assert pressing("cn", world.AGENCY, START, after=after).after is None


def test_a_page_asks_no_more_with_more_cases() -> None:
    def ask() -> int:
        with CaptureQueriesContext(connection) as queries:
            pressing("cn", world.AGENCY, START)
        return len(queries)

    world.opened()
    ask()  # what is read once is read
    few = ask()
    for number in range(2, 7):
        world.opened(world.penalty(f"P-{number}", codes(9)[number]))
    assert ask() == few
