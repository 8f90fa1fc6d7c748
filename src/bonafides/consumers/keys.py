"""The secrets of consumers, derived when they are needed."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from bonafides.consumers.models import Consumer, Secret
from bonafides.consumers.signature import secret_of, shown

OVERLAP = timedelta(days=1)
"""How long a secret that was renewed still signs, beside the new one."""


def secret_for(salt: bytes) -> str:
    """The secret of a salt, as its consumer is shown it."""
    return shown(secret_of(settings.SECRET_KEY, salt))


def secrets_of(consumer: Consumer, now: datetime) -> list[bytes]:
    """The secrets that are valid now, the newest first."""
    rows = list(Secret.objects.filter(consumer=consumer).order_by("-pk")[:2])
    valid = rows[:1] + [one for one in rows[1:] if rows[0].since + OVERLAP > now]
    return [secret_of(settings.SECRET_KEY, bytes(one.salt)) for one in valid]
