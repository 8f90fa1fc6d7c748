"""What follows when a clock runs out: an alarm, or a step that the machine takes. Once for each time that it was started."""

from __future__ import annotations

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.kernel.procedure.refusal import why_not
from bonafides.kernel.procedure.standing import state_after
from bonafides.procedures.cases import locked
from bonafides.procedures.models import RunOut, Step
from bonafides.procedures.taking import Making, write_step
from bonafides.procedures.told import Told


@official_act("procedures.run_out", by=(Role.OPERATOR,))
def run_out(acting: Acting, case: int, clock: str) -> RunOut:
    """As of the first day after the clock, whenever this runs; never before the last step of the case."""
    held = locked(case)
    acting.subject = held.case.entity_id
    standing = held.standing(timezone.localdate())
    one = standing.clocks.get(clock)
    if one is None or not one.due or one.clock.permits or one.last_day is None:
        raise ActRefusedError(
            "clock `%(clock)s` of case %(case)s has not run out, or nothing follows from that; nothing was changed",
            clock=clock,
            case=case,
        )
    if RunOut.objects.filter(case=held.case, clock=clock, started=one.number).exists():
        raise ActRefusedError(
            "what follows from clock `%(clock)s` of case %(case)s came to pass already; nothing was changed",
            clock=clock,
            case=case,
        )
    day = max(one.over_from, held.taken[-1].on)
    row: Step | None = None
    if one.clock.step is not None:
        step = held.step(one.clock.step)
        why = why_not(held.known(day), state_after(held.procedure, held.taken), step)
        if why is not None:
            raise ActRefusedError(
                "clock `%(clock)s` of case %(case)s ran out on %(last_day)s: %(why)s; nothing was changed",
                clock=clock,
                case=case,
                last_day=one.last_day,
                why=why,
            )
        row = write_step(acting, held, Making(step, day, Told({}, {}), ()), ())
    acting.details = {"case": case, "procedure": held.case.procedure, "clock": clock, "last_day": one.last_day.isoformat(),
                      "step": row.step if row else None}  # fmt: skip
    acting.tell(case=case, clock=clock, step=row.step if row else None)
    return acting.write(RunOut, case=held.case, clock=clock, started=one.number, last_day=one.last_day, step=row)
