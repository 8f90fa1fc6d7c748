"""A case of a list taken to where a test begins, with the world of `tests/procedures/world.py`."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.procedures import world
from tests.procedures.conftest import OnDay

from bonafides.listings.models import Listing, Publication
from bonafides.procedures.acts.open_case import open_case
from bonafides.procedures.models import Case, Step
from bonafides.records.models import Record

DECIDED, SERVED, PUBLISHED = date(2026, 3, 10), date(2026, 3, 11), date(2026, 3, 12)
DECIDE: dict[str, Any] = {"fields": {"no_intent_proved": False}, "findings": world.FOUND}


def noticed(**given: Any) -> Case:
    """Opened and notified, on the first day of the world."""
    case = world.opened(**given)
    world.step(case, "serve-notice", files=[world.file()])
    return case


def served(on_day: OnDay, **given: Any) -> Case:
    """Decided, and served: the business is on the list."""
    case = noticed(**given)
    on_day(DECIDED)
    world.step(case, "decide-listing", "3", **DECIDE)
    on_day(SERVED)
    world.step(case, "serve-decision", files=[world.file()])
    return case


def published(on_day: OnDay, **given: Any) -> Case:
    """On the list, and published."""
    case = served(on_day, **given)
    on_day(PUBLISHED)
    world.step(case, "publish", "2")
    return case


def listing_of(case: Case) -> Listing:
    return Listing.objects.get(case=case)


def record_of(case: Case) -> Record:
    return Record.objects.get(pk=Publication.objects.get(case=case).record)


def ended_record(record: Record) -> Record | None:
    return Record.objects.filter(supersedes=record.pk).first()


def applied(record: Record, procedure: str = "serious-listing-removal") -> Case:
    """An application for the end of what a record publishes."""
    return open_case(
        world.acting("1"), procedure, entity=record.entity, record=record, fields={"applied_on": str(world.today())},
        files=[world.file("application.pdf", b"application")],
    )  # fmt: skip


def last_step(case: Case) -> Step:
    found = Step.objects.filter(case=case).order_by("-number").first()
    assert found is not None
    return found


def record_of_listing(listing: Listing) -> Record:
    return Record.objects.get(pk=listing.publication.record)
