"""`lift-measures`: whatever rests on the record ends with it. `lift-hindering-measures`: what a shield lifts, by the standard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bonafides.acts.act import Acting
from bonafides.measures.cascade import lift_for_trigger
from bonafides.measures.record_triggers import RECORD
from bonafides.procedures.models import Case, Step


def lifted(acting: Acting, case: Case, step: Step, given: Mapping[str, Any]) -> None:
    """Lift what any record of the line brought about."""
    _lift(acting, case, step, shielded=False)


def hindering_lifted(acting: Acting, case: Case, step: Step, given: Mapping[str, Any]) -> None:
    """Lift what hinders a plan of restructuring; what a statute itself imposes stays."""
    _lift(acting, case, step, shielded=True)


def _lift(acting: Acting, case: Case, step: Step, *, shielded: bool) -> None:
    if case.record_id is not None:
        why = f"case {case.pk} of `{case.procedure}`: {step.step}"
        lift_for_trigger(acting, RECORD, case.record_id, on=step.on, why=why, entity=case.entity, shielded=shielded)
