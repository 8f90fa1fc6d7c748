"""A record of a business by its reference, for what the business does about it itself; another's is told from none."""

from __future__ import annotations

from collections.abc import Iterable

from bonafides.acts.wall import inside
from bonafides.records.models import Record


@inside()
def own_record_of(entities: Iterable[int], pack: str, agency: str, ref: str) -> Record | None:
    """The record, where it is of one of these businesses and stands."""
    known = Record.objects.select_related("agency", "kind", "entity").filter(entity__in=set(entities))
    found = known.filter(
        agency__pack=pack, agency__name=agency, source_ref=ref, action__lte=Record.Action.CORRECTION
    ).first()
    return None if found is None or Record.objects.filter(supersedes=found.pk).exists() else found
