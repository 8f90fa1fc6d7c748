"""Reads of proposals: those of an agency that can still be done."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from bonafides.agencies.models import Agency, Proposal


class UnknownProposalError(LookupError):
    """No such proposal of an agency."""


def proposal_of(agency: Agency, number: int) -> Proposal:
    """A proposal of an agency. Raises UnknownProposalError."""
    found = Proposal.objects.filter(pk=number, agency=agency).select_related("agency").first()
    if found is None:
        raise UnknownProposalError(f"there is no proposal {number} of {agency}; bonafides officer proposals lists them")
    return found


def open_proposals(agency: Agency) -> list[dict[str, Any]]:
    """The proposals of an agency that were neither done nor dropped and have not lapsed, the oldest first."""
    found = Proposal.objects.filter(agency=agency, ended=None, until__gt=timezone.now()).order_by("pk")
    return [
        {
            "id": one.pk, "verb": one.verb, "arguments": one.arguments, "proposer": one.proposer, "reason": one.reason,
            "until": one.until,
        }
        for one in found
    ]  # fmt: skip
