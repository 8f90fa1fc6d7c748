"""Whether officers who are named by hand may go to a business: what a draw would have asked of them, but for capacity."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bonafides.agencies.queries import officers_of
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.ratios import number
from bonafides.packs.inspection_item import InspectionItem
from bonafides.packs.pack import Pack


def refuse_unfit(
    pack: Pack, item: InspectionItem, entity: int, region: str, officers: Sequence[str], day: date
) -> None:
    """Raise RefusedError where they are too few, or one of them has not the field or the region, or is recused."""
    each = number(pack, item.officers, day)
    if len(officers) < each or len(set(officers)) < len(officers):
        raise RefusedError(
            f"{each} officers at least inspect for `{item.item}`, each once; came {', '.join(officers) or 'none'}"
        )
    known = {one.number: one for one in officers_of(pack.name, item.agency, day)}
    for officer in officers:
        one = known.get(officer)
        if one is None:
            raise RefusedError(
                f"{item.agency} has no officer {officer} who may inspect on {day} (bonafides officer list)"
            )
        if item.field not in one.fields:
            raise RefusedError(f"officer {officer} is not qualified for `{item.field}`: name another")
        if item.region is not None and region not in one.regions:
            raise RefusedError(f"officer {officer} is not assigned to region {region}: name another")
        if entity in one.recused:
            raise RefusedError(f"officer {officer} is recused from this business: name another")
