"""What a business does itself in a case: its own steps, as of the moment at which they come in, and no findings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bonafides.acts.act import Acting, ActRefusedError, NotPermittedError
from bonafides.acts.authority import BUSINESS
from bonafides.kernel.procedure.model import Procedure, Step, Who
from bonafides.records.models import Record


def acts_itself(acting: Acting) -> bool:
    """Whether a business acts, by whoever represents it; for which one, the act itself holds to its subject."""
    return acting.agency == BUSINESS


def check_own(acting: Acting, step: Step, procedure: Procedure) -> None:
    """Raise NotPermittedError unless the step is one of the business."""
    if acts_itself(acting) and step.who is not Who.BUSINESS:
        raise NotPermittedError(
            f"`{step.name}` of `{procedure.name}` is a step of the authority, not of the business; nothing was changed"
        )


def check_entered(acting: Acting, on: date | None, findings: Mapping[str, Any] | None) -> None:
    """Raise ActRefusedError for a day of the business's own choice, or for what only an officer finds."""
    if not acts_itself(acting):
        return
    if on is not None:
        raise ActRefusedError(
            f"what a business enters itself counts from the day on which it comes in, expected no other, came {on}; "
            "nothing was changed"
        )
    if findings:
        raise ActRefusedError(
            f"expected fields alone from a business, came the finding `{next(iter(findings))}`, which is for an officer; "
            "nothing was changed"
        )


def addressed(acting: Acting, procedure: Procedure, record: Record | None, at: str | None) -> str:
    """The agency whose case it is: the officer's own; where a business opens it, that of the record, or the one it names."""
    if not acts_itself(acting):
        return acting.agency
    agency = record.agency.name if record is not None else at
    known = procedure.opens.agencies or procedure.agencies
    if agency not in known:
        raise ActRefusedError(
            f"expected an agency that deals with `{procedure.name}` ({', '.join(known)}), came {agency or 'none'}: turn to "
            "that one; nothing was changed"
        )
    return agency
