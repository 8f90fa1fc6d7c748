"""The story of a listing: from a penalty to the list, what a counter is told, and early removal; each refusal on the way too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from bonafides.cli.stories.listing_stage import ListingStage, enrol_players
from bonafides.cli.stories.listing_to_removal import checked, listed, proposed, published, removed
from bonafides.cli.stories.stage import operator
from bonafides.cli.stories.telling import Telling
from bonafides.inspections.errors import RefusedError
from bonafides.kernel.calendar import OutsideCalendarError, WorkingDays
from bonafides.listings.proposals import Proposal, proposals
from bonafides.packs.models import PackVersion
from bonafides.packs.pack import Pack

AGENCY = "market-regulation"
LOOKED_AT = 2_000
"""The newest penalties among which the story looks for one that is old enough."""


@dataclass(frozen=True)
class DaysToListing:
    """When each step up to the publication was taken: working days after the penalty."""

    penalty: date
    opened: date
    notice: date
    too_early: date
    defence: date
    examined: date
    consent: date
    decided: date
    served: date
    published: date


@dataclass(frozen=True)
class Days(DaysToListing):
    """When each step of the story was taken: up to the listing, and a little over a year after it."""

    applied: date
    accepted: date
    verified: date
    removed: date


def days_to_listing(penalty: date, calendar: WorkingDays, today: date) -> DaysToListing | None:
    """The days up to a listing for a penalty of a day; None where it is too young, or the calendar does not hold them."""
    try:
        days = _to_listing(penalty, calendar)
    except OutsideCalendarError:
        return None
    return days if days.published <= today else None


def _to_listing(penalty: date, calendar: WorkingDays) -> DaysToListing:
    opened = calendar.after(penalty, 2)
    notice = calendar.after(opened, 1)
    window = calendar.after(notice, 6)
    decided = calendar.after(window, 3)
    return DaysToListing(
        penalty, opened, notice, calendar.after(notice, 2), calendar.after(notice, 3), window, calendar.after(window, 2),
        decided, calendar.after(decided, 2), calendar.after(decided, 6),
    )  # fmt: skip


def days_of(penalty: date, calendar: WorkingDays, today: date) -> Days | None:
    """The days of a story about a penalty of a day; None where it is too young, or the calendar does not hold them."""
    try:
        first = _to_listing(penalty, calendar)
        decided = first.decided
        applied = calendar.from_day(decided.replace(year=decided.year + 1) + timedelta(days=3))
        accepted = calendar.after(applied, 1)
        removed_on = calendar.after(accepted, 5)
        days = Days(
            **vars(first), applied=applied, accepted=accepted, verified=calendar.after(accepted, 3), removed=removed_on
        )
    except (OutsideCalendarError, ValueError):
        return None
    return days if removed_on <= today else None


def tell_listing(tell: Telling, pack: Pack, version: PackVersion) -> None:
    """Run it on the register that is there. Raises what any of its acts raises; what was done before is told."""
    today = timezone.localdate()
    found, days = chosen(pack, today)
    entity = found.record.entity
    tell.folder = tell.folder / entity.code
    tell.note(
        f"a story of a listing: penalty {found.record.document_no} of {days.penalty} on {entity.code}, pack {pack.name}; "
        f"steps of the past are entered with what shows them",
        pack=pack.name, agency=AGENCY, code=entity.code, penalty=found.record.document_no, day=today.isoformat(),
    )  # fmt: skip
    stage = ListingStage(pack, version, AGENCY, tell)
    acting = operator()
    if (count := enrol_players(stage, acting, days.opened - timedelta(days=1))) > 0:
        tell.act(acting, "agencies.enrol", f"{count} officers of the story's own")
    checked(stage, entity, "before the listing")
    case = proposed(stage, found, days)
    listed(stage, case, days)
    record = published(stage, case, days)
    checked(stage, entity, "on the list")
    removed(stage, entity, record, days)
    checked(stage, entity, "after the removal")


def chosen(pack: Pack, today: date) -> tuple[Proposal, Days]:
    """The newest penalty that may be proposed and is old enough for the whole story; of an enterprise, if there is one."""
    if pack.calendar is None:
        raise RefusedError("pack %(pack)s has no calendar of working days: add one", pack=pack.name)
    fitting = []
    for one in islice(proposals(pack, AGENCY, today), LOOKED_AT):
        days = days_of(one.record.event_date, pack.calendar, today)
        if days is not None and one.record.document_no:
            if one.record.entity.kind == "enterprise":
                return one, days
            fitting.append((one, days))
    if fitting:
        return fitting[0]
    raise RefusedError(
        "no penalty of %(agency)s may be proposed that is a little over a year old, with the calendar of its "
        "years: take a register of a sample county (bonafides demo)",
        agency=AGENCY,
    )


def new_listing_telling(*, quiet: bool) -> Telling:
    """A telling of this story, with a folder for its documents."""
    return Telling("listing", Path(settings.VAR) / "stories" / "listing", quiet)
