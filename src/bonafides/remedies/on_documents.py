"""What a decision to shield a record tells of measures: those that stay, as a statute itself imposes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bonafides.entities.models import Entity
from bonafides.measures.on_documents import basis_told
from bonafides.measures.record_triggers import RECORD
from bonafides.measures.resting import resting_on, staying
from bonafides.measures.triggers import trigger_of
from bonafides.packs.pack import Pack
from bonafides.procedures.models import Case


def staying_of(pack: Pack, entity: Entity, context: Mapping[str, Any], day: date) -> list[dict[str, Any]]:
    """The measures on the record of the case that a shield leaves, as entries of a document."""
    if "case" not in context:
        return []
    record = Case.objects.filter(pk=context["case"], entity=entity).values_list("record", flat=True).first()
    if record is None:
        return []
    found = staying(pack, resting_on(trigger_of(RECORD, record, entity), day), day)
    return [
        {
            "title": pack.measures[one.measure].title, "until": one.until,
            "basis": basis_told(pack, pack.measures[one.measure].statutory or (), day), "reason": said.reasons(),
        }
        for one, said in found
    ]  # fmt: skip
