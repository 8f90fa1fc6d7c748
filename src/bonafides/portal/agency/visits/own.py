"""Visits of the officer's own agency: of any other there is nothing here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bonafides.agencies.who import Who
from bonafides.documents.named import name_of
from bonafides.inspections.models import Approval, Assignment, FollowUp, Report
from bonafides.packs.inspection_item import InspectionItem
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack, pack_of_version


@dataclass(frozen=True)
class Visit:
    """An assignment with its item, as it was when the officers were sent, and the pack in force."""

    own: Assignment
    item: InspectionItem
    pack: Pack

    @property
    def number(self) -> int:
        return int(self.own.pk)

    def report(self) -> Report | None:
        """Its result, where there is one."""
        return Report.objects.filter(assignment=self.own).first()

    def approval(self) -> Approval | None:
        """The form that approves it."""
        return Approval.objects.filter(assignment=self.own).first()

    def open_steps(self) -> list[FollowUp]:
        """What follows its result and was not done yet."""
        return list(FollowUp.objects.filter(report__assignment=self.own, done=None).order_by("pk"))

    def business(self, day: date) -> str:
        """Whom it is at, by name."""
        return name_of(self.own.entity, day) or self.own.entity.code


def own_visit(who: Who, number: int) -> Visit | None:
    """A visit of the agency."""
    found = Assignment.objects.select_related("entity", "agency", "draw", "pack_version").defer("pack_version__files")
    own = found.filter(pk=number).first()
    if own is None or (own.agency.pack, own.agency.name) != (who.pack, who.agency):
        return None
    return Visit(own, pack_of_version(own.pack_version).inspection_items[own.item], installed_pack(who.pack)[0])
