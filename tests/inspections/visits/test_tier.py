"""A result moves the tier from its publication on, at the next run, and no earlier."""

from __future__ import annotations

from tests.inspections import visiting as at
from tests.registry import officer as operator

from bonafides.packs.queries import installed_pack
from bonafides.tiers.models import Run
from bonafides.tiers.queries import standing
from bonafides.tiers.run import run_tiers


def run() -> Run:
    return run_tiers(operator("a run"), *installed_pack("cn"), at.today())


def tiers(of: Run) -> dict[int, str]:
    return {one["entity_id"]: one["tier"] for one in standing(of)}


def test_a_refusal_of_an_inspection_moves_the_tier_once_it_is_public() -> None:
    own = at.business().pk
    before = tiers(run())
    visit = at.visited()
    at.reported(visit, "refused")
    at.cleared(visit)
    waiting = run()
    assert (waiting.decided, tiers(waiting)) == (0, before), "what is not public is no record, and moves nothing"
    at.published(visit)
    after = run()
    assert after.decided == 1, "only the business that the record touched"
    order = installed_pack("cn")[0].info.tiers
    assert order is not None
    assert order.order.index(tiers(after)[own]) > order.order.index(before[own])
    assert {one: tier for one, tier in tiers(after).items() if one != own} == {
        one: tier for one, tier in before.items() if one != own
    }
