"""Joint inspection: what can be merged is one visit. An assignment joins a visit that is still to be made."""

from __future__ import annotations

from collections.abc import Collection

from bonafides.inspections.models import Assignment
from bonafides.inspections.queries import standing
from bonafides.packs.inspection_item import InspectionItem
from bonafides.packs.pack import Pack


def visits_to_join(pack: Pack, item: InspectionItem, entities: Collection[int]) -> dict[int, Assignment]:
    """Of these businesses, the first visit each that is still to be made and that an inspection of the item can be part of."""
    if not item.merges_with or not entities:
        return {}
    found: dict[int, Assignment] = {}
    wanted = standing().filter(agency__pack=pack.name, item__in=item.merges_with, joins=None, entry=None).order_by("pk")
    for one in wanted:
        if one.entity_id in entities:
            found.setdefault(one.entity_id, one)
    return found
