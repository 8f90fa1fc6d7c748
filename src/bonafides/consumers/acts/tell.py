"""Put down for each consumer what ended since the last reading: one notice each, in order."""

from __future__ import annotations

from django.db import connection
from django.utils import timezone

from bonafides.acts.act import Acting, Role, official_act
from bonafides.consumers.models import Notice, Reading
from bonafides.consumers.reading import read

ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('consumers.tell'))"


@official_act("consumers.tell", by=(Role.OPERATOR,))
def tell(acting: Acting) -> list[Notice]:
    """The new notices. Safe to run at any time and twice: each end is told once to each consumer."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME)
    found = read(timezone.now())
    notices = acting.write_many(Notice, found.rows) if found.rows else []
    acting.write(Reading, event=found.event, known=found.known)
    acting.details = {"upto": found.event, "notices": len(notices)}
    return notices
