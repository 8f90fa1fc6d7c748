"""Officers whom a person names, outside of a draw: held to all that the draw holds them to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bonafides.agencies.queries import officers_of
from bonafides.entities.models import Entity
from bonafides.entities.queries import one_with
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.ratios import number
from bonafides.packs.inspection_item import InspectionItem
from bonafides.packs.pack import Pack


def check_officers(
    pack: Pack, item: InspectionItem, entity: Entity, region: str, officers: Sequence[str], day: date
) -> None:
    """Raise RefusedError where these may not inspect this business for the item."""
    least = number(pack, item.officers, day)
    if len(set(officers)) < least or len(set(officers)) < len(officers):
        raise RefusedError(f"expected {least} officers or more, each once, came {', '.join(officers) or 'none'}")
    known = {one.number: one for one in officers_of(pack.name, item.agency, day)}
    same = set(one_with(entity))
    for name in officers:
        one = known.get(name)
        if one is None:
            raise RefusedError(
                f"officer {name} is no inspector of {item.agency} on {day}; bonafides officer list shows them"
            )
        if item.field not in one.fields:
            raise RefusedError(
                f"officer {name} is not qualified for the field `{item.field}` ({', '.join(one.fields)})"
            )
        if item.region is not None and region not in one.regions:
            raise RefusedError(
                f"officer {name} is not sent to the region {region or 'unknown'} ({', '.join(one.regions)})"
            )
        if same & set(one.recused):
            raise RefusedError(f"officer {name} must keep away from this business: name another")
