"""Lift one instance before its end, by the agency whose measure it is."""

from __future__ import annotations

from datetime import date

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.measures.models import Instance, Lift
from bonafides.measures.standing import lock


@official_act("measures.lift", by=(Role.DECIDER,))
def lift(acting: Acting, instance: int, on: date, why: str) -> Lift:
    """Lift an instance from a day on; why is kept, and may be read by the business."""
    one = Instance.objects.select_related("entity", "agency").filter(pk=instance).first()
    if one is None:
        raise ActRefusedError(
            "expected the number of a measure, came %(instance)s; bonafides measure burden CODE shows them",
            instance=instance,
        )
    if (acting.pack, acting.agency) != (one.agency.pack, one.agency.name):
        raise ActRefusedError(
            "%(one)s is of %(agency)s, came %(pack)s/%(came)s; nothing was changed",
            one=one,
            agency=one.agency,
            pack=acting.pack,
            came=acting.agency,
        )
    if not why.strip():
        raise ActRefusedError("expected why it is lifted, came nothing; nothing was changed")
    lock(one.entity)
    if (done := Lift.objects.filter(instance=one).first()) is not None:
        raise ActRefusedError("%(one)s was lifted already, from %(on)s; nothing was changed", one=one, on=done.on)
    if one.until is not None and one.until <= on:
        raise ActRefusedError(
            "%(one)s ends on %(until)s by itself, came %(on)s; nothing was changed", one=one, until=one.until, on=on
        )
    acting.subject = one.entity_id
    acting.details = {"instance": one.pk, "measure": one.measure, "on": on.isoformat()}
    acting.tell(lifted=[one.pk])
    return acting.write(Lift, instance=one, on=on, how="lifted", why=why.strip())
