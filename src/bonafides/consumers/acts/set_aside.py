"""Set a message aside that its consumer refuses, so that it does not hold up what comes after it."""

from __future__ import annotations

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.consumers.models import DeadLetter, Notice
from bonafides.consumers.queries import to_send


@official_act("consumers.set_aside", by=(Role.OPERATOR,))
def set_aside(acting: Acting, notice: int, why: str) -> DeadLetter:
    """The dead letter. Its end is still open, and late once its time is over: nobody has acknowledged it."""
    one = Notice.objects.select_for_update(of=("self",)).select_related("consumer").get(pk=notice)
    if not to_send(one.consumer).filter(pk=notice).exists():
        raise ActRefusedError("%(one)s: it does not wait to be sent; nothing was changed", one=one)
    acting.subject = one.entity_id
    acting.details = {"consumer": one.consumer.name, "notice": one.pk}
    acting.tell(consumer=one.consumer_id, notice=one.pk)
    return acting.write(DeadLetter, notice=one, at=timezone.now(), why=why)
