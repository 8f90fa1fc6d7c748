"""A visit before its result: approved, notified, entered. Each step is one row for an assignment, so that none is taken twice.

A joint visit has its rows for each assignment that is part of it.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from bonafides.acts.sealed import Sealed
from bonafides.inspections.models.assignments import Assignment


class Approval(Sealed):
    """The form that approves a visit before it is made, and the days between which it may be made."""

    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="approval")
    number = models.CharField(max_length=60, db_collation="C", help_text="as the agency numbers the form")
    since = models.DateField()
    until = models.DateField(help_text="included")

    class Meta:
        constraints = (
            models.CheckConstraint(name="inspections_approval_in_order", condition=Q(until__gte=F("since"))),
        )

    def __str__(self) -> str:
        return f"approval {self.number}"


class Notice(Sealed):
    """That the business was told, or the ground on which it need not be; and the hash of the code that opens the visit."""

    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="notice")
    served_on = models.DateField(null=True)
    exempt = models.TextField(null=True, help_text="the instrument and article that let a visit be made without notice")
    visits_told = models.IntegerField(help_text="the visits of this year that the business was told of")
    text = models.TextField(help_text="what it was told, without the code")
    code_hash = models.BinaryField(max_length=32, help_text="SHA-256; one code for all parts of a joint visit")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="inspections_notice_or_ground",
                condition=Q(served_on__isnull=False, exempt=None) | (Q(served_on=None) & ~Q(exempt="")),
            ),
        )
        indexes = (models.Index(name="inspections_notice_code", fields=("code_hash",)),)

    def __str__(self) -> str:
        return f"notice of assignment {self.assignment_id}"


class Entry(Sealed):
    """That officers entered: who, on which day (the moment is its act's), and what the standard was asked."""

    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="entry")
    entered_on = models.DateField()
    officers = models.JSONField(help_text="the numbers of those who entered")
    asked = models.JSONField(help_text="the inputs of the decision that permitted it")

    def __str__(self) -> str:
        return f"entry of assignment {self.assignment_id}"
