"""The public commitment with which a business asks for repair: a record of its own, for whoever reads."""

from __future__ import annotations

from bonafides.packs.repair import Repair
from bonafides.procedures.models import Case
from bonafides.records.ingest.one import NewRecord
from bonafides.records.models import Record


def commitment_ref(case: Case) -> str:
    """The reference of the commitment made in a case."""
    return f"commitment#case-{case.pk}"


def commitment_of(case: Case, record: Record, repair: Repair, basis: str) -> NewRecord | None:
    """The record, where the pack has one: that the material is true, and that liability is accepted."""
    form = repair.commitment
    if form is None:
        return None
    entity = record.entity
    return NewRecord(
        form.kind, entity.scheme, entity.code, commitment_ref(case), case.opened_on,
        dict(form.facts), basis=basis,
    )  # fmt: skip
