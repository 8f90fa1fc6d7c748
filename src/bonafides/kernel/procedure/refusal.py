"""Why a step may not be taken now: the state, the order of steps, the clocks, the guards. None: nothing is against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bonafides.kernel.feel.values import Value
from bonafides.kernel.procedure.inputs import values_of
from bonafides.kernel.procedure.known import Known
from bonafides.kernel.procedure.law import NotKnownError, Said
from bonafides.kernel.procedure.model import Guard, State, Step
from bonafides.kernel.procedure.sources import OfField, leaves
from bonafides.kernel.sentence import AND, OR, Joined, Sentence


@dataclass(frozen=True)
class Asked:
    """A guard as it was asked, for the record of the step."""

    decision: str
    inputs: Mapping[str, Value]
    said: Said


def why_not(known: Known, state: State, step: Step) -> str | None:
    """Why a step may not be taken, before what it will be told is known."""
    told = _order(known, state, step) or _clocks(known, step)
    if told is not None:
        return told
    for guard in step.guards:
        if not reads_what_is_told(guard, step):
            why, _ = ask(known, step, guard)
            if why is not None:
                return why
    return None


def in_order(known: Known, state: State, step: Step) -> bool:
    """Whether the state, the order of steps and the clocks leave a step open; its guards are asked when it is taken."""
    return (_order(known, state, step) or _clocks(known, step)) is None


def refusal(known: Known, state: State, step: Step, told: Mapping[str, Value]) -> tuple[str | None, list[Asked]]:
    """Why a step may not be taken with what it is told; and every guard that was asked."""
    why = _order(known, state, step) or _clocks(known, step)
    asked: list[Asked] = []
    if why is None:
        with_it = replace(known, told=told)
        for guard in step.guards:
            why, answer = ask(with_it, step, guard)
            asked += [answer] if answer else []
            if why is not None:
                break
    return why, asked


def ask(known: Known, step: Step, guard: Guard) -> tuple[str | None, Asked | None]:
    """Put one guard: why it does not let the step be taken, and what was asked."""
    try:
        inputs = values_of(guard.inputs, known)
        said = known.law.say(guard.decision, inputs, known.today)
    except NotKnownError as error:
        return Sentence(
            "`%(decision)s`, which `%(step)s` needs, cannot be answered: %(error)s",
            decision=guard.decision,
            step=step.name,
            error=error,
        ), None
    asked = Asked(guard.decision, inputs, said)
    if said.value in guard.yes:
        return None, asked
    wanted = Joined((_word(one) for one in guard.yes), OR)
    rule = f" ({said.basis})" if said.basis else ""
    reason = f": {said.reason}" if said.reason else ""
    return Sentence(
        "`%(step)s` needs `%(decision)s` to be %(wanted)s, it is %(said)s%(rule)s%(reason)s",
        step=step.name,
        decision=guard.decision,
        wanted=wanted,
        said=_word(said.value),
        rule=rule,
        reason=reason,
    ), asked


def _order(known: Known, state: State, step: Step) -> str | None:
    if state.name not in step.start:
        taken = known.taken[-1] if known.taken else None
        since = Sentence(", since `%(step)s` on %(on)s", step=taken.step, on=taken.on) if taken else ""
        return Sentence(
            "`%(step)s` is taken in %(start)s; the case is %(state)s%(since)s",
            step=step.name,
            start=Joined(step.start, OR),
            state=state.name,
            since=since,
        )
    if not step.repeats and (before := known.last.get(step.name)) is not None:
        return Sentence("`%(step)s` is taken once; it was on %(on)s", step=step.name, on=before.on)
    missing = [name for name in step.needs if name not in known.last]
    if missing:
        return Sentence(
            "`%(step)s` is taken after %(missing)s: first that",
            step=step.name,
            missing=Joined((f"`{one}`" for one in missing), AND),
        )
    return None


def _clocks(known: Known, step: Step) -> str | None:
    for name in step.after:
        one, rule = known.clocks.get(name), _rule(known, name)
        if one is None:
            return Sentence(
                "`%(step)s` waits until `%(name)s` is over%(rule)s; it has not begun: %(known)s first",
                step=step.name,
                name=name,
                rule=rule,
                known=_starts(known, name),
            )
        if one.running:
            ends = Sentence("its last day is %(last_day)s", last_day=one.last_day) if one.last_day else one.unknown
            return Sentence(
                "`%(step)s` waits until `%(name)s` is over%(rule)s: %(ends)s",
                step=step.name,
                name=name,
                rule=rule,
                ends=ends,
            )
    for name in step.within:
        one, rule = known.clocks.get(name), _rule(known, name)
        if one is None:
            return Sentence(
                "`%(step)s` is taken within `%(name)s`%(rule)s; it has not begun: %(known)s first",
                step=step.name,
                name=name,
                rule=rule,
                known=_starts(known, name),
            )
        if one.unknown and one.running:
            return Sentence(
                "`%(step)s` is taken within `%(name)s`%(rule)s: %(unknown)s",
                step=step.name,
                name=name,
                rule=rule,
                unknown=one.unknown,
            )
        if not one.running:
            ended = (
                Sentence("its last day was %(last_day)s", last_day=one.last_day)
                if one.over
                else Sentence("it ended on %(stopped)s", stopped=one.stopped)
            )
            return Sentence(
                "`%(step)s` is taken within `%(name)s`%(rule)s: %(ended)s, the day is %(today)s",
                step=step.name,
                name=name,
                rule=rule,
                ended=ended,
                today=known.today,
            )
    return None


def _rule(known: Known, clock: str) -> str:
    basis = known.procedure.clocks[clock].basis
    return f" ({'; '.join(basis)})" if basis else ""


def _starts(known: Known, clock: str) -> str:
    return Joined((f"`{one}`" for one in known.procedure.clocks[clock].starts), OR)


def reads_what_is_told(guard: Guard, step: Step) -> bool:
    """Whether a guard reads what the step itself is told, so that it is asked only when the step is taken."""
    read = {one.name for source in guard.inputs.values() for one in leaves(source) if isinstance(one, OfField)}
    return bool(read & set(step.fields))


def _word(value: Value) -> str:
    if value is None:
        return Sentence("not known")
    return str(value).lower() if isinstance(value, bool) else str(value)
