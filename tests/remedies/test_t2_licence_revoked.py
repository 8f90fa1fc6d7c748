"""T2 of the domain reference, through the procedure: a licence revoked on 1 February 2026. Serious: one year, three at most."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from tests.remedies import world
from tests.remedies.conftest import OnDay
from tests.remedies.test_repair_case import shown

from bonafides.acts.act import ActRefusedError
from bonafides.packs.queries import installed_pack
from bonafides.standards.case.asked import ask

pytestmark = pytest.mark.django_db
DECIDED = date(2026, 2, 1)
FACTS = {"penalty_types": ["licence-revocation"], "field": "registration", "severity": "serious", "fine": None}


@pytest.fixture(autouse=True)
def _world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, on_day: OnDay) -> None:
    monkeypatch.setattr(settings, "VAR", tmp_path)
    on_day(date(2026, 2, 2))
    world.pack()
    world.penalty(day=DECIDED, **FACTS)
    world.done("rectification", "D-2", date(2026, 2, 2))


def test_a_year_and_not_a_day_before(on_day: OnDay) -> None:
    on_day(date(2027, 1, 31))
    case = world.applied()
    with pytest.raises(ActRefusedError, match=r"it is too-early \(CR-107\)"):
        world.step(case, "accept", "2")
    on_day(date(2027, 2, 1))
    world.step(case, "accept", "2")
    world.step(case, "grant", "3", findings=world.FINDINGS)
    assert "administrative-penalty" not in shown()


def test_unrepaired_it_stops_by_itself_after_three_years(on_day: OnDay) -> None:
    on_day(date(2029, 1, 31))
    assert shown()["administrative-penalty"] == ["P-1"]
    on_day(date(2029, 2, 1))
    assert "administrative-penalty" not in shown()


def test_a_longer_restriction_counts_by_its_real_term() -> None:
    pack, _ = installed_pack("cn")
    given = {"publicity_stops_on": date(2029, 2, 1), "restriction_ends_on": date(2031, 2, 1)}
    assert ask(pack, "publicity_end", given, date(2026, 2, 2)).value == date(2031, 2, 1)


def test_under_order_45_alone_no_early_stop(on_day: OnDay) -> None:
    on_day(date(2025, 12, 24))
    record = world.penalty("P-2", day=date(2024, 2, 1), **FACTS)
    world.done("rectification", "D-3", date(2024, 3, 1), decision="No. P-2")
    case = world.applied(record)
    assert case.procedure == "penalty-repair"
    with pytest.raises(ActRefusedError, match="`penalty_repair`"):
        world.step(case, "accept", "2")
