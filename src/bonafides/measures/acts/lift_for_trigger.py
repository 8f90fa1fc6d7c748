"""Lift every instance that rests on a trigger which ended: nothing of it outlives what it was imposed for."""

from __future__ import annotations

from datetime import date

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.entities.models import Entity
from bonafides.measures.models import Lift
from bonafides.measures.resting import left_by_shield, resting_on
from bonafides.measures.standing import lock
from bonafides.measures.triggers import trigger_of


@official_act("measures.lift_for_trigger", by=(Role.OPERATOR,))
def lift_for_trigger(
    acting: Acting,
    kind: str,
    ref: int,
    *,
    on: date,
    why: str,
    entity: Entity | None = None,
    shielded: bool = False,
) -> list[Lift]:
    """Lift what rests on a trigger, in effect from `on`, whenever this runs. What is lifted already stays as it is.

    Where the trigger is but `shielded`, the standard says of each whether it is lifted; what stays is told in the act's details.
    """
    if not why.strip():
        raise ActRefusedError("expected why the trigger ended, came nothing; nothing was changed")
    trigger = trigger_of(kind, ref, entity)
    lock(trigger.entity)
    found = resting_on(trigger, on)
    stays = left_by_shield(trigger, found, on) if shielded else set()
    rows = [{"instance": one, "on": on, "how": "trigger-ended", "why": why} for one in found if one.pk not in stays]
    lifts = acting.write_many(Lift, rows) if rows else []
    acting.subject = trigger.entity.pk
    acting.details = {"trigger": [trigger.kind, trigger.ref], "lifted": [one.instance_id for one in lifts]} | (
        {"stays": sorted(stays)} if stays else {}
    )
    acting.tell(lifted=[one.instance_id for one in lifts])
    return lifts
