"""A listing at the counter: denied or weighed from its decision on, a dispute of its publication told, gone when it ends."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.listings import way
from tests.procedures import world
from tests.procedures.conftest import OnDay
from tests.registry import officer

from bonafides.measures.checks.asker import OPERATOR
from bonafides.measures.checks.check import check
from bonafides.measures.checks.points import point_in_force
from bonafides.records.acts.annotate import annotate

pytestmark = pytest.mark.usefixtures("listed")


def one(point: str) -> dict[str, Any]:
    [answer] = json.loads(check(point_in_force(point), [world.CODE], OPERATOR).payload)["answers"]
    return dict(answer)


def test_a_listing_counts_at_its_points_and_a_dispute_of_its_publication_is_told(on_day: OnDay) -> None:
    case = way.noticed()
    assert one("honour.award")["answer"] == "allowed", "not before it is decided"
    on_day(way.DECIDED)
    world.step(case, "decide-listing", "3", **way.DECIDE)
    on_day(way.SERVED)
    world.step(case, "serve-decision", files=[world.file()])
    assert [one(point)["answer"] for point in ("honour.award", "procurement.supplier")] == ["denied", "weigh"]
    on_day(way.PUBLISHED)
    world.step(case, "publish", "2")
    assert one("honour.award")["measures"][0]["remedy_pending"] is False
    annotate(officer(), way.record_of(case), "disputed", "case 99")
    assert one("honour.award")["measures"][0]["remedy_pending"] is True
