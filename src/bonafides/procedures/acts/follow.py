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
            f"`{step}` is no step that follows from the register: an officer or a clock takes it; nothing was changed"
        )
    today, before = timezone.localdate(), held.taken[-1]
    day = on or today
    if not before.on <= day <= today:
        raise ActRefusedError(
            f"expected a day from {before.on} on, when `{before.step}` was taken, up to today ({today}), came {day}; "
            "nothing was changed"
        )
    making = Making(one, day, Told({}, {}), ())
    return write_step(acting, held, making, permitted(held, making))
