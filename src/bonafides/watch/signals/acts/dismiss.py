"""Dismiss a signal, with the reason: it is not worth a look after all."""

from __future__ import annotations

from django.utils import timezone

from bonafides.acts.act import Acting, official_act
from bonafides.watch.signals.handled import OFFICERS, held, refuse_unless
from bonafides.watch.signals.models import Step
from bonafides.watch.signals.standing import State


@official_act("signals.dismiss", by=OFFICERS)
def dismiss(acting: Acting, number: int) -> Step:
    """The act's reason is the reason. The same records raise it no more; a newer one may."""
    signal, today = held(acting, number), timezone.localdate()
    refuse_unless(signal, State.OPEN, today)
    acting.details = {"signal": number, "card": signal.card}
    return acting.write(Step, signal=signal, what=Step.What.DISMISSED, on=today, words=acting.reason)
