"""A pledge whole: what was pledged, approved, found, and by which acts."""

from __future__ import annotations

from typing import Any

from bonafides.pledges.models import Pledge
from bonafides.records.models import Record


def pledge_of(case: int) -> Pledge | None:
    """The pledge of a case, with all that came of it; None where nothing was pledged in it."""
    known = Pledge.objects.select_related("entity", "case__agency", "approval", "outcome")
    return known.filter(case=case).first()


def as_json(one: Pledge) -> dict[str, Any]:
    """For programs, and for officers of the agency."""
    approval, outcome = getattr(one, "approval", None), getattr(one, "outcome", None)
    return {
        "case": one.case_id, "agency": one.case.agency.name, "scheme": one.entity.scheme, "code": one.entity.code,
        "item": one.item, "conditions": one.conditions, "signer": one.signer, "text": one.text,
        "pledged_on": one.on.isoformat(), "promised": one.promised,
        "papers_by": one.papers_by.isoformat() if one.papers_by else None, "act": one.act_id, "form": one.form,
        "approval": {
            "on": approval.on.isoformat(), "licence": _ref(approval.licence), "record": _ref(approval.commitment),
            "method": approval.method, "verify_by": approval.verify_by.isoformat(), "good_credit": approval.good_credit,
            "basis": approval.basis, "act": approval.act_id,
        } if approval else None,
        "outcome": {
            "outcome": outcome.outcome, "found": outcome.found, "on": outcome.on.isoformat(), "record": _ref(outcome.record),
            "act": outcome.act_id,
        } if outcome else None,
    }  # fmt: skip


def _ref(record: int) -> str:
    found = Record.objects.select_related("agency").get(pk=record)
    return f"{found.agency.name}/{found.source_ref}"
