"""Clocks run out by themselves: once, as of the exact day, also after downtime; one that cannot be counted breaks nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.procedures import world
from tests.procedures.conftest import START, OnDay

from bonafides.acts.act import ActRefusedError
from bonafides.acts.ends import expire
from bonafides.acts.models import Act
from bonafides.procedures.cases import held
from bonafides.procedures.ends import due
from bonafides.procedures.models import Case, RunOut, Step

DECIDED = date(2026, 3, 10)
ENDS = date(2029, 3, 10)
pytestmark = pytest.mark.usefixtures("listed")


def published(on_day: OnDay) -> Case:
    case = world.opened()
    world.step(case, "serve-notice", files=[world.file()])
    on_day(DECIDED)
    world.step(case, "decide-listing", "3", fields={"no_intent_proved": False}, findings=world.FOUND)
    world.step(case, "serve-decision", files=[world.file()])
    world.step(case, "publish")
    return case


@pytest.mark.parametrize("late", [0, 1, 400])
def test_a_listing_expires_on_its_day_also_after_downtime(on_day: OnDay, late: int) -> None:
    case = published(on_day)
    on_day(ENDS - timedelta(days=1))
    assert expire(ENDS - timedelta(days=1)).ended == []
    on_day(ENDS + timedelta(days=late))
    done = expire(ENDS + timedelta(days=late))
    assert ([one.name for one in done.ended].count("procedures.clocks"), done.refused) == (1, [])
    last = Step.objects.get(case=case, step="expire")
    assert (last.on, last.state, last.ends, last.act.officer, last.act.agency) == (
        ENDS,
        "expired",
        True,
        "worker",
        "operator",
    )
    assert last.act.basis == "SV-44 21"
    assert expire(ENDS + timedelta(days=late)).ended == []
    assert RunOut.objects.count() == 1


def test_a_deadline_that_passes_raises_one_alarm(on_day: OnDay) -> None:
    case = world.opened()
    last = held(case).standing(START).clocks["decision-due"].last_day
    assert last == date(2026, 6, 1), "90 days from 2 March, and the last is no Sunday"
    assert list(due(last)) == []
    on_day(date(2026, 6, 10))
    [one] = expire(date(2026, 6, 10)).ended
    assert one.due.on == date(2026, 6, 2)
    assert RunOut.objects.get().step is None
    assert expire(date(2026, 6, 11)).ended == []
    assert Act.objects.order_by("-pk")[0].details["clock"] == "decision-due"
    world.step(case, "serve-notice", files=[world.file()])


def test_the_machine_comes_first_where_a_clock_ran_out(on_day: OnDay) -> None:
    case = published(on_day)
    on_day(ENDS)
    with pytest.raises(ActRefusedError, match="ran out on 2029-03-09: `expire` comes first; bonafides expire takes it"):
        world.step(case, "publish")


def test_a_clock_beyond_the_calendar_is_named_and_breaks_nothing(on_day: OnDay) -> None:
    case = world.opened()
    on_day(date(2026, 12, 29))
    with pytest.raises(
        ActRefusedError, match=r"add 2027.csv"
    ):  # a notice must tell until when a hearing can be asked for
        world.step(case, "serve-notice", files=[world.file()])
    on_day(date(2027, 3, 1))
    assert [one.name for one in expire(date(2027, 3, 1)).ended] == ["procedures.clocks"], (
        "the deadline to decide, of 2026"
    )
