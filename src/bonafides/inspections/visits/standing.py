"""An assignment held for an act: whoever comes second waits, then sees what the first one did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from bonafides.acts.act import Acting
from bonafides.acts.authority import OPERATOR
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.models import Assignment
from bonafides.inspections.queries import item_of, standing
from bonafides.kernel.sentence import Sentence
from bonafides.packs.inspection_item import InspectionItem
from bonafides.packs.models import PackVersion
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack


@dataclass(frozen=True)
class InHand:
    """An assignment that an act is about, with the law of today and the assignments that are one visit with it.

    `parts`: those of the same agency in the order of their numbers, this one among them.
    """

    assignment: Assignment
    parts: tuple[Assignment, ...]
    pack: Pack
    version: PackVersion
    today: date

    @property
    def item(self) -> InspectionItem:
        return self.item_of(self.assignment)

    def item_of(self, part: Assignment) -> InspectionItem:
        """The item of a part. Raises RefusedError where it is law no more: what is not published is not inspected."""
        return item_of(self.pack, part.item, self.today)


def in_hand(acting: Acting, number: int) -> InHand:
    """The assignment, held until the transaction ends; the act is about its business. Raises RefusedError."""
    visit = one_visit(number)
    # The weaker lock, so that others may meanwhile write rows that name the assignment.
    list(Assignment.objects.select_for_update(no_key=True).filter(pk__in=visit).order_by("pk").values_list("pk"))
    own = standing().select_related("agency").filter(pk=number).first()
    if own is None:
        raise RefusedError("%(why)s; nothing was changed", why=_why_gone(number))
    if acting.agency != OPERATOR and (own.agency.pack, own.agency.name) != (acting.pack, acting.agency):
        told = Sentence(
            "assignment %(number)s is of %(agency)s, not of %(pack)s/%(came)s",
            number=number,
            agency=own.agency,
            pack=acting.pack,
            came=acting.agency,
        )
        raise RefusedError("%(told)s; its own officers act on it, nothing was changed", told=told)
    acting.subject = own.entity_id
    pack, version = installed_pack(own.agency.pack)
    parts = standing().select_related("agency").filter(pk__in=visit, agency=own.agency).order_by("pk")
    return InHand(own, tuple(parts), pack, version, timezone.localdate())


def one_visit(number: int) -> set[int]:
    """The numbers of all assignments that are one visit with this one, those whose officers were replaced among them."""
    found: set[int] = set()
    more = {number}
    while more:
        found |= more
        near = Assignment.objects.filter(Q(pk__in=more) | Q(joins__in=more) | Q(replaces__in=more))
        rows = near.values_list("pk", "joins_id", "replaces_id")
        more = {one for number, *others in rows for one in (number, *filter(None, others))} - found
    return found


def _why_gone(number: int) -> str:
    gone = Assignment.objects.filter(pk=number).first()
    if gone is None:
        return Sentence(
            "there is no assignment %(number)s; bonafides inspection board lists those that wait", number=number
        )
    after = Assignment.objects.filter(replaces=gone).values_list("pk", flat=True).first()
    told = (
        Sentence("assignment %(after)s names other officers", after=after)
        if after
        else Sentence("its business was put aside, for a substitute")
    )
    return Sentence("assignment %(number)s stands no more: %(told)s", number=number, told=told)
