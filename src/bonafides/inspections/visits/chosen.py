"""Officers whom a person names, outside of a draw: held to all that the draw holds them to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bonafides.agencies.queries import officers_of
from bonafides.entities.models import Entity
from bonafides.entities.queries import one_with
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.ratios import number
from bonafides.kernel.sentence import Joined, Sentence
from bonafides.packs.inspection_item import InspectionItem
from bonafides.packs.pack import Pack


def check_officers(
    pack: Pack, item: InspectionItem, entity: Entity, region: str, officers: Sequence[str], day: date
) -> None:
    """Raise RefusedError where these may not inspect this business for the item."""
    least = number(pack, item.officers, day)
    if len(set(officers)) < least or len(set(officers)) < len(officers):
        raise RefusedError(
            "expected %(least)s officers or more, each once, came %(officers)s",
            least=least,
            officers=Joined(officers) or Sentence("none"),
        )
    known = {one.number: one for one in officers_of(pack.name, item.agency, day)}
    same = set(one_with(entity))
    for name in officers:
        one = known.get(name)
        if one is None:
            raise RefusedError(
                "officer %(name)s is no inspector of %(agency)s on %(day)s; bonafides officer list shows them",
                name=name,
                agency=item.agency,
                day=day,
            )
        if item.field not in one.fields:
            raise RefusedError(
                "officer %(name)s is not qualified for the field `%(field)s` (%(fields)s)",
                name=name,
                field=item.field,
                fields=Joined(one.fields),
            )
        if item.region is not None and region not in one.regions:
            raise RefusedError(
                "officer %(name)s is not sent to the region %(region)s (%(regions)s)",
                name=name,
                region=region or Sentence("unknown"),
                regions=Joined(one.regions),
            )
        if same & set(one.recused):
            raise RefusedError("officer %(name)s must keep away from this business: name another", name=name)
