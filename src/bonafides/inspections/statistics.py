"""Inspections over some days: assigned, made, reported, published. Each number is of those before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncDate

from bonafides.inspections.models import Assignment


@dataclass(frozen=True)
class Inspected:
    """Of the businesses to which officers were assigned in these days, how many are how far by now."""

    assigned: int
    entered: int
    reported: int
    published: int


def inspected(since: date, day: date) -> Inspected:
    """Of all agencies."""
    found = Assignment.objects.annotate(made_on=TruncDate("act__at")).filter(made_on__gte=since, made_on__lte=day)
    counted = found.aggregate(
        assigned=Count("pk"), entered=Count("entry"), reported=Count("report"), published=Count("report__publication")
    )
    reported = min(counted["assigned"], counted["reported"])
    return Inspected(
        counted["assigned"], max(counted["entered"], reported), reported, min(reported, counted["published"])
    )
