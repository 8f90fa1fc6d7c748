"""Tell what came of a signal that was taken up: the only way to learn how often a card is right."""

from __future__ import annotations

from django.utils import timezone

from bonafides.acts.act import Acting, official_act
from bonafides.watch.signals.handled import OFFICERS, held, refuse_unless
from bonafides.watch.signals.models import Step
from bonafides.watch.signals.standing import State


@official_act("signals.tell_outcome", by=OFFICERS)
def tell_outcome(acting: Acting, number: int, found: str) -> Step:
    """Something was found, nothing, or it stayed unclear; the act's reason says what. A finding itself is a record of its own."""
    signal, today = held(acting, number), timezone.localdate()
    refuse_unless(signal, State.TAKEN_UP, today)
    acting.details = {"signal": number, "card": signal.card, "found": Step.Found(found)}
    return acting.write(
        Step, signal=signal, what=Step.What.OUTCOME, on=today, found=Step.Found(found), words=acting.reason
    )
