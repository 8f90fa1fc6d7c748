"""A queue that was empty when its statistics were gathered, and is long now."""

from __future__ import annotations

import pytest
from django.db import connection
from tests.ledger.conftest import many_leaves, reading, trust

from bonafides.kernel.merkle.audit import audit
from bonafides.ledger.sequence import seal_all

pytestmark = pytest.mark.django_db
LONG = 2_000


def test_a_long_queue_is_read_once() -> None:
    """The rows of the queue that are looked at are so many as it holds, and not as many times as many."""
    many_leaves(LONG)
    seal_all()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE acts_queuedleaf")  # it has had many rows and has none
    many_leaves(LONG)
    before = _looked_at()
    assert seal_all().added == LONG
    assert _looked_at() - before < 10 * LONG
    assert audit(reading(), trust()).entries == 2 * LONG


def _looked_at() -> int:
    """Entries of indexes and rows that were read of the queue, by this transaction too."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(idx_tup_fetch), 0) + coalesce(sum(seq_tup_read), 0) + coalesce(sum(idx_scan), 0) "
            "FROM pg_stat_xact_user_tables WHERE relname = 'acts_queuedleaf'"
        )
        return int(cursor.fetchone()[0])
