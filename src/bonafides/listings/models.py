"""Who is on a list, or under a status mark: by which case, since when, until when, and how it ended.

A listing takes effect by a step of a case, and ends by a step of the same or another case. Nothing here is computed from a
number: the case holds the reasoned findings, the documents and every officer who took a step.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from bonafides.acts.sealed import Sealed
from bonafides.entities.models import Entity
from bonafides.kernel.sentence import Sentence
from bonafides.procedures.models import Case


class Listing(Sealed):
    """A business on a list from a day on, up to a day (excluded) or until a `ListingEnd`."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="listings")
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60, db_collation="C", help_text="the list: the kind of record of the pack")
    since = models.DateField()
    until = models.DateField(null=True, help_text="excluded; none: until a step ends it")
    restores = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="restored", help_text="the one whose end was revoked"
    )

    class Meta:
        constraints = (
            models.CheckConstraint(name="listings_listing_ordered", condition=Q(until=None) | Q(until__gt=F("since"))),
        )

    def __str__(self) -> str:
        return Sentence(
            "listing %(number)s: %(name)s since %(since)s", number=self.pk, name=self.name, since=self.since
        )


class Publication(Sealed):
    """That a listing, or what else a case decided, became a record of the business, and so public."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="publications")
    listing = models.OneToOneField(Listing, null=True, on_delete=models.PROTECT, related_name="publication")
    record = models.BigIntegerField(unique=True)
    on = models.DateField()

    def __str__(self) -> str:
        return f"publication of case {self.case_id} as record {self.record}"


class ListingEnd(Sealed):
    """The day from which a business is off the list, and how it came to be."""

    class How(models.TextChoices):
        EXPIRED = "expired"
        REMOVED = "removed"
        CANCELLED = "cancelled"
        IN_ERROR = "in-error"

    id = models.BigAutoField(primary_key=True)
    listing = models.OneToOneField(Listing, on_delete=models.PROTECT, related_name="end")
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="ended_listings", help_text="whose step it was"
    )
    on = models.DateField()
    how = models.CharField(max_length=12, choices=How.choices, db_collation="C")
    record = models.BigIntegerField(null=True, help_text="the record that withdraws the published one")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="listings_end_how", condition=Q(how__in=("expired", "removed", "cancelled", "in-error"))
            ),
        )

    def __str__(self) -> str:
        return f"listing {self.listing_id} {self.how} on {self.on}"
