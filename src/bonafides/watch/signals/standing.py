"""What stands of a signal on a day, derived from its rows."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet

from bonafides.watch.signals.models import Ended, Signal, Step


class State(StrEnum):
    """Where a signal is. What an officer did goes before what time did."""

    OPEN = "open"
    TAKEN_UP = "taken-up"
    DISMISSED = "dismissed"
    CLOSED = "closed"
    """Taken up, and what came of it is told."""
    ENDED = "ended"
    """A later look found that it no longer holds."""
    EXPIRED = "expired"


def state_of(signal: Signal, day: date) -> State:
    """Of a signal whose `steps` and `ended` were read with it."""
    done = {one.what for one in signal.steps.all()}
    if Step.What.OUTCOME in done:
        return State.CLOSED
    if Step.What.DISMISSED in done:
        return State.DISMISSED
    if Step.What.TAKEN_UP in done:
        return State.TAKEN_UP
    if getattr(signal, "ended", None) is not None:
        return State.ENDED
    return State.EXPIRED if day >= signal.expires_on else State.OPEN


def open_on(day: date) -> QuerySet[Signal]:
    """The signals that are open on a day: nobody did anything with them, and they still hold."""
    steps = Step.objects.filter(signal=OuterRef("pk"))
    ended = Ended.objects.filter(signal=OuterRef("pk"))
    return Signal.objects.filter(~Exists(steps), ~Exists(ended), expires_on__gt=day)


def at_work(day: date) -> QuerySet[Signal]:
    """Open, or taken up and not told of yet: while it is so, the same card raises no second one for the business."""
    closed = Step.objects.filter(signal=OuterRef("pk"), what__in=(Step.What.DISMISSED, Step.What.OUTCOME))
    taken = Step.objects.filter(signal=OuterRef("pk"), what=Step.What.TAKEN_UP)
    ended = Ended.objects.filter(signal=OuterRef("pk"))
    return Signal.objects.filter(Q(Exists(taken)) | Q(~Exists(ended), expires_on__gt=day), ~Exists(closed))
