"""`lift-measures`: whatever rests on the record ends with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bonafides.acts.act import Acting
from bonafides.measures.cascade import lift_for_trigger
from bonafides.measures.record_triggers import RECORD
from bonafides.procedures.models import Case, Step


def lifted(acting: Acting, case: Case, step: Step, given: Mapping[str, Any]) -> None:
    """Lift what any record of the line brought about."""
    if case.record_id is not None:
        why = f"case {case.pk} of `{case.procedure}`: {step.step}"
        lift_for_trigger(acting, RECORD, case.record_id, on=step.on, why=why, entity=case.entity)
