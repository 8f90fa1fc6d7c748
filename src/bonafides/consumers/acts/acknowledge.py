"""Note that a consumer acknowledged an end."""

from __future__ import annotations

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.consumers.models import Acknowledged, Notice


@official_act("consumers.acknowledge", by=(Role.OPERATOR,))
def acknowledge(acting: Acting, notice: int, how: str) -> Acknowledged:
    """`how`: it answered our message with 2xx (`answered`), or posted so itself (`posted`)."""
    one = Notice.objects.select_for_update(of=("self",)).select_related("consumer").filter(pk=notice).first()
    if one is None:
        raise ActRefusedError(f"expected the number of a notice, came {notice}; nothing was changed")
    if (done := Acknowledged.objects.filter(notice=one).first()) is not None:
        raise ActRefusedError(f"{one} was acknowledged already, at {done.at:%Y-%m-%d %H:%M}; nothing was changed")
    acting.subject = one.entity_id
    acting.details = {"consumer": one.consumer.name, "notice": one.pk, "how": how}
    acting.tell(consumer=one.consumer_id, notice=one.pk)
    return acting.write(Acknowledged, notice=one, at=timezone.now(), how=how)
