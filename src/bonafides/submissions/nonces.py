"""Numbers used once: a signature that was accepted is not accepted again."""

from __future__ import annotations

from datetime import timedelta

from bonafides.acts.statement import Statement
from bonafides.submissions.models import SigningKey, UsedNonce

# Set within the statement, for its own transaction: to ask for that beforehand would take three statements more.
_USE = Statement("""
WITH commits AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
INSERT INTO submissions_usednonce (key_id, nonce, at)
SELECT %(key)s::bigint, %(nonce)s::text, clock_timestamp() FROM commits
ON CONFLICT (key_id, nonce) DO NOTHING
""")


def use(key: SigningKey, nonce: str, fresh: timedelta) -> bool:
    """Use a number up; false where it was used before. It need not wait for the disk: a replay finds its content known."""
    return _USE.run({"key": key.pk, "nonce": nonce}) == 1


def forget(older: timedelta) -> int:
    """Forget the numbers of signatures that are too old to be accepted; how many they were."""
    from django.utils import timezone

    return UsedNonce.objects.filter(at__lt=timezone.now() - older).delete()[0]
