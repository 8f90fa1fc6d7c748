"""Rewards follow the tiers, and give none of them away."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from tests.measures import world
from tests.registry import officer

from bonafides.acts.models import Act, Event
from bonafides.consumers.ended import ends_of
from bonafides.entities.models import Entity
from bonafides.measures.burden import burden
from bonafides.measures.cascade import impose_for_trigger
from bonafides.measures.models import Instance, Lift
from bonafides.measures.reconcile import reconcile
from bonafides.measures.tier_rewards import follow_tiers
from bonafides.packs.queries import installed_pack
from bonafides.tiers.run import run_tiers

DAY = date(2026, 6, 1)
REWARDS = {"reward-green-channel", "reward-fewer-inspections"}


@pytest.fixture
def good(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Entity:
    """A business of the best tier."""
    monkeypatch.setattr(settings, "VAR", tmp_path)
    shop = world.business()
    for ref, on, year in (("Y-1", date(2025, 5, 20), 2024), ("Y-2", date(2026, 5, 20), 2025)):
        facts = {"year": year, "operating_status": "open", "publication": "published"}
        world.record("annual-report", ref, on, facts)
    tiers(DAY)
    return shop


def tiers(day: date) -> None:
    pack, version = installed_pack("cn")
    run_tiers(officer(), pack, version, day)


def counts(shop: Entity, day: date, agency: str) -> set[str]:
    return {one.instance.measure for one in burden(shop, day, seen_by=("cn", agency)).measures}


def test_a_good_tier_is_rewarded_and_a_worse_one_no_longer(good: Entity) -> None:
    assert follow_tiers("cn", DAY) == (2, 0)
    assert follow_tiers("cn", DAY) == (0, 0)
    assert counts(good, DAY, "market-regulation") == REWARDS
    world.abnormal(on=date(2026, 6, 2))
    tiers(date(2026, 6, 3))
    assert reconcile(date(2026, 6, 3)).lifted >= 2
    assert not counts(good, date(2026, 6, 3), "market-regulation") & REWARDS


def test_nobody_else_learns_of_it(good: Entity) -> None:
    follow_tiers("cn", DAY)
    assert counts(good, DAY, "finance") == set()
    assert not Instance.objects.filter(public=True).exists()
    told = json.dumps([*Event.objects.values_list("data", flat=True), *Act.objects.values_list("details", flat=True)])
    assert f'"{good.pk}"' not in told
    act = Act.objects.filter(name="measures.reward_tier").order_by("pk")[0]
    assert act.subject is None
    assert act.details == {"run": act.details["run"], "measure": act.details["measure"], "imposed": 1}


def test_consumers_are_not_told_that_it_ended(good: Entity) -> None:
    follow_tiers("cn", DAY)
    lost = impose_for_trigger(officer(), "record", world.listing(on=DAY, until=date(2029, 6, 1)).pk, on=DAY)[1]
    assert {one.instance.measure for one in lost} == REWARDS
    event = {"type": "bonafides.measures.impose_for_trigger", "data": {"lifted": [one.instance_id for one in lost]}}
    assert ends_of(event) == []


def test_a_stale_run_does_not_give_back_what_was_forfeited(good: Entity) -> None:
    follow_tiers("cn", DAY)
    impose_for_trigger(officer(), "record", world.listing(on=DAY, until=date(2029, 6, 1)).pk, on=DAY)
    assert Lift.objects.filter(how="lost").count() == 2
    assert follow_tiers("cn", date(2026, 6, 2)) == (0, 0)
