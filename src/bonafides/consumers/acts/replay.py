"""Have dead letters go out once more, when the consumer has mended what refused them."""

from __future__ import annotations

from collections.abc import Collection

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.consumers.models import Consumer, Replay
from bonafides.consumers.queries import dead_letters


@official_act("consumers.replay", by=(Role.OPERATOR, Role.ADMINISTRATOR))
def replay(acting: Acting, consumer: Consumer, notices: Collection[int] = ()) -> list[Replay]:
    """All of the consumer's, or those of the ends named; each goes out in its own place among what is open."""
    letters = list(dead_letters(consumer).select_for_update(of=("self",)))
    if unknown := sorted(set(notices) - {one.notice_id for one in letters}):
        told = ", ".join(f"end-{one}" for one in unknown)
        raise ActRefusedError(
            f"expected dead letters of {consumer.name} (bonafides consumer dead), came {told}; nothing was changed"
        )
    chosen = [one for one in letters if not notices or one.notice_id in notices]
    if not chosen:
        raise ActRefusedError(f"{consumer.name} has no dead letters; nothing was changed")
    acting.details = {"consumer": consumer.name, "notices": [one.notice_id for one in chosen]}
    acting.tell(consumer=consumer.pk)
    return acting.write_many(Replay, [{"letter": one, "at": timezone.now()} for one in chosen])
