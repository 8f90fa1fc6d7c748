"""End a consumer: it is given nothing any more."""

from __future__ import annotations

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.consumers.models import Consumer, ConsumerEnd


@official_act("consumers.end", by=(Role.ADMINISTRATOR, Role.OPERATOR))
def end(acting: Acting, consumer: Consumer) -> ConsumerEnd:
    """From now on nothing is told to it. What it was told stays, acknowledged or not."""
    if ConsumerEnd.objects.filter(consumer=consumer).exists():
        raise ActRefusedError("%(consumer)s has ended already; nothing was changed", consumer=consumer)
    acting.details = {"consumer": consumer.name}
    acting.tell(consumer=consumer.pk)
    return acting.write(ConsumerEnd, consumer=consumer, at=timezone.now())
