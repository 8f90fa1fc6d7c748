"""Take a signal up: by a visit, a check of papers or a reminder, as far as its card allows."""

from __future__ import annotations

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, official_act
from bonafides.inspections.models import Assignment
from bonafides.kernel.sentence import OR, Joined
from bonafides.watch.signals.handled import OFFICERS, held, refuse_unless
from bonafides.watch.signals.models import Signal, Step
from bonafides.watch.signals.standing import State

MAY: dict[str, tuple[str, ...]] = {
    "reminder": (Step.By.REMINDER,),
    "paper-check": (Step.By.REMINDER, Step.By.PAPERS),
    "raise-order": (Step.By.REMINDER, Step.By.PAPERS, Step.By.VISIT),
}
"""The effect of a card → how a signal by it may be taken up: never by more than the card says."""


@official_act("signals.take_up", by=OFFICERS)
def take_up(acting: Acting, number: int, by: str, visit: int | None = None) -> Step:
    """By a visit: one that is opened already, outside every draw, at this business. The signal itself opens none."""
    signal, today = held(acting, number), timezone.localdate()
    refuse_unless(signal, State.OPEN, today)
    if by not in MAY[signal.effect]:
        allowed = Joined(MAY[signal.effect], OR)
        raise ActRefusedError(
            "signal %(number)s: expected %(allowed)s, as its card allows a %(effect)s, came %(by)s",
            number=number,
            allowed=allowed,
            effect=signal.effect,
            by=by,
        )
    if (by == Step.By.VISIT) != (visit is not None):
        raise ActRefusedError(
            "a visit is named where a signal is taken up by one, and only there: bonafides inspection targeted opens one"
        )
    acting.details = {"signal": number, "card": signal.card, "by": by, "visit": visit}
    found = None if visit is None else _visit(signal, visit)
    return acting.write(Step, signal=signal, what=Step.What.TAKEN_UP, on=today, by=by, visit=found, words=acting.reason)


def _visit(signal: Signal, number: int) -> Assignment:
    found = Assignment.objects.filter(pk=number, agency=signal.agency_id, entity=signal.entity_id).first()
    if found is None:
        raise ActRefusedError(
            "expected a visit of the agency at the business of the signal, came %(number)s", number=number
        )
    if found.draw_id is not None:
        raise ActRefusedError(
            "visit %(number)s is of a draw, and whom chance drew no signal did: name a visit outside every draw",
            number=number,
        )
    return found
