"""T1 of the domain reference, in the register: 40,000 yuan in Guizhou, decided on 10, published on 20 January 2026: minor.

Which day counts is an open question: the decision gives both, and the register keeps to the earlier, in favour of the business.
"""

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
from bonafides.remedies.queries import checked
from bonafides.standards.case.asked import ask

pytestmark = pytest.mark.django_db
# Made up; its third and fourth places, 52, are Guizhou.
CODE = "91520000MA0000001K"
DECIDED, PUBLISHED = date(2026, 1, 10), date(2026, 1, 20)
FACTS = {"fine": 4_000_000, "severity": "minor", "published_on": PUBLISHED.isoformat()}


@pytest.fixture(autouse=True)
def _world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, on_day: OnDay) -> None:
    monkeypatch.setattr(settings, "VAR", tmp_path)
    on_day(PUBLISHED)
    world.pack()


def test_both_days_are_computed_and_the_question_is_open() -> None:
    pack, _ = installed_pack("cn")
    given = {"severity": "minor", "event_date": DECIDED, "published_on": PUBLISHED}
    value = ask(pack, "penalty_publicity", given, PUBLISHED).value
    assert isinstance(value, dict)
    days = (value["stops_from_publication"], value["stops_from_decision"])
    assert days == (date(2026, 4, 20), date(2026, 4, 10))
    assert (value["clock"], value["repairable"]) == ("open", False)


def test_it_stops_by_itself_on_the_earlier_day(on_day: OnDay) -> None:
    world.penalty(code=CODE, day=DECIDED, **FACTS)
    on_day(date(2026, 4, 9))
    assert shown(CODE)["administrative-penalty"] == ["P-1"]
    on_day(date(2026, 4, 10))
    assert "administrative-penalty" not in shown(CODE)


def test_nobody_need_apply_for_its_repair(on_day: OnDay) -> None:
    record = world.penalty(code=CODE, day=DECIDED, **FACTS)
    on_day(date(2026, 3, 1))
    assert not checked(record, date(2026, 3, 1), committed=True).admitted
    case = world.applied(record)
    with pytest.raises(ActRefusedError, match="`penalty_repair`"):
        world.step(case, "accept", "2")
