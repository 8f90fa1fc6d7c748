"""All that weighs on a business at once."""

from __future__ import annotations

from datetime import date

from tests.measures import world
from tests.registry import officer

from bonafides.entities.models import Entity
from bonafides.measures.burden import burden
from bonafides.measures.cascade import impose_for_trigger

DAY = date(2026, 6, 1)


def test_every_agencys_measures_in_one_view(shop: Entity) -> None:
    for one in (world.listing(), world.abnormal(), world.penalty()):
        impose_for_trigger(officer(), "record", one.pk, on=date(2026, 3, 1))
    found = burden(shop, DAY)
    assert found.agencies() == {"finance": 2, "market-regulation": 9, "public-resources": 2}
    points = found.points()
    assert points["permit.food"] == "deny", "the strongest of a bar and a weight"
    assert points["permit.other"] == "weigh"
    assert points["honour.award"] == "deny"
    assert points["registration.change"] == "require"
    told = found.as_json()
    bar = next(one for one in told["measures"] if one["measure"] == "fsl135-food-bar")
    assert bar["title"]["en"] == "No application for a food licence for five years"
    assert (bar["since"], bar["until"], bar["basis"]) == ("2026-03-01", "2031-02-02", "FSL 135")
    assert burden(shop, date(2026, 2, 28)).measures == []
