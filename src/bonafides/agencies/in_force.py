"""What holds on a day: begun, not past its own end (excluded), not ended by a row of its own."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q


def in_force(at: date | datetime) -> Q:
    """The condition on powers and interests (a day) or credentials (a moment)."""
    return Q(since__lte=at) & (Q(until=None) | Q(until__gt=at)) & ~Q(ended__ends__lte=at)
