"""End the rewards of businesses that a later run gave another tier."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bonafides.acts.act import Acting, Role, official_act
from bonafides.measures.models import Instance, Lift
from bonafides.measures.standing import not_lifted
from bonafides.measures.tier_triggers import TIER


@official_act("measures.end_tier_reward", by=(Role.OPERATOR,))
def end_tier_reward(acting: Acting, run: int, instances: Sequence[int], on: date) -> list[Lift]:
    """Lift these instances from a day on; what is lifted by now stays as it is."""
    found: list[Instance] = list(
        not_lifted().filter(pk__in=instances, trigger_kind=TIER).select_for_update(of=("self",)).order_by("pk")
    )
    why = f"run {run} gave another result"
    rows = [{"instance": one, "on": on, "how": "trigger-ended", "why": why} for one in found]
    lifts = acting.write_many(Lift, rows) if rows else []
    acting.details = {"run": run, "lifted": len(lifts)}
    return lifts
