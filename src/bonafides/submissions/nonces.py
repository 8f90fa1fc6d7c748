"""Numbers used once: a signature that was accepted is not accepted again."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection, transaction

from bonafides.submissions.models import SigningKey, UsedNonce

_USE = """
INSERT INTO submissions_usednonce (key_id, nonce, at) VALUES (%s, %s, clock_timestamp())
ON CONFLICT (key_id, nonce) DO NOTHING
"""


def use(key: SigningKey, nonce: str, fresh: timedelta) -> bool:
    """Use a number up; false where it was used before. It need not wait for the disk: a replay finds its content known."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")
        cursor.execute(_USE, [key.pk, nonce])
        return bool(cursor.rowcount == 1)


def forget(older: timedelta) -> int:
    """Forget the numbers of signatures that are too old to be accepted; how many they were."""
    from django.utils import timezone

    return UsedNonce.objects.filter(at__lt=timezone.now() - older).delete()[0]
