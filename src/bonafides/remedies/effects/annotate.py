"""`annotate` and `end-annotation`: what is said beside the record while a remedy is pending."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bonafides.acts.act import Acting
from bonafides.procedures.models import Case, Step
from bonafides.records.acts.annotate import annotate
from bonafides.records.acts.end_annotation import end_annotation
from bonafides.records.annotations import lasting
from bonafides.remedies.effects.about import record_about


def annotated(acting: Acting, case: Case, step: Step, given: Mapping[str, Any]) -> None:
    """From the day of the step the record bears the annotation, for as long as the case lasts."""
    annotate(acting, record_about(case), str(given["kind"]), f"case {case.pk}", since=step.on)


def annotation_ended(acting: Acting, case: Case, step: Step, given: Mapping[str, Any]) -> None:
    """It ends with the case. One that was never made, such as a suspension that was not decided, needs no end."""
    for one in (
        lasting(step.on).filter(cause=f"case {case.pk}", kind=str(given["kind"])).select_related("record__agency")
    ):
        end_annotation(acting, one, on=max(step.on, one.since))
