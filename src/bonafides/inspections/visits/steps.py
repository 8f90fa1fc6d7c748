"""What is asked of every step: that it is not taken twice, and not before the one that it rests on."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model

from bonafides.inspections.errors import RefusedError
from bonafides.inspections.models import Assignment, Report

M = TypeVar("M", bound=Model)


def refuse_twice(found: Model | None, what: str, number: int) -> None:
    """Raise RefusedError where a step was taken already, naming the act that did."""
    if found is not None:
        act = getattr(found, "act_id", 0)
        raise RefusedError(f"assignment {number} {what} already, by act {act}; nothing was changed")


def needed(found: M | None, what: str, number: int, mend: str) -> M:
    """What a step rests on. Raises RefusedError where it is not there."""
    if found is None:
        raise RefusedError(f"assignment {number} {what}: {mend} first, nothing was changed")
    return found


def report_of(assignment: Assignment) -> Report:
    """The report of an assignment. Raises RefusedError."""
    found = (
        Report.objects.select_related("assignment__entity", "assignment__agency").filter(assignment=assignment).first()
    )
    return needed(found, "has no result yet", assignment.pk, "report it (bonafides inspection report)")
