"""Note that an instance ended by its own date. It counted no longer from that day; this is its act, and what others are told."""

from __future__ import annotations

from datetime import date

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.measures.models import Instance, Lift
from bonafides.measures.standing import lock


@official_act("measures.expire", by=(Role.OPERATOR,))
def expire(acting: Acting, instance: int, today: date) -> Lift:
    """Write the end of an instance that was to end by `today`, on the very day on which it ended."""
    one = Instance.objects.select_related("entity").get(pk=instance)
    lock(one.entity)
    if one.until is None or one.until > today:
        raise ActRefusedError(
            "expected a measure that ended by %(today)s, came %(one)s, which does not; nothing was changed",
            today=today,
            one=one,
        )
    if (done := Lift.objects.filter(instance=one).first()) is not None:
        raise ActRefusedError("%(one)s was lifted already, from %(on)s; nothing was changed", one=one, on=done.on)
    acting.subject = one.entity_id
    acting.details = {"instance": one.pk, "measure": one.measure}
    acting.tell(lifted=[one.pk])
    return acting.write(Lift, instance=one, on=one.until, how="expired", why=f"ended on {one.until}")
