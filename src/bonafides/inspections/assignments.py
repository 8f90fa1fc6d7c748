"""What an assignment of a draw says, for the acts that write it."""

from __future__ import annotations

from typing import Any

from bonafides.inspections.draws import Drawing
from bonafides.inspections.models import Assignment, Draw
from bonafides.inspections.strata import BY_LAW
from bonafides.packs.inspection_item import InspectionItem


def assignment_of(
    draw: Draw, item: InspectionItem, drawing: Drawing, code: str, entity: int, joins: Assignment | None
) -> dict[str, Any]:
    """The columns of the assignment of a business that the draw has officers for."""
    subject = drawing.subject(code)
    by_law = item.full_coverage or subject.stratum == BY_LAW
    lead, second, *others = drawing.officers[code]
    return {
        "draw": draw, "agency_id": draw.agency_id, "pack_version_id": draw.pack_version_id, "entity_id": entity,
        "item": draw.item, "reason": Assignment.Reason.STATUTORY if by_law else Assignment.Reason.PLAN,
        "region": subject.region or "", "lead": lead, "second": second, "others": others,
        "place": drawing.places[code], "joins": joins,
    }  # fmt: skip
