"""Whether officers who are named by hand may go to a business: what a draw would have asked of them, but for capacity."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bonafides.agencies.queries import officers_of
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.ratios import number
from bonafides.kernel.sentence import Joined, Sentence
from bonafides.packs.inspection_item import InspectionItem
from bonafides.packs.pack import Pack


def refuse_unfit(
    pack: Pack, item: InspectionItem, entity: int, region: str, officers: Sequence[str], day: date
) -> None:
    """Raise RefusedError where they are too few, or one of them has not the field or the region, or is recused."""
    each = number(pack, item.officers, day)
    if len(officers) < each or len(set(officers)) < len(officers):
        raise RefusedError(
            "%(each)s officers at least inspect for `%(item)s`, each once; came %(officers)s",
            each=each,
            item=item.item,
            officers=Joined(officers) or Sentence("none"),
        )
    known = {one.number: one for one in officers_of(pack.name, item.agency, day)}
    for officer in officers:
        one = known.get(officer)
        if one is None:
            raise RefusedError(
                "%(agency)s has no officer %(officer)s who may inspect on %(day)s (bonafides officer list)",
                agency=item.agency,
                officer=officer,
                day=day,
            )
        if item.field not in one.fields:
            raise RefusedError(
                "officer %(officer)s is not qualified for `%(field)s`: name another", officer=officer, field=item.field
            )
        if item.region is not None and region not in one.regions:
            raise RefusedError(
                "officer %(officer)s is not assigned to region %(region)s: name another", officer=officer, region=region
            )
        if entity in one.recused:
            raise RefusedError("officer %(officer)s is recused from this business: name another", officer=officer)
