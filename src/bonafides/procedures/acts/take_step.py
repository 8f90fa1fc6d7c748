"""Take the next step of a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bonafides.acts.act import POWERS, Acting, ActRefusedError, Role, official_act
from bonafides.acts.files import Kept
from bonafides.packs.grounds import check_ground
from bonafides.procedures.by_business import check_entered
from bonafides.procedures.cases import locked
from bonafides.procedures.models import Step
from bonafides.procedures.named_evidence import check_named
from bonafides.procedures.taking import Making, check_evidence, check_officer, day_of, permitted, write_step
from bonafides.procedures.told import told


@official_act("procedures.take_step", by=(*POWERS, Role.REPRESENTATIVE))
def take_step(
    acting: Acting, case: int, step: str, *, on: date | None = None, fields: Mapping[str, Any] | None = None,
    findings: Mapping[str, Any] | None = None, files: Sequence[Kept] = (), seen: int | None = None,
) -> Step:  # fmt: skip
    """The procedure says who may take it, when, and with what. `seen`: how many steps the officer knew of who decided to."""
    held = locked(case)
    acting.subject = held.case.entity_id
    one = held.step(step)
    check_officer(acting, held, one)
    check_entered(acting, on, findings)
    if seen is not None and seen != len(held.steps):
        last = held.steps[-1]
        raise ActRefusedError(
            "case %(case)s went on: step %(number)s is `%(step)s` by officer %(officer)s; look at it first, nothing "
            "was changed",
            case=case,
            number=last.number,
            step=last.step,
            officer=last.act.officer,
        )
    given = tuple(files)
    day = day_of(on, given, held.taken[-1])
    check_ground(held.pack, acting.basis, day)
    making = Making(one, day, told(held.procedure, one, fields or {}, findings or {}, given), given)
    check_named(held.pack.name, making.told)
    asked = permitted(held, making)
    check_evidence(acting, one, given)
    return write_step(acting, held, making, asked)
