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
        raise ActRefusedError("expected the number of a notice, came %(notice)s; nothing was changed", notice=notice)
    if (done := Acknowledged.objects.filter(notice=one).first()) is not None:
        raise ActRefusedError(
            "%(one)s was acknowledged already, at %(at)s; nothing was changed", one=one, at=f"{done.at:%Y-%m-%d %H:%M}"
        )
    acting.subject = one.entity_id
    acting.details = {"consumer": one.consumer.name, "notice": one.pk, "how": how}
    acting.tell(consumer=one.consumer_id, notice=one.pk)
    return acting.write(Acknowledged, notice=one, at=timezone.now(), how=how)
