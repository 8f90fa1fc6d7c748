"""A business declines a reward, or takes that back: nobody has to be honoured."""

from __future__ import annotations

from datetime import date

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.entities.models import Entity
from bonafides.kernel.sentence import Joined, Sentence
from bonafides.measures.models import Declined, Lift
from bonafides.measures.standing import counting, declined, lock
from bonafides.packs.queries import installed_pack


@official_act("measures.decline", by=(Role.CASE_OFFICER, Role.DECIDER))
def decline(acting: Acting, measure: str, entity: Entity, on: date, *, again: bool = False) -> Declined:
    """Enter what the business said; a reward that counts ends on that day. `again`: it would have it after all."""
    pack, _ = installed_pack(acting.pack)
    one = pack.measures.get(measure)
    if one is None or not one.declinable:
        known = Joined(name for name, each in pack.measures.items() if each.declinable) or Sentence("none")
        raise ActRefusedError(
            "expected a reward that may be declined (%(known)s), came `%(measure)s`; nothing was changed",
            known=known,
            measure=measure,
        )
    lock(entity)
    if declined(entity, pack.name, measure) != again:
        raise ActRefusedError(
            "%(entity)s said so of `%(measure)s` already; nothing was changed", entity=entity, measure=measure
        )
    standing = counting(on).filter(entity=entity, measure=measure, lift=None, agency__pack=pack.name)
    ends = [] if again else [{"instance": each, "on": on, "how": "declined", "why": "declined"} for each in standing]
    lifts = acting.write_many(Lift, ends) if ends else []
    acting.subject = entity.pk
    acting.details = {"measure": measure, "again": again, "lifted": [each.instance_id for each in lifts]}
    acting.tell(lifted=[each.instance_id for each in lifts])
    return acting.write(Declined, entity=entity, pack=pack.name, measure=measure, on=on, again=again)
