"""The story of a pledge: a restaurant licence at once, in one form that is nearly filled already; verified, broken, corrected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone

from bonafides.cli.stories.listing_stage import ListingStage, enrol_players
from bonafides.cli.stories.pledge_way import approved, corrected, offered, told, verified
from bonafides.cli.stories.stage import operator
from bonafides.cli.stories.telling import Telling
from bonafides.entities.models import Entity
from bonafides.inspections.errors import RefusedError
from bonafides.kernel.calendar import OutsideCalendarError, WorkingDays
from bonafides.kernel.sentence import Joined
from bonafides.packs.models import PackVersion
from bonafides.packs.pack import Pack
from bonafides.packs.pledge import PledgeItem
from bonafides.procedures.opening import may_open
from bonafides.records.models import Record
from bonafides.sharing.once.forms import form_named

ITEM = "restaurant-simple"
LOOKED_AT = 300
"""The businesses among which the story looks for one that may pledge."""
BACK = timedelta(days=75)


@dataclass(frozen=True)
class Days:
    """When each step was taken: all of the beginning on one day."""

    told: date
    visited: date
    ordered: date
    too_early: date
    corrected: date


def days_of(today: date, calendar: WorkingDays) -> Days:
    """The days of a story that ends before today. Raises OutsideCalendarError."""
    begun = calendar.from_day(today - BACK)
    visited = calendar.after(begun, 20)
    ordered = calendar.after(visited, 1)
    return Days(begun, visited, ordered, calendar.after(ordered, 1), calendar.after(ordered, 6))


def tell_pledge(tell: Telling, pack: Pack, version: PackVersion) -> None:
    """Run it on the register that is there. Raises what any of its acts raises; what was done before is told."""
    item = pack.pledges.get(ITEM)
    if item is None or pack.calendar is None:
        raise RefusedError(
            "pack %(pack)s has no item `%(item)s` that may be had by a pledge, or no calendar",
            pack=pack.name,
            item=ITEM,
        )
    try:
        days = days_of(timezone.localdate(), pack.calendar)
    except OutsideCalendarError as error:
        raise RefusedError(
            "the calendar of pack %(pack)s does not hold the days of this story: %(error)s", pack=pack.name, error=error
        ) from error
    entity = chosen(pack, item, days.told)
    tell.folder = tell.folder / entity.code
    tell.note(
        f"a story of a pledge: `{ITEM}` for {entity.code}, pack {pack.name}; steps of the past are entered with what shows them",
        pack=pack.name, agency=item.agency, code=entity.code, item=ITEM, day=timezone.localdate().isoformat(),
    )  # fmt: skip
    stage = ListingStage(pack, version, item.agency, tell)
    acting = operator()
    if (count := enrol_players(stage, acting, days.told - timedelta(days=1))) > 0:
        tell.act(acting, "agencies.enrol", f"{count} officers of the story's own")
    offered(stage, item, days)
    case = told(stage, entity, item, days)
    approved(stage, case, item, days)
    verified(stage, case, days)
    corrected(stage, case, days)


def chosen(pack: Pack, item: PledgeItem, day: date) -> Entity:
    """The newest business that may pledge, and of which agencies hold all that the form reads. Nobody's record is looked into."""
    form = form_named(pack, item.form or "", day)
    kinds = {one.fact.kind for one in form.items if one.fact is not None}
    for entity in islice(_candidates(pack, kinds, day), LOOKED_AT):
        if may_open(pack, item.procedure, entity, None, {"item": item.item}, day) is None:
            return entity
    raise RefusedError(
        "no enterprise here may pledge of which there are records of %(kinds)s: take a register of a sample "
        "county (bonafides demo)",
        kinds=Joined(sorted(kinds)),
    )


def _candidates(pack: Pack, kinds: set[str], day: date) -> Iterator[Entity]:
    """Enterprises that have a record of each kind by a day, the newest first."""
    found = Entity.objects.filter(kind="enterprise").order_by("-pk")
    for kind in sorted(kinds):
        has = Record.objects.filter(kind__pack=pack.name, kind__name=kind, event_date__lte=day, entity=OuterRef("pk"))
        found = found.filter(Exists(has))
    yield from found.iterator(chunk_size=200)


def new_pledge_telling(*, quiet: bool) -> Telling:
    """A telling of this story, with a folder for its documents."""
    return Telling("pledge", Path(settings.VAR) / "stories" / "pledge", quiet)
