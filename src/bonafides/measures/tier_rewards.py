"""Rewards follow the tiers: after a run, who has the tier gets them, who has it no longer loses them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from bonafides.acts.act import Acting
from bonafides.acts.authority import OPERATOR
from bonafides.entities.models import Entity
from bonafides.measures.acts.end_tier_reward import end_tier_reward
from bonafides.measures.acts.reward_tier import reward_tier
from bonafides.measures.cascade import MACHINE
from bonafides.measures.models import Declined, Lift
from bonafides.measures.permission import basis_on
from bonafides.measures.standing import not_lifted
from bonafides.measures.tier_triggers import TIER
from bonafides.packs.measure import Measure
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack
from bonafides.tiers.models import Run
from bonafides.tiers.queries import last_run, with_tier

AT_ONCE = 5_000
T = TypeVar("T")


def follow_tiers(pack_name: str, day: date) -> tuple[int, int]:
    """How many rewards began and ended, so that they are what the last run says. Safe to run at any time and twice."""
    run = last_run(pack_name)
    if run is None:
        return 0, 0
    pack, _ = installed_pack(pack_name)
    begun = ended = 0
    for measure in pack.measures.values():
        tiers = [one.tier for one in measure.triggers if one.tier is not None and one.how == "with"]
        if not tiers or not measure.in_force.covers(day):
            continue
        acting = Acting(MACHINE, OPERATOR, basis_on(pack, measure, day) or measure.measure, f"run {run.pk}")
        having = _having(pack, measure)
        wanted = {entity: tier for tier in tiers for entity in with_tier(run, tier)}
        for chunk in _chunks([number for entity, number in having.items() if entity not in wanted]):
            ended += len(end_tier_reward(acting, run.pk, chunk, day))
        out_of_it = _out_of_it(pack, measure, run)
        for tier in tiers:
            missing = [one for one, own in wanted.items() if own == tier and one not in having and one not in out_of_it]
            for part in _chunks(sorted(missing)):
                entities = list(Entity.objects.filter(pk__in=part).order_by("pk"))
                begun += len(reward_tier(acting, run, measure.measure, tier, entities, day))
    return begun, ended


def _having(pack: Pack, measure: Measure) -> dict[int, int]:
    """Business → its instance of a reward that nothing has lifted."""
    found = not_lifted().filter(measure=measure.measure, trigger_kind=TIER, agency__pack=pack.name)
    return dict(found.values_list("entity_id", "pk"))


def _out_of_it(pack: Pack, measure: Measure, run: Run) -> set[int]:
    """Who forfeited a reward since the day of the run, which knows nothing of it; and who declined it."""
    lost = Lift.objects.filter(
        instance__measure=measure.measure, instance__agency__pack=pack.name, how="lost", on__gte=run.as_of
    )
    said = Declined.objects.filter(pack=pack.name, measure=measure.measure).order_by("entity", "-pk").distinct("entity")
    return {*lost.values_list("instance__entity_id", flat=True), *(one.entity_id for one in said if not one.again)}


def _chunks(many: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(many), AT_ONCE):
        yield many[start : start + AT_ONCE]
