"""Committing to a draw: what is frozen, what is left out and why, and what is refused before anything is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.inspections import world
from tests.registry import officer, row, take_in, write_csv

from bonafides.acts.act import ActRefusedError, Role
from bonafides.acts.models import Leaf
from bonafides.agencies.acts.end_power import end_power
from bonafides.agencies.models import Officer
from bonafides.inspections.acts.abandon_draw import abandon_draw
from bonafides.inspections.acts.commit_draw import commit_draw
from bonafides.inspections.acts.hold_draw import hold_draw
from bonafides.inspections.frozen import frozen_list, path_of
from bonafides.inspections.models import Draw, Plan
from bonafides.inspections.queries import commitment_of, next_draw
from bonafides.inspections.sources import ceremony, drand
from bonafides.kernel.draw.commitment import Commitment
from bonafides.kernel.draw.seeds.ceremony import promise
from bonafides.packs.queries import installed_pack

pytestmark = pytest.mark.usefixtures("peopled")


def commit(of: Plan, item: str = "hygiene", batch: int = 1, seed: dict[str, Any] | None = None, **how: Any) -> Draw:
    source = seed or world.promised(next_draw(of, item, batch).draw)[0]
    return commit_draw(world.decider(), *installed_pack("toy"), of, item, batch, source, how.get("day", world.DAY))


def test_what_is_frozen() -> None:
    draw = commit(world.plan())
    commitment = Commitment.of_json(draw.commitment)
    assert draw.draw == "toy.a.2026-1.hygiene.1"
    assert [(one.name, one.size, one.bp, one.quota) for one in commitment.strata] == [
        ("by-law", 2, 5000, 1), ("low", 40, 500, 2), ("high", 8, 1250, 1),
    ]  # fmt: skip
    assert commitment.blinded, "tiers are internal"
    assert commitment.exclusions == {
        "same-item": "Inspected this year (LAW 4)", "yearly-cap": "The cap is reached (LAW 3)",
    }  # fmt: skip
    assert commitment.substitutions == {"closed": "Closed (LAW 5)"}
    frozen = frozen_list(commitment_of(draw))
    assert {one.region for one in frozen.subjects} == {"no"}
    assert len({one.salt for one in frozen.subjects}) == 50
    assert path_of(draw.draw).stat().st_mode & 0o077 == 0, "internal"
    leaf = Leaf.objects.get(pk=draw.leaf)
    assert leaf.content == {"draw_commitment": commitment.hash().hex()}


@pytest.mark.django_db
def test_tiers_that_are_public_need_no_blinding(var: Path) -> None:
    world.pack(public=True)
    world.tiers()
    assert not commitment_of(commit(world.plan())).blinded


def test_who_had_its_visits_is_left_out(tmp_path: Path) -> None:
    """By files of the agency: one visit for something else, one for the same item; last year's counts for nothing."""
    rows = [
        row("S0000", "1", date="2026-02-01", value="fine", note="noise"),
        row("S0001", "2", date="2026-02-01", value="fine", note="hygiene"),
        row("S0002", "3", date="2025-02-01", value="fine", note="hygiene"),
        row("S0048", "4", date="2026-02-01", value="fine", note="noise"),
    ]
    take_in(write_csv(tmp_path / "results.csv", rows), "a-results")
    frozen = frozen_list(commitment_of(commit(world.plan())))
    assert {one.code: one.excluded for one in frozen.subjects if one.excluded} == {
        "S0000": "yearly-cap", "S0001": "same-item",
    }, "S0048 must be inspected by law, beyond the cap of visits"  # fmt: skip


def test_who_was_drawn_is_not_drawn_again_for_the_item() -> None:
    plan = world.plan()
    first, evidence = world.committed(plan)
    held = hold_draw(world.decider(), first, evidence)
    second = commit(plan, batch=2)
    left_out = {one.code for one in frozen_list(commitment_of(second)).subjects if one.excluded == "same-item"}
    assert left_out == set(held.drawn)
    # 5 and 12.5 % of all were drawn: the rest of the year's 10 and 25 %, of those who are left, rounded up.
    assert [(one.name, one.size, one.bp) for one in commitment_of(second).strata] == [
        ("by-law", 1, 10_000), ("low", 38, 527), ("high", 7, 1429),
    ]  # fmt: skip


def test_a_seed_that_could_be_known() -> None:
    plan = world.plan()
    draw = next_draw(plan, "hygiene", 1).draw
    past = (datetime.now(UTC) - timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%MZ")
    alone = {"source": "ceremony", "parties": {"agency": promise(draw, "agency", b"x" * 32).hex()}}
    same = ceremony(f"{party}={promise(draw, 'agency', b'x' * 32).hex()}" for party in ("agency", "other"))
    revealed = world.promised(draw)[0] | {"numbers": {}}
    for seed, told in (
        (drand(past), "the seed could have been known"),
        (alone, "a ceremony has 2 parties at least"),
        (same, "two parties made the same promise"),
        (revealed, "the numbers stand in the commitment already"),
        ({"source": "dice"}, "the source of a seed is drand, nist, ceremony"),
    ):
        with pytest.raises(ActRefusedError, match=told):
            commit(plan, seed=seed)
    assert not Draw.objects.exists()
    assert not list(path_of(draw).parent.glob("*.parquet")), "nothing is frozen that was not committed to"


def test_a_batch_is_committed_to_once_unless_it_is_given_up() -> None:
    plan = world.plan()
    first, evidence = world.committed(plan)
    with pytest.raises(ActRefusedError, match=r"hygiene.1 is committed to; hold it, or give it up in public"):
        commit(plan)
    abandon_draw(world.decider("the association did not reveal"), first)
    with pytest.raises(ActRefusedError, match="was given up in public"):
        hold_draw(world.decider(), first, evidence)
    second, evidence = world.committed(plan)
    assert second.draw == "toy.a.2026-1.hygiene.1.2", "no id is used twice"
    hold_draw(world.decider(), second, evidence)
    with pytest.raises(ActRefusedError, match="was held: a batch is drawn once"):
        commit(plan, seed=world.promised("x")[0])
    with pytest.raises(ActRefusedError, match="was held: what was drawn stays drawn"):
        abandon_draw(world.decider(), second)


def test_what_the_plan_does_not_have() -> None:
    plan = world.plan()
    for item, batch, told in (("noise", 1, "has no item `noise`"), ("hygiene", 3, "there is no batch 3")):
        with pytest.raises(ActRefusedError, match=told):
            commit(plan, item, batch)
    with pytest.raises(
        ActRefusedError, match=r"planned from 2026-01-01 to 2026-12-31; 2027-01-01 is outside: amend the plan"
    ):
        commit(plan, day=world.DAY.replace(year=2027, month=1, day=1))
    world.plan(number="2026-2", replaces="2026-1")
    with pytest.raises(ActRefusedError, match="plan 2026-1 was replaced by another"):
        commit(plan)


def test_no_officers_for_the_field(var: Path) -> None:
    plan = world.plan()
    for one in Officer.objects.filter(number__in=("1", "2", "3")):
        end_power(officer("gone"), one, Role.INSPECTOR, world.DAY)
    with pytest.raises(ActRefusedError, match=r"a has 1 officers for the field `food` on 2026-06-01; a visit takes 2"):
        commit(plan)
