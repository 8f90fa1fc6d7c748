"""The whole way of a listing by its own acts: notice, window, decision, service, publication."""

from __future__ import annotations

from datetime import date

import pytest
from tests.procedures import world
from tests.procedures.conftest import START, OnDay

from bonafides.acts.act import ActRefusedError, NotPermittedError
from bonafides.acts.models import Act
from bonafides.procedures.cases import held
from bonafides.procedures.models import Case

LAST_DAY_TO_ASK = date(2026, 3, 9)
DECIDE = {"fields": {"no_intent_proved": False}, "findings": world.FOUND}
pytestmark = pytest.mark.usefixtures("listed")


def noticed() -> Case:
    case = world.opened()
    world.step(case, "serve-notice", files=[world.file()])
    return case


def test_a_listing_goes_its_whole_way(on_day: OnDay) -> None:
    case = noticed()
    clocks = held(case).standing(START).clocks
    assert (clocks["hearing-request"].last_day, clocks["hearing-request"].over) == (LAST_DAY_TO_ASK, False)
    on_day(date(2026, 3, 10))
    decided = world.step(case, "decide-listing", "3", **DECIDE)
    assert (decided.number, decided.state, decided.ends) == (2, "decided", False)
    assert [one["value"] for one in decided.asked] == ["yes", "propose"]
    assert decided.findings["vile"]["holds"] is True
    world.step(case, "serve-decision", files=[world.file()])
    world.step(case, "publish")
    standing = held(case).standing(date(2026, 3, 10))
    assert standing.state.name == "published"
    assert standing.clocks["listing-term"].last_day == date(2029, 3, 9)
    assert Act.objects.filter(name="procedures.take_step").count() == 4


def test_no_decision_before_notice_and_window(on_day: OnDay) -> None:
    case = world.opened()
    with pytest.raises(ActRefusedError, match="`decide-listing` is taken in notified; the case is proposed"):
        world.step(case, "decide-listing", "3", **DECIDE)
    world.step(case, "serve-notice", files=[world.file()])
    on_day(LAST_DAY_TO_ASK)
    with pytest.raises(
        ActRefusedError, match=r"waits until `hearing-request` is over .PL 64.: its last day is 2026-03-09"
    ):
        world.step(case, "decide-listing", "3", **DECIDE)


def test_no_decision_without_consent_where_the_authority_is_a_county(on_day: OnDay) -> None:
    case = world.opened(authority_level="county")
    world.step(case, "serve-notice", files=[world.file()])
    on_day(date(2026, 3, 10))
    with pytest.raises(ActRefusedError, match=r"no-superior-consent|cannot be answered"):
        world.step(case, "decide-listing", "3", **DECIDE)
    world.step(case, "superior-consent", "4", files=[world.file()])
    with pytest.raises(NotPermittedError, match="another officer than the one who took `superior-consent`"):
        world.step(case, "decide-listing", "4", **DECIDE)
    world.step(case, "decide-listing", "3", **DECIDE)


@pytest.mark.parametrize("missing", ["vile", "serious", "harmful"])
def test_a_missing_factor_is_named(on_day: OnDay, missing: str) -> None:
    case = noticed()
    on_day(date(2026, 3, 10))
    some = {name: one for name, one in world.FOUND.items() if name != missing}
    with pytest.raises(ActRefusedError, match=f"needs `{missing}` .*nobody fills them in"):
        world.step(case, "decide-listing", "3", fields={"no_intent_proved": False}, findings=some)


def test_who_may_not(on_day: OnDay) -> None:
    case = noticed()
    on_day(date(2026, 3, 10))
    with pytest.raises(NotPermittedError, match="is for decider; officer 1 of market-regulation is case-officer"):
        world.step(case, "decide-listing", "1", **DECIDE)


def test_days_that_cannot_be(on_day: OnDay) -> None:
    case = world.opened()
    with pytest.raises(ActRefusedError, match="expected a day up to today"):
        world.step(case, "serve-notice", on=date(2026, 3, 3), files=[world.file()])
    with pytest.raises(ActRefusedError, match="expected a day from 2026-03-02 on, when `opened` was taken"):
        world.step(case, "serve-notice", on=date(2026, 3, 1), files=[world.file()])
    on_day(date(2026, 3, 5))
    with pytest.raises(ActRefusedError, match=r"needs evidence|expected a file that shows"):
        world.step(case, "serve-notice", on=date(2026, 3, 3))
    assert world.step(case, "serve-notice", on=date(2026, 3, 3), files=[world.file()]).on == date(2026, 3, 3)


def test_a_case_about_the_same_is_opened_once() -> None:
    world.opened()
    with pytest.raises(ActRefusedError, match="about P-1 is open already"):
        world.opened()
