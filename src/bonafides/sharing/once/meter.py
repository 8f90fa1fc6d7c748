"""The meter: repeated requests that were avoided, and those that slipped through. A matter is counted once."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from bonafides.sharing.once.filled import FilledForm, Outcome
from bonafides.sharing.purpose import Request

# Opened again, a form of the same matter is the same application: nothing more was avoided.
_COUNT = """
INSERT INTO once_use (at, agency_id, form, "case", entity, avoided, empty, unavailable, asked, slipped)
SELECT %s, a.id, %s, %s, %s, %s, %s, %s, %s, %s FROM agencies_agency a WHERE a.pack = %s AND a.name = %s
ON CONFLICT DO NOTHING"""


def count(request: Request, filled: FilledForm) -> None:
    """Count what a form of a case read, once."""
    values: list[str | int | datetime | None] = [
        filled.at, filled.form.form, request.case, filled.entity, filled.prefilled,
        sum(one.outcome is Outcome.KNOWN_EMPTY for one in filled.items),
        sum(one.outcome is Outcome.UNAVAILABLE for one in filled.items),
        sum(one.outcome is Outcome.TO_BE_ASKED for one in filled.items),
        sum(one.slipped for one in filled.items),
        filled.pack.name, request.who.agency,
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, values)
