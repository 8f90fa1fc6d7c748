"""What a business does itself in a case: its own steps, as of the moment at which they come in, and no findings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bonafides.acts.act import Acting, ActRefusedError, NotPermittedError
from bonafides.acts.authority import BUSINESS
from bonafides.kernel.procedure.model import Procedure, Step, Who
from bonafides.kernel.sentence import Joined, Sentence
from bonafides.records.models import Record


def acts_itself(acting: Acting) -> bool:
    """Whether a business acts, by whoever represents it; for which one, the act itself holds to its subject."""
    return acting.agency == BUSINESS


def check_own(acting: Acting, step: Step, procedure: Procedure) -> None:
    """Raise NotPermittedError unless the step is one of the business."""
    if acts_itself(acting) and step.who is not Who.BUSINESS:
        raise NotPermittedError(
            "`%(step)s` of `%(procedure)s` is a step of the authority, not of the business; nothing was changed",
            step=step.name,
            procedure=procedure.name,
        )


def check_entered(acting: Acting, on: date | None, findings: Mapping[str, Any] | None) -> None:
    """Raise ActRefusedError for a day of the business's own choice, or for what only an officer finds."""
    if not acts_itself(acting):
        return
    if on is not None:
        raise ActRefusedError(
            "what a business enters itself counts from the day on which it comes in, expected no other, came %(on)s; "
            "nothing was changed",
            on=on,
        )
    if findings:
        raise ActRefusedError(
            "expected fields alone from a business, came the finding `%(findings)s`, which is for an officer; "
            "nothing was changed",
            findings=next(iter(findings)),
        )


def addressed(acting: Acting, procedure: Procedure, record: Record | None, at: str | None) -> str:
    """The agency whose case it is: the officer's own; where a business opens it, that of the record, or the one it names."""
    if not acts_itself(acting):
        return acting.agency
    agency = record.agency.name if record is not None else at
    known = procedure.opens.agencies or procedure.agencies
    if agency not in known:
        raise ActRefusedError(
            "expected an agency that deals with `%(procedure)s` (%(known)s), came %(agency)s: turn to that one; "
            "nothing was changed",
            procedure=procedure.name,
            known=Joined(known),
            agency=agency or Sentence("none"),
        )
    return agency
