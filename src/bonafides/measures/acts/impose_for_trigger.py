"""Impose what comes with a trigger, and end the rewards that it forfeits: the cascade of one decided case."""

from __future__ import annotations

from datetime import date

from bonafides.acts.act import Acting, Role, official_act
from bonafides.entities.models import Entity
from bonafides.measures.catalogue import lost_by
from bonafides.measures.coming import coming
from bonafides.measures.models import Instance, Lift
from bonafides.measures.standing import counting, lock
from bonafides.measures.triggers import Trigger, trigger_of
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack


@official_act("measures.impose_for_trigger", by=(Role.OPERATOR,))
def impose_for_trigger(
    acting: Acting, kind: str, ref: int, *, on: date, entity: Entity | None = None
) -> tuple[list[Instance], list[Lift]]:
    """Every measure that comes with a trigger from `on`, each in the name and on the basis of its own agency.

    What is imposed for it already, what the standard does not permit and what would be over before it began is left out,
    and told in the act's details. Rewards that it forfeits end on the same day.
    """
    trigger = trigger_of(kind, ref, entity)
    pack, version = installed_pack(trigger.pack)
    lock(trigger.entity)
    acting.subject = trigger.entity.pk
    found = coming(pack, version, trigger, on)
    made = acting.write_many(Instance, found.rows) if found.rows else []
    lifts = _forfeited(acting, pack, trigger, on)
    acting.details = {
        "trigger": [trigger.kind, trigger.ref], "imposed": [one.pk for one in made], "left_out": found.left_out,
        "lifted": [one.instance_id for one in lifts],
    }  # fmt: skip
    acting.tell(instances=[one.pk for one in made], lifted=[one.instance_id for one in lifts])
    return made, lifts


def _forfeited(acting: Acting, pack: Pack, trigger: Trigger, on: date) -> list[Lift]:
    rewards = counting(on).filter(entity=trigger.entity, kind="reward", lift=None)
    lost = [
        one
        for one in rewards
        if (measure := pack.measures.get(one.measure)) is not None and lost_by(pack, measure, trigger, on)
    ]
    why = f"{trigger.kind} {trigger.ref} ({trigger.of})"
    return (
        acting.write_many(Lift, [{"instance": one, "on": on, "how": "lost", "why": why} for one in lost])
        if lost
        else []
    )
