"""The registered name of a business, as a document addresses it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef

from bonafides.acts.wall import inside
from bonafides.entities.models import Entity, Name
from bonafides.records.models import Record


@inside()
def name_of(entity: Entity, day: date) -> str | None:
    """The name registered on a day: that of the last record that gave one and that nothing superseded."""
    fallen = Exists(Record.objects.filter(supersedes=OuterRef("record")))
    names = Name.objects.filter(entity=entity, use="registered", valid_from__lte=day).exclude(fallen)
    return names.order_by("-valid_from", "-known_from", "-id").values_list("name", flat=True).first()


@inside()
def names_of(codes: Collection[str], day: date) -> dict[str, str]:
    """The same of many businesses by their codes, in one statement; those without a name are not in it."""
    fallen = Exists(Record.objects.filter(supersedes=OuterRef("record")))
    names = Name.objects.filter(entity__code__in=codes, use="registered", valid_from__lte=day).exclude(fallen)
    newest = names.order_by("entity", "-valid_from", "-known_from", "-id").distinct("entity")
    return dict(newest.values_list("entity__code", "name"))
