"""What begins and ends with a trigger, done by the machine for whoever decided the case."""

from __future__ import annotations

from datetime import date

from bonafides.acts.act import Acting, Evidence
from bonafides.acts.authority import OPERATOR
from bonafides.entities.models import Entity
from bonafides.measures.acts import impose_for_trigger as imposing
from bonafides.measures.acts import lift_for_trigger as lifting
from bonafides.measures.models import Instance, Lift

MACHINE = "worker"


def impose_for_trigger(
    acting: Acting, kind: str, ref: int, *, on: date, entity: Entity | None = None
) -> tuple[list[Instance], list[Lift]]:
    """Every measure that comes with a trigger, and the end of the rewards that it forfeits. May run within another act."""
    return imposing.impose_for_trigger(_machine(acting), kind, ref, on=on, entity=entity)


def lift_for_trigger(
    acting: Acting, kind: str, ref: int, *, on: date, why: str, entity: Entity | None = None, shielded: bool = False
) -> list[Lift]:
    """Every instance that rests on a trigger ends on `on`; of one that is but `shielded`, those that the standard says."""
    return lifting.lift_for_trigger(_machine(acting), kind, ref, on=on, why=why, entity=entity, shielded=shielded)


def _machine(acting: Acting) -> Acting:
    """The machine acts, on the basis and for the reason of the act that it follows."""
    evidence = (Evidence("act", str(acting.id)),) if acting.id else ()
    return Acting(MACHINE, OPERATOR, acting.basis, acting.reason, evidence=evidence)
