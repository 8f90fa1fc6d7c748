"""Lift every instance that rests on a trigger which ended: nothing of it outlives what it was imposed for."""

from __future__ import annotations

from datetime import date

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.entities.models import Entity
from bonafides.measures.models import Instance, Lift
from bonafides.measures.standing import lock, not_lifted
from bonafides.measures.triggers import trigger_of


@official_act("measures.lift_for_trigger", by=(Role.OPERATOR,))
def lift_for_trigger(
    acting: Acting, kind: str, ref: int, *, on: date, why: str, entity: Entity | None = None
) -> list[Lift]:
    """Lift what rests on a trigger, in effect from `on`, whenever this runs. What is lifted already stays as it is."""
    if not why.strip():
        raise ActRefusedError("expected why the trigger ended, came nothing; nothing was changed")
    trigger = trigger_of(kind, ref, entity)
    lock(trigger.entity)
    open_ones = not_lifted().filter(trigger_kind=trigger.kind, trigger_ref=trigger.ref, entity=trigger.entity)
    rows = [{"instance": one, "on": on, "how": "trigger-ended", "why": why} for one in open_ones if _outlives(one, on)]
    lifts = acting.write_many(Lift, rows) if rows else []
    acting.subject = trigger.entity.pk
    acting.details = {"trigger": [trigger.kind, trigger.ref], "lifted": [one.instance_id for one in lifts]}
    acting.tell(lifted=[one.instance_id for one in lifts])
    return lifts


def _outlives(one: Instance, on: date) -> bool:
    """What ended by its own date before ends by that (`measures.expire`)."""
    return one.until is None or one.until > on
