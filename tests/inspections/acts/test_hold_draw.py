"""Holding a draw: only what was sealed, only by its seed, once; officers by the draw, or reported."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.inspections import world

from bonafides.acts.act import ActRefusedError
from bonafides.inspections.acts.commit_draw import commit_draw
from bonafides.inspections.acts.hold_draw import hold_draw
from bonafides.inspections.models import Held
from bonafides.inspections.queries import next_draw, standing, unserved
from bonafides.inspections.sources import drand
from bonafides.ledger.sequence import sequence
from bonafides.packs.queries import installed_pack

pytestmark = pytest.mark.usefixtures("peopled")


def test_not_before_the_commitment_is_sealed() -> None:
    plan = world.plan()
    source, evidence = world.promised(next_draw(plan, "hygiene", 1).draw)
    draw = commit_draw(world.decider(), *installed_pack("toy"), plan, "hygiene", 1, source, world.DAY)
    with pytest.raises(ActRefusedError, match=r"is not in the ledger yet: seal it first \(bonafides ledger seal\)"):
        hold_draw(world.decider(), draw, evidence)
    assert not Held.objects.exists()
    sequence()
    assert hold_draw(world.decider(), draw, evidence).drawn


def test_not_where_it_was_sealed_after_the_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A round is named that is still to come; the commitment is sealed when it has passed."""
    plan = world.plan()
    soon = datetime.now(UTC) + timedelta(hours=1)
    draw = commit_draw(
        world.decider(), *installed_pack("toy"), plan, "hygiene", 1, drand(soon.strftime("%Y-%m-%dT%H:%MZ")), world.DAY
    )
    monkeypatch.setattr("bonafides.ledger.sequence.timezone.now", lambda: soon + timedelta(minutes=5))
    sequence()
    with pytest.raises(
        ActRefusedError, match=r"is void: its commitment came into the ledger at .*, not before the seed at"
    ):
        hold_draw(world.decider(), draw, {})


def test_a_second_seed() -> None:
    draw, evidence = world.committed(world.plan())
    other = {"numbers": evidence["numbers"] | {"agency": "ab" * 32}}
    for wrong, told in (
        (other, "the number of agency is not the one that was promised"),
        ({"numbers": {"agency": evidence["numbers"]["agency"]}}, "every party reveals, and nobody else"),
        ({}, "every party reveals"),
    ):
        with pytest.raises(ActRefusedError, match=told):
            hold_draw(world.decider(), draw, wrong)
    held = hold_draw(world.decider(), draw, evidence)
    with pytest.raises(ActRefusedError, match="was held: a draw is held once, with one seed"):
        hold_draw(world.decider(), draw, evidence)
    assert Held.objects.get() == held


def test_full_coverage_draws_everybody_with_officers_of_the_region() -> None:
    world.officers(("5", "6", "7"), regions="so")
    draw, evidence = world.committed(world.plan(), "papers")
    held = hold_draw(world.decider(), draw, evidence)
    sent = list(standing(draw))
    assert len(held.drawn) == len(sent) == 50
    assert {one.reason for one in sent} == {"statutory"}
    assert {number for one in sent for number in one.officers} <= {"1", "2", "3", "4"}
    assert unserved(draw) == []


def test_one_visit_where_items_merge() -> None:
    plan = world.plan()
    first, evidence = world.committed(plan)
    hold_draw(world.decider(), first, evidence)
    second, evidence = world.committed(plan, "papers")
    hold_draw(world.decider(), second, evidence)
    visits = {one.entity_id: one.pk for one in standing(first)}
    joined = {one.entity_id: one.joins_id for one in standing(second) if one.joins_id is not None}
    assert joined == visits
