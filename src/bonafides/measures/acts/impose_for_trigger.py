"""Impose what comes with a trigger, and end the rewards that it forfeits: the cascade of one decided case."""

from __future__ import annotations

from datetime import date

from bonafides.acts.act import Acting, Role, official_act
from bonafides.entities.models import Entity
from bonafides.measures.catalogue import coming_with, lost_by
from bonafides.measures.duration import lasting
from bonafides.measures.models import Instance, Lift
from bonafides.measures.permission import YES, permission
from bonafides.measures.rows import row_of
from bonafides.measures.standing import counting, declined, lock, not_lifted
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
    rows, left_out = [], {}
    same = not_lifted().filter(entity=trigger.entity, trigger_kind=trigger.kind, trigger_ref=trigger.ref)
    standing = set(same.values_list("measure", flat=True))
    for measure, _ in coming_with(pack, trigger, on):
        name = measure.measure
        if name in standing:
            left_out[name] = "imposed already"
        elif measure.declinable and declined(trigger.entity, pack.name, name):
            left_out[name] = "declined"
        elif (asked := permission(pack, measure, trigger.entity, trigger, on)).value != YES:
            left_out[name] = str(asked.value)
        else:
            since = max(on, trigger.since)
            until = lasting(pack, measure, trigger, since, {}).until
            if until is not None and until <= since:
                left_out[name] = f"over on {until}"
            else:
                rows.append(row_of(pack, version, measure, trigger, since, until))
    made = acting.write_many(Instance, rows) if rows else []
    lifts = _forfeited(acting, pack, trigger, on)
    acting.details = {
        "trigger": [trigger.kind, trigger.ref], "imposed": [one.pk for one in made], "left_out": left_out,
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
