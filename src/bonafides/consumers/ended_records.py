"""Records that ended or were corrected, by an act or a file: what had been public before and is not as it was.

A record becomes known in a transaction, and another may still be under way that began before. So what is read ends at the
beginning of the oldest transaction that runs, and the next reading goes on there: none is left out.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection

from bonafides.acts.wall import inside
from bonafides.consumers.ended import Ended
from bonafides.records.models import Record

HOW = {
    Record.Action.CORRECTION: "corrected",
    Record.Action.WITHDRAWAL: "withdrawn",
    Record.Action.ANNULMENT: "annulled",
}
SLACK = timedelta(minutes=1)
"""By how much the clocks of a worker and of the database may differ."""
_SETTLED = """
SELECT LEAST(clock_timestamp(), min(xact_start)) FROM pg_stat_activity
WHERE datname = current_database() AND xact_start IS NOT NULL AND pid <> pg_backend_pid()
"""
# `o` is what ended. It was public by the class that it had, unless no period in force made that class public.
_ENDED = """
SELECT s.id, k.name, o.entity_id, k.pack, a.name, o.source_ref, s.action,
  CASE WHEN s.action = 1 THEN s.known_from::date ELSE s.event_date END, s.known_from
FROM records_record s JOIN records_record o ON o.id = s.supersedes
JOIN packs_kind k ON k.id = o.kind_id JOIN agencies_agency a ON a.id = o.agency_id
WHERE s.known_from >= %(since)s AND s.known_from < %(until)s AND s.action IN (1, 2, 3)
  AND EXISTS (SELECT FROM packs_publicityperiod p JOIN packs_installedpack i ON i.version_id = p.version_id
    WHERE p.publicity_class_id = o.publicity_class_id AND p.public AND p.in_force @> s.known_from::date)
ORDER BY s.id
"""


def settled() -> datetime:
    """The moment before which no record can become known any more."""
    with connection.cursor() as cursor:
        cursor.execute(_SETTLED)
        [moment] = cursor.fetchone()
    return moment - SLACK  # type: ignore[no-any-return]  # a moment of the database


def ended_records(since: datetime, until: datetime) -> list[tuple[Ended, datetime]]:
    """The ends that became known from `since` on and before `until`, in their order, each with that moment."""
    with inside(), connection.cursor() as cursor:
        cursor.execute(_ENDED, {"since": since, "until": until})
        rows = cursor.fetchall()
    return [
        (Ended("record", kind, number, entity, pack, agency, f"{agency}/{ref}", HOW[action], on), known)
        for number, kind, entity, pack, agency, ref, action, on, known in rows
    ]
