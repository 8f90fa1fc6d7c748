"""The two clocks of a request: a day that was, a moment that was."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


class MomentRefusedError(ValueError):
    """A moment that cannot be asked about."""


def moments(as_of: date | None, known_at: datetime | None) -> tuple[date | None, datetime | None]:
    """Check both. What will be known is not known yet; a moment without a time zone is of the register's own."""
    if known_at is not None:
        if timezone.is_naive(known_at):
            known_at = timezone.make_aware(known_at)
        if known_at > timezone.now():
            raise MomentRefusedError(f"known_at: expected a moment that has passed, came {known_at.isoformat()}")
    return as_of, known_at
