"""Raise the alarm over a consumer that did not acknowledge an end in its time."""

from __future__ import annotations

from datetime import date

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.consumers.due import consistency
from bonafides.consumers.models import Acknowledged, Alarm, Notice


@official_act("consumers.alarm", by=(Role.OPERATOR,))
def alarm(acting: Acting, notice: int, day: date) -> Alarm:
    """The alarm, where the standard says on that day that there is one."""
    one = Notice.objects.select_for_update(of=("self",)).select_related("consumer").get(pk=notice)
    acknowledged = Acknowledged.objects.filter(notice=one).exists()
    value = consistency(one, day, acknowledged=acknowledged).value
    if not (isinstance(value, dict) and value.get("alarm") is True):
        raise ActRefusedError("%(one)s: the standard says no alarm on %(day)s; nothing was changed", one=one, day=day)
    if Alarm.objects.filter(notice=one).exists():
        raise ActRefusedError("%(one)s: there is an alarm already; nothing was changed", one=one)
    acting.subject = one.entity_id
    acting.details = {"consumer": one.consumer.name, "notice": one.pk}
    acting.tell(consumer=one.consumer_id, notice=one.pk)
    return acting.write(Alarm, notice=one, day=day)
