"""Lists as the public sees them: which businesses are on one today, by their codes alone.

No name is shown or searched: of a sole trader it may be a person's. Only what is published is here, and nothing that has ended.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from bonafides.acts.wall import inside
from bonafides.listings.models import Listing
from bonafides.listings.queries import in_force
from bonafides.records.models import Record


@dataclass(frozen=True)
class Released:
    """A published listing in force, with the record that publishes it."""

    listing: Listing
    record: Record

    @property
    def reference(self) -> str:
        return f"{self.record.agency.name}/{self.record.source_ref}"


def released(today: date, *, code: str = "", name: str = "") -> QuerySet[Listing]:
    """The published listings in force, those of one code or of one list where it is given; the newest first."""
    found = in_force(today).filter(Q(publication__on__lte=today))
    if code:
        found = found.filter(entity__code=code)
    if name:
        found = found.filter(name=name)
    return found.select_related("entity", "case__agency", "publication").order_by("-since", "-pk")


def with_records(listings: list[Listing]) -> Iterator[Released]:
    """Listings with their records, by one statement."""
    numbers = [one.publication.record for one in listings]
    with inside():
        records = Record.objects.select_related("agency", "kind").in_bulk(numbers)
    for one in listings:
        yield Released(one, records[one.publication.record])
