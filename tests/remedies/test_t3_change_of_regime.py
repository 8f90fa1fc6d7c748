"""T3 of the domain reference, through the procedures: 200,000 yuan decided on 1 March 2025, before and after 25 December 2025."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from tests.remedies import world
from tests.remedies.conftest import OnDay
from tests.remedies.test_repair_case import shown

from bonafides.acts.act import ActRefusedError
from bonafides.procedures.cases import held

pytestmark = pytest.mark.django_db
DECIDED, CHANGE = date(2025, 3, 1), date(2025, 12, 25)


@pytest.fixture(autouse=True)
def _world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, on_day: OnDay) -> None:
    monkeypatch.setattr(settings, "VAR", tmp_path)
    on_day(date(2025, 3, 20))
    world.pack()


def performed(**facts: str) -> None:
    world.penalty(day=DECIDED, **facts)
    world.done("fine", "D-1", date(2025, 3, 20))
    world.done("rectification", "D-2", date(2025, 3, 20))


@pytest.mark.parametrize(("field", "early", "ripe"), [
    ("product-quality", date(2025, 8, 31), date(2025, 9, 1)),
    ("food", date(2025, 12, 24), None),  # a year, which the new order cuts short on the day after
])  # fmt: skip
def test_before_the_change_six_months_or_a_year(on_day: OnDay, field: str, early: date, ripe: date | None) -> None:
    performed(field=field)
    on_day(early)
    case = world.applied()
    assert case.procedure == "penalty-repair"
    with pytest.raises(ActRefusedError, match="it is too-early"):
        world.step(case, "accept", "2")
    if ripe is not None:
        on_day(ripe)
        world.step(case, "accept", "2")
        due = held(case).standing(ripe).clocks["decision-due"]
        assert due.last_day == date(2025, 9, 22)  # fifteen working days
        world.step(case, "grant", "3", findings=world.FINDINGS)
        assert "administrative-penalty" not in shown()


def test_from_the_change_on_three_months_suffice_and_seven_days_decide(on_day: OnDay) -> None:
    performed(field="food")
    on_day(CHANGE)
    case = world.applied()
    assert case.procedure == "penalty-repair-2025"
    world.step(case, "accept", "2")
    # Seven working days: 1 to 3 January are off, Sunday the 4th is worked.
    assert held(case).standing(CHANGE).clocks["decision-due"].last_day == date(2026, 1, 6)
    world.step(case, "grant", "3", findings=world.FINDINGS)
    assert "administrative-penalty" not in shown()


def test_unrepaired_it_stops_by_itself_after_a_year(on_day: OnDay) -> None:
    performed()
    on_day(date(2026, 2, 28))
    assert shown()["administrative-penalty"] == ["P-1"]
    on_day(date(2026, 3, 1))
    assert "administrative-penalty" not in shown()
