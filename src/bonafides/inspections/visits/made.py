"""The visits that a business has had of an agency this year: made, not only assigned."""

from __future__ import annotations

from dataclasses import dataclass

from bonafides.entities.queries import one_with
from bonafides.inspections.models import Assignment, Entry
from bonafides.inspections.visited import recorded
from bonafides.packs.inspection_item import InspectionItem
from bonafides.packs.pack import Pack


@dataclass(frozen=True)
class Made:
    """`visits`: a joint one counts once; `same_item`: whether one of them was for this item."""

    visits: int
    same_item: bool


def made_this_year(pack: Pack, item: InspectionItem, part: Assignment, year: int) -> Made:
    """Entries of the agency at the business, and the days of records that its files brought; this visit not among them."""
    own = {part.pk, part.joins_id or part.pk}
    entries = Entry.objects.filter(
        assignment__agency=part.agency, assignment__entity__in=one_with(part.entity), entered_on__year=year
    ).values_list("assignment_id", "assignment__joins_id", "assignment__item")
    others = [(joins or number, name) for number, joins, name in entries if (joins or number) not in own]
    days, told = recorded(pack, item, year, one_with(part.entity))
    return Made(len({visit for visit, _ in others}) + days, told or any(name == item.item for _, name in others))
