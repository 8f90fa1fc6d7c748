"""What the acts of officers on signals share: which signal, and whether it is theirs and still to be handled."""

from __future__ import annotations

from datetime import date

from bonafides.acts.act import Acting, ActRefusedError, Role
from bonafides.kernel.sentence import Sentence
from bonafides.watch.signals.models import Signal
from bonafides.watch.signals.standing import State, state_of

OFFICERS = (Role.CASE_OFFICER, Role.INSPECTOR, Role.REVIEWER, Role.DECIDER)
"""Who may look at the list and handle what is on it."""
TOLD = {
    State.TAKEN_UP: Sentence("it was taken up; tell what came of it"),
    State.DISMISSED: Sentence("it was dismissed"),
    State.CLOSED: Sentence("what came of it was told"),
    State.ENDED: Sentence("it no longer holds"),
    State.EXPIRED: Sentence("it has expired"),
}


def held(acting: Acting, number: int) -> Signal:
    """A signal of the officer's agency, held until the act ends; the act is about its business."""
    found = Signal.objects.select_for_update(of=("self",)).select_related("agency", "entity").filter(pk=number).first()
    if found is None or (found.agency.pack, found.agency.name) != (acting.pack, acting.agency):
        raise ActRefusedError(
            "expected a signal of %(agency)s, came %(number)s; bonafides signal list shows them",
            agency=acting.agency,
            number=number,
        )
    acting.subject = found.entity_id
    return found


def refuse_unless(signal: Signal, wanted: State, day: date) -> None:
    """Raise ActRefusedError where a signal is in another state than the act needs."""
    state = state_of(signal, day)
    if state is not wanted:
        told = TOLD.get(state, Sentence("nobody took it up yet: bonafides signal take-up"))
        raise ActRefusedError(
            "signal %(signal)s: expected one that is %(wanted)s, came one that is %(state)s: %(told)s",
            signal=signal.pk,
            wanted=wanted,
            state=state,
            told=told,
        )
