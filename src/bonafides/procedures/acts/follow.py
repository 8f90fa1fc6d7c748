"""Take a step that the register, or another case, asks for: the machine's, in no officer's name."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.kernel.procedure.model import Who
from bonafides.procedures.cases import locked
from bonafides.procedures.models import Step
from bonafides.procedures.taking import Making, permitted, write_step
from bonafides.procedures.told import Told


@official_act("procedures.follow", by=(Role.OPERATOR,))
def follow(acting: Acting, case: int, step: str, *, on: date | None = None) -> Step:
    """The step, `who: register`. Whether there is something to follow, its guards and effects say: they refuse it else."""
    held = locked(case)
    one = held.step(step)
    if one.who is not Who.REGISTER:
        raise ActRefusedError(
            "`%(step)s` is no step that follows from the register: an officer or a clock takes it; nothing was changed",
            step=step,
        )
    today, before = timezone.localdate(), held.taken[-1]
    day = on or today
    if not before.on <= day <= today:
        raise ActRefusedError(
            "expected a day from %(on)s on, when `%(step)s` was taken, up to today (%(today)s), came %(day)s; "
            "nothing was changed",
            on=before.on,
            step=before.step,
            today=today,
            day=day,
        )
    making = Making(one, day, Told({}, {}), ())
    return write_step(acting, held, making, permitted(held, making))
