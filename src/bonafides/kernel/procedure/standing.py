"""What stands when steps were taken: the state, the clocks, and for each step why it may not be taken now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bonafides.kernel.procedure.clocks import clocks_of
from bonafides.kernel.procedure.known import ClockStanding, Known, Taken
from bonafides.kernel.procedure.law import Law
from bonafides.kernel.procedure.model import Meaning, Procedure, State
from bonafides.kernel.procedure.refusal import why_not


@dataclass(frozen=True)
class Standing:
    """A case on a day. `open`: the steps that may be taken; `why_not`: the others, each with the reason."""

    state: State
    done: Mapping[str, date]
    clocks: Mapping[str, ClockStanding]
    open: tuple[str, ...]
    why_not: Mapping[str, str]

    @property
    def ended(self) -> bool:
        return self.state.meaning is Meaning.ENDED


def state_after(procedure: Procedure, taken: Sequence[Taken]) -> State:
    """The state that the steps led to."""
    name = next((to for one in reversed(taken) if (to := procedure.step(one.step).to)), procedure.opens.to)
    return procedure.states[name or ""]


def known_on(procedure: Procedure, taken: Sequence[Taken], today: date, law: Law) -> Known:
    """What is known of a case on a day, its clocks included. Only the steps of that day and before count."""
    known = Known(procedure, [one for one in taken if one.on <= today], today, law)
    known.clocks = clocks_of(known)
    return known


def standing(procedure: Procedure, taken: Sequence[Taken], today: date, law: Law) -> Standing:
    """Where a case stands on a day. A guard that reads what the step itself is told is asked only when the step is taken."""
    known = known_on(procedure, taken, today, law)
    state = state_after(procedure, known.taken)
    told = {name: why_not(known, state, step) for name, step in procedure.steps.items()}
    done = {name: one.on for name, one in known.last.items()}
    closed = {name: why for name, why in told.items() if why is not None}
    return Standing(state, done, known.clocks, tuple(name for name in told if name not in closed), closed)
