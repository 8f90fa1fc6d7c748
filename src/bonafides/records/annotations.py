"""Reads of what is said beside records."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from bonafides.records.models import Annotation

PENDING = (Annotation.Kind.DISPUTED, Annotation.Kind.RECONSIDERATION, Annotation.Kind.SUIT)


def lasting(day: date) -> QuerySet[Annotation]:
    """The annotations that are shown on a day."""
    return Annotation.objects.filter(Q(end=None) | Q(end__on__gt=day), since__lte=day)


def remedy_pending(record: int, day: date) -> bool:
    """Whether an objection, a reconsideration or a suit against a record is pending on a day."""
    return lasting(day).filter(record=record, kind__in=PENDING).exists()
