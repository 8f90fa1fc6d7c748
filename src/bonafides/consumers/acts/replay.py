"""Have dead letters go out once more, when the consumer has mended what refused them."""

from __future__ import annotations

from collections.abc import Collection

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.consumers.models import Consumer, Replay
from bonafides.consumers.queries import dead_letters
from bonafides.kernel.sentence import Joined, Sentence


@official_act("consumers.replay", by=(Role.OPERATOR, Role.ADMINISTRATOR))
def replay(acting: Acting, consumer: Consumer, notices: Collection[int] = ()) -> list[Replay]:
    """All of the consumer's, or those of the ends named; each goes out in its own place among what is open."""
    letters = list(dead_letters(consumer).select_for_update(of=("self",)))
    if unknown := sorted(set(notices) - {one.notice_id for one in letters}):
        told = Joined(Sentence("end-%(one)s", one=one) for one in unknown)
        raise ActRefusedError(
            "expected dead letters of %(consumer)s (bonafides consumer dead), came %(told)s; nothing was changed",
            consumer=consumer.name,
            told=told,
        )
    chosen = [one for one in letters if not notices or one.notice_id in notices]
    if not chosen:
        raise ActRefusedError("%(consumer)s has no dead letters; nothing was changed", consumer=consumer.name)
    acting.details = {"consumer": consumer.name, "notices": [one.notice_id for one in chosen]}
    acting.tell(consumer=consumer.pk)
    return acting.write_many(Replay, [{"letter": one, "at": timezone.now()} for one in chosen])
