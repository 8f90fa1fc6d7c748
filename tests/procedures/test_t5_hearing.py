"""T5 of the domain reference, through the procedure: a hearing asked for across the October holiday of 2025.

Served on Friday 26 September. Sunday 28 September is worked, 1 to 8 October are off: the fifth working day is Friday 10 October.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.procedures import world
from tests.procedures.conftest import OnDay

from bonafides.acts.act import ActRefusedError
from bonafides.procedures.cases import held
from bonafides.procedures.models import Case

SERVED, FIFTH, AFTER = date(2025, 9, 26), date(2025, 10, 10), date(2025, 10, 11)
DECIDE = {"fields": {"no_intent_proved": False}, "findings": world.FOUND}


@pytest.fixture
def noticed(db: None, var: Path, on_day: OnDay) -> Case:
    on_day(SERVED)
    world.pack()
    world.penalty(day=date(2025, 9, 1))
    case = world.opened()
    world.step(case, "serve-notice", files=[world.file()])
    return case


def announce(case: Case) -> None:
    world.step(case, "notify-hearing", fields={"hearing_place": "Room 3, in the forenoon"}, files=[world.file()])


def test_on_the_fifth_working_day_it_is_in_time_and_must_be_held(noticed: Case, on_day: OnDay) -> None:
    assert held(noticed).standing(SERVED).clocks["hearing-request"].last_day == FIFTH
    on_day(FIFTH)
    world.step(noticed, "request-hearing", files=[world.file()])
    on_day(date(2025, 10, 13))
    with pytest.raises(ActRefusedError, match=r"hearing-not-in-order \(PL 63; PL 64\)|cannot be answered"):
        world.step(noticed, "decide-listing", "3", **DECIDE)
    announce(noticed)
    on_day(date(2025, 10, 23))
    world.step(noticed, "hold-hearing", "2", files=[world.file()])
    world.step(noticed, "decide-listing", "3", **DECIDE)


def test_a_hearing_announced_too_late_is_not_in_order(noticed: Case, on_day: OnDay) -> None:
    on_day(FIFTH)
    world.step(noticed, "request-hearing", files=[world.file()])
    announce(noticed)
    on_day(date(2025, 10, 17))
    with pytest.raises(ActRefusedError, match=r"\(PL 64; PL 85\).*less than seven working days before"):
        world.step(noticed, "hold-hearing", "2", files=[world.file()])


def test_on_the_sixth_it_is_late(noticed: Case, on_day: OnDay) -> None:
    on_day(AFTER)  # a Saturday that is worked
    with pytest.raises(ActRefusedError, match=r"within `hearing-request` \(PL 64\): its last day was 2025-10-10"):
        world.step(noticed, "request-hearing", files=[world.file()])
    world.step(noticed, "decide-listing", "3", **DECIDE)
