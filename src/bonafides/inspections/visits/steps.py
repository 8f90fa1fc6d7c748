"""What is asked of every step: that it is not taken twice, and not before the one that it rests on."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model

from bonafides.inspections.errors import RefusedError
from bonafides.inspections.models import Assignment, Report
from bonafides.kernel.sentence import Sentence

M = TypeVar("M", bound=Model)


def refuse_twice(found: Model | None, what: str, number: int) -> None:
    """Raise RefusedError where a step was taken already, naming the act that did."""
    if found is not None:
        act = getattr(found, "act_id", 0)
        raise RefusedError(
            "assignment %(number)s %(what)s already, by act %(act)s; nothing was changed",
            number=number,
            what=what,
            act=act,
        )


def needed(found: M | None, what: str, number: int, mend: str) -> M:
    """What a step rests on. Raises RefusedError where it is not there."""
    if found is None:
        raise RefusedError(
            "assignment %(number)s %(what)s: %(mend)s first, nothing was changed", number=number, what=what, mend=mend
        )
    return found


def report_of(assignment: Assignment) -> Report:
    """The report of an assignment. Raises RefusedError."""
    found = (
        Report.objects.select_related("assignment__entity", "assignment__agency").filter(assignment=assignment).first()
    )
    return needed(
        found, Sentence("has no result yet"), assignment.pk, Sentence("report it (bonafides inspection report)")
    )
