"""The moment before which no record, and no act, can become known any more: that of the oldest transaction that runs."""

from __future__ import annotations

from datetime import datetime, timedelta

from bonafides.acts.statement import Statement

SLACK = timedelta(minutes=1)
"""By how much the clocks of a worker and of the database may differ."""
_SETTLED = Statement(
    "SELECT LEAST(clock_timestamp(), min(xact_start)) FROM pg_stat_activity "
    "WHERE datname = current_database() AND xact_start IS NOT NULL AND pid <> pg_backend_pid()"
)


def settled() -> datetime:
    """That moment, a little earlier."""
    [[moment]] = _SETTLED.rows({})
    return moment - SLACK  # type: ignore[no-any-return]  # a moment of the database
