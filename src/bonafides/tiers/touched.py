"""Whom an incremental run decides: businesses that records or decisions touched, and those that the calendar makes due."""

from __future__ import annotations

from datetime import date, datetime

import duckdb
from django.db import connection

from bonafides.standards.snapshot.same import one_by_decision
from bonafides.tiers.store import standing_sql

# A record that moves to another business by correction touches both.
_TOUCHED = """
SELECT r.entity_id FROM records_record r WHERE r.known_from > %(since)s AND r.known_from <= %(until)s
UNION
SELECT r.supersedes_entity FROM records_record r
WHERE r.known_from > %(since)s AND r.known_from <= %(until)s AND r.supersedes_entity IS NOT NULL
"""


def touched(since: datetime, until: datetime) -> set[int]:
    """Businesses about which something became known after a moment, by another."""
    with connection.cursor() as cursor:
        cursor.execute(_TOUCHED, {"since": since, "until": until})
        found = {int(row[0]) for row in cursor.fetchall()}
    before, after = one_by_decision(since), one_by_decision(until)
    moved = {one for one in before.keys() | after.keys() if before.get(one) != after.get(one)}
    # Whoever joins or leaves another touches it too.
    both = {*moved, *(root for one in moved for root in (before.get(one), after.get(one)) if root is not None)}
    return {after.get(one, one) for one in found | both} | both


def due(chain: list[int], after: date, by: date) -> set[int]:
    """Businesses whose result may change by the calendar alone, after one day and by another."""
    with duckdb.connect(":memory:") as db:
        db.execute("SET threads = 2; SET enable_progress_bar = false")
        # Nearly all rows are not due: look at the days first, and at what stands only for those found.
        days = f"SELECT entity_id FROM ({{}}) WHERE due > DATE '{after}' AND due <= DATE '{by}'"
        likely = " UNION ".join(days.format(f"SELECT * FROM ({standing_sql([run])})") for run in chain)
        if len(chain) > 1:
            likely = days.format(standing_sql(chain, f"entity_id IN ({likely})"))
        return {int(row[0]) for row in db.execute(likely).fetchall()}
