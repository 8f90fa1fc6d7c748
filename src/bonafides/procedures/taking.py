"""What every step is held against, and how it is written: by officers, by the machine, at the opening."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Evidence, NotPermittedError
from bonafides.acts.files import Kept
from bonafides.agencies.queries import roles_of
from bonafides.kernel.procedure.inputs import values_of
from bonafides.kernel.procedure.known import Known, Taken
from bonafides.kernel.procedure.law import Law, NotKnownError
from bonafides.kernel.procedure.model import OPENED, Meaning, Procedure, Who
from bonafides.kernel.procedure.model import Step as StepModel
from bonafides.kernel.procedure.refusal import Asked, ask, refusal
from bonafides.kernel.procedure.standing import state_after
from bonafides.kernel.sentence import OR, Joined, Sentence
from bonafides.procedures.by_business import acts_itself, check_own
from bonafides.procedures.cases import Held
from bonafides.procedures.effects import effects_of
from bonafides.procedures.law import plain_value
from bonafides.procedures.models import Step
from bonafides.procedures.serving import serve
from bonafides.procedures.told import Told


@dataclass(frozen=True)
class Making:
    """A step about to be written."""

    step: StepModel
    on: date
    told: Told
    files: tuple[Kept, ...]


def check_officer(acting: Acting, held: Held, step: StepModel) -> None:
    """Raise NotPermittedError unless this officer may take this step of this case."""
    must_hold(acting, step, held.procedure, (held.case.agency.name,))
    me = f"{acting.pack}/{acting.agency}/{acting.officer}"
    for one in held.taken:
        if one.step in step.not_who_took and one.who == me:
            took = Sentence("opened the case") if one.step == OPENED else Sentence("took `%(step)s`", step=one.step)
            raise NotPermittedError(
                "`%(step)s` is for another officer than the one who %(took)s: officer %(officer)s did on %(on)s; nothing "
                "was changed",
                step=step.name,
                took=took,
                officer=acting.officer,
                on=one.on,
            )
    for name in step.not_named:
        if acting.officer in (held.known(timezone.localdate()).field(name) or ()):  # type: ignore[operator]  # officers
            raise NotPermittedError(
                "`%(step)s` is for an officer who is not among `%(name)s`: officer %(officer)s is; nothing was changed",
                step=step.name,
                name=name,
                officer=acting.officer,
            )


def must_hold(acting: Acting, step: StepModel, procedure: Procedure, agencies: tuple[str, ...]) -> None:
    """Raise NotPermittedError where the agency or the role is another than the step is for."""
    if step.who is Who.CLOCK:
        raise NotPermittedError(
            "`%(step)s` is taken by the machine when its clock runs out; nothing was changed", step=step.name
        )
    if step.who is Who.REGISTER:
        raise NotPermittedError(
            "`%(step)s` is taken by the machine when the register, or another case, asks for it; nothing was changed",
            step=step.name,
        )
    check_own(acting, step, procedure)
    if acts_itself(acting):
        return
    allowed = step.agencies or agencies
    if acting.agency not in allowed:
        raise NotPermittedError(
            "`%(step)s` of `%(procedure)s` is for %(allowed)s, not for %(agency)s; nothing was changed",
            step=step.name,
            procedure=procedure.name,
            allowed=Joined(allowed, OR),
            agency=acting.agency,
        )
    held = roles_of(acting.pack, acting.agency, acting.officer, timezone.localdate())
    if not {str(one) for one in held} & set(step.by):
        came = Joined(sorted(held)) or Sentence("without a power today")
        raise NotPermittedError(
            "`%(step)s` is for %(by)s; officer %(officer)s of %(agency)s is %(came)s: let another act, or appoint: "
            "bonafides officer appoint %(officer)s %(role)s; nothing was changed",
            step=step.name,
            by=Joined(step.by, OR),
            officer=acting.officer,
            agency=acting.agency,
            came=came,
            role=step.by[0],
        )


def day_of(on: date | None, files: Sequence[Kept], before: Taken | None) -> date:
    """The day of a step: today, or one before it that files show; never before the step before it."""
    today = timezone.localdate()
    day = on or today
    if day > today:
        raise ActRefusedError(
            "expected a day up to today (%(today)s), came %(day)s: nobody takes a step ahead; nothing was changed",
            today=today,
            day=day,
        )
    if before is not None and day < before.on:
        raise ActRefusedError(
            "expected a day from %(on)s on, when `%(step)s` was taken, came %(day)s: steps are entered in their "
            "order; nothing was changed",
            on=before.on,
            step=before.step,
            day=day,
        )
    if day < today and not files:
        raise ActRefusedError(
            "expected a file that shows that it was on %(day)s, as today is %(today)s, came none: add it; nothing "
            "was changed",
            day=day,
            today=today,
        )
    return day


def check_evidence(acting: Acting, step: StepModel, files: Sequence[Kept]) -> None:
    """Raise ActRefusedError where the step needs evidence and has none; its files become evidence of the act."""
    if step.evidence and not files and not acting.evidence:
        raise ActRefusedError(
            "`%(step)s` needs evidence: add a file, or name a record or an act; nothing was changed", step=step.name
        )
    acting.evidence = (*acting.evidence, *(Evidence("file", one.name, one.sha256) for one in files))


def permitted(held: Held, making: Making) -> list[Asked]:
    """Every guard as it was asked. Raises ActRefusedError, which names the rule."""
    known = held.known(making.on)
    for name, clock in known.clocks.items():
        if clock.due and clock.clock.step is not None:
            raise ActRefusedError(
                "clock `%(name)s` ran out on %(last_day)s: `%(step)s` comes first; bonafides expire takes it",
                name=name,
                last_day=clock.last_day,
                step=clock.clock.step,
            )
    state = state_after(held.procedure, held.taken)
    if state.meaning is Meaning.ENDED:
        last = held.taken[-1]
        raise ActRefusedError(
            "case %(case)s ended with `%(step)s` on %(on)s; nothing was changed",
            case=held.case.pk,
            step=last.step,
            on=last.on,
        )
    why, asked = refusal(known, state, making.step, making.told.values(held.procedure))
    if why is not None:
        raise ActRefusedError("%(why)s; nothing was changed", why=why)
    return asked


def guarded(procedure: Procedure, law: Law, making: Making) -> list[Asked]:
    """The guards of the opening, before there is a case. Raises ActRefusedError."""
    known, asked = Known(procedure, (), making.on, law, making.told.values(procedure)), []
    for guard in making.step.guards:
        why, answer = ask(known, making.step, guard)
        if why is not None:
            raise ActRefusedError("%(why)s; nothing was changed", why=why)
        asked += [answer] if answer else []
    return asked


def write_step(acting: Acting, held: Held, making: Making, asked: Sequence[Asked]) -> Step:
    """Issue the documents that the step serves, write it, and do what it does beyond the case."""
    step, effects = making.step, effects_of(making.step)
    done = Taken(step.name, making.on, making.told.values(held.procedure))
    state = state_after(held.procedure, (*held.taken, done))
    known = held.known(making.on, (done,))
    acting.subject = held.case.entity_id
    acting.details = {"case": held.case.pk, "procedure": held.case.procedure, "step": step.name, "state": state.name,
                      "on": making.on.isoformat()}  # fmt: skip
    acting.tell(case=held.case.pk, step=step.name, state=state.name)
    served = serve(acting, held, step, making.told, known)
    row = acting.write(
        Step, case=held.case, number=len(held.steps), step=step.name, on=making.on, state=state.name,
        ends=state.meaning is Meaning.ENDED, fields=making.told.fields, findings=making.told.findings,
        files=files_json(making.files), asked=asked_json(asked), documents=[one.code for one in served],
        wakes=None if state.meaning is Meaning.ENDED else _wakes(known),
    )  # fmt: skip
    for one, effect in zip(step.effects, effects, strict=True):
        try:
            given = values_of(one.given, known)
        except NotKnownError as error:
            raise ActRefusedError(
                "`%(one)s` of `%(step)s` cannot be done: %(error)s; nothing was changed",
                one=one.name,
                step=step.name,
                error=error,
            ) from error
        effect(acting, held.case, row, given)
    return row


def _wakes(known: Known) -> date | None:
    """The first day on which a running clock will have run out, so that the sweep need not ask before. Not known: at once."""
    waiting = [one for one in known.clocks.values() if one.stopped is None and not one.clock.permits]
    return min((known.today if one.unknown else one.over_from for one in waiting), default=None)


def files_json(files: Sequence[Kept]) -> list[dict[str, Any]]:
    """Files as a row keeps them."""
    return [{"sha256": one.sha256, "name": one.name, "size": one.size} for one in files]


def asked_json(asked: Sequence[Asked]) -> list[dict[str, Any]]:
    """Guards as a row keeps them."""
    return [
        {
            "decision": one.decision, "inputs": plain_value(one.inputs), "value": plain_value(one.said.value),
            "basis": one.said.basis,
        }
        for one in asked
    ]  # fmt: skip
