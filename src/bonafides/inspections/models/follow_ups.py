"""What follows a result: next steps, orders to put things right, the visit that looks again."""

from __future__ import annotations

from django.db import models

from bonafides.acts.sealed import Sealed
from bonafides.inspections.models.assignments import Assignment
from bonafides.inspections.models.results import Report


class FollowUp(Sealed):
    """The next step that a result opens, by the standard of its pack."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="follow_ups")
    result = models.CharField(max_length=60, db_collation="C")
    step = models.CharField(max_length=60, db_collation="C")
    basis = models.TextField(help_text="what the rule that opened it cites")

    class Meta:
        constraints = (models.UniqueConstraint(name="inspections_follow_up_once", fields=("report", "step")),)

    def __str__(self) -> str:
        return f"{self.step} after report {self.report_id}"


class FollowedUp(Sealed):
    """That a step was taken, and what came of it."""

    follow_up = models.OneToOneField(FollowUp, on_delete=models.PROTECT, related_name="done")
    outcome = models.TextField()

    def __str__(self) -> str:
        return f"{self.follow_up_id} done"


class Order(Sealed):
    """An order to put right what was found."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="order")
    what = models.TextField()
    by = models.DateField(help_text="the last day")

    def __str__(self) -> str:
        return f"order after report {self.report_id}"


class Rectified(Sealed):
    """That the business reported it put right."""

    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="rectified")
    on = models.DateField()
    account = models.TextField()

    def __str__(self) -> str:
        return f"{self.order_id} put right"


class Recheck(Sealed):
    """The visit that looks again: an assignment of its own, outside every draw."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="recheck")
    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="rechecks")
    by = models.DateField(null=True, help_text="the last day, where the item has no period for it")

    def __str__(self) -> str:
        return f"recheck after report {self.report_id}"
