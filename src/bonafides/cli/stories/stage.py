"""What a story of inspections stands on: pack, item, day, and officers who may act."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Max
from django.utils import timezone

from bonafides.acts.act import Acting
from bonafides.agencies.acts.enrol import enrol
from bonafides.agencies.queries import agency as agency_of
from bonafides.agencies.queries import directory as officers_on
from bonafides.agencies.queries import officers_of
from bonafides.agencies.roster import COLUMNS, read_roster
from bonafides.inspections.directory import Listed, directory
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.ratios import number
from bonafides.inspections.visited import Visited
from bonafides.kernel.sentence import Joined
from bonafides.packs.inspection_item import InspectionItem
from bonafides.packs.models import PackVersion
from bonafides.packs.pack import Pack
from bonafides.records.models import Record
from bonafides.standards.snapshot.take import settled_moment
from bonafides.tiers.queries import last_run

NEEDED = ("decider", "reviewer", "case-officer", "entry-clerk")
"""The parts, beside the inspectors', that a story of inspections has."""


@dataclass(frozen=True)
class Stage:
    """Who plays where, on which day."""

    pack: Pack
    version: PackVersion
    item: InspectionItem
    day: date
    basis: str

    def acting(self, officer: str, reason: str) -> Acting:
        """An officer of the item's agency."""
        return Acting(officer, self.item.agency, self.basis, reason, pack=self.pack.name)

    def scope(self) -> list[Listed]:
        """The businesses in scope, whatever they had this year."""
        run = last_run(self.pack.name)
        return directory(self.pack, self.item, self.day, settled_moment(), run, Visited())

    def holder(self, role: str, but: Iterable[str] = ()) -> str:
        """An officer who holds a role today, other than these."""
        agency = agency_of(self.pack.name, self.item.agency)
        for one in officers_on(agency, timezone.localdate()):
            if role in one["roles"] and one["number"] not in set(but):
                return str(one["number"])
        raise RefusedError(
            "%(agency)s has no officer with the role %(role)s; enrol one (bonafides officer enrol)",
            agency=self.item.agency,
            role=role,
        )


def operator() -> Acting:
    """Whoever runs this installation."""
    return Acting("story", "operator", "operation of this installation", "a story")


def chosen_item(pack: Pack, name: str | None) -> InspectionItem:
    """The item of that name; else the first of chance alone, of the agency that has most."""
    if name is not None:
        if name not in pack.inspection_items:
            raise RefusedError(
                "pack %(pack)s has no item `%(name)s`; it has %(inspection_items)s",
                pack=pack.name,
                name=name,
                inspection_items=Joined(pack.inspection_items),
            )
        return pack.inspection_items[name]
    ordinary = [one for one in pack.inspection_items.values() if not one.full_coverage]
    if not ordinary:
        raise RefusedError(
            "pack %(pack)s has no item whose businesses are drawn: name one that is in force (--pack, --item)",
            pack=pack.name,
        )
    agencies = [one.agency for one in ordinary]
    return min(ordinary, key=lambda one: (bool(one.must_include), -agencies.count(one.agency), one.agency, one.item))


def last_known_day(pack: Pack) -> date:
    """The last day that a record of the pack is of, not later than today."""
    found = Record.objects.filter(kind__pack=pack.name, event_date__lte=timezone.localdate())
    day: date = found.aggregate(last=Max("event_date"))["last"] or timezone.localdate()
    return day


def enrol_missing(stage: Stage, each: int) -> dict[str, Any] | None:
    """Enrol officers of the story's own where the agency lacks some; what was enrolled, or None where nobody was missing."""
    agency = agency_of(stage.pack.name, stage.item.agency)
    held = {role for one in officers_on(agency, timezone.localdate()) for role in one["roles"]}
    regions = sorted({one.region for one in stage.scope() if one.region})
    able = [one for one in officers_of(stage.pack.name, stage.item.agency, stage.day) if stage.item.field in one.fields]
    if len(able) >= 2 * each and held >= set(NEEDED):
        return None
    rows = [{"number": f"story-{role}", "name": "Officer of a story", "roles": role} for role in NEEDED]
    rows += [
        {
            "number": f"story-{place}", "name": "Officer of a story", "roles": "inspector", "fields": stage.item.field,
            "regions": ";".join(regions or ["everywhere"]), "certificate": f"story-{place}", "capacity": "2000",
        }
        for place in range(1, 4 * each + 1)
    ]  # fmt: skip
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    acting = operator()
    enrol(
        acting, agency, read_roster(text.getvalue().encode()), min(stage.day, timezone.localdate()) - timedelta(days=1)
    )
    return {"acting": acting, "officers": len(rows)}


def officers_each(stage: Stage) -> int:
    """How many inspect a business."""
    return number(stage.pack, stage.item.officers, stage.day)
