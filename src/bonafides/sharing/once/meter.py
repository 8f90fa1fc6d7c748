"""The meter: repeated requests that were avoided, and those that slipped through. A matter is counted once."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import connection

from bonafides.agencies.models import Agency
from bonafides.sharing.once.filled import FilledForm, Outcome
from bonafides.sharing.purpose import Request

if TYPE_CHECKING:
    from bonafides.sharing.once.evidence import Answer
    from bonafides.sharing.once.question import Road

# Opened again, a form of the same matter is the same application: nothing more was avoided.
_COUNT = """
INSERT INTO once_use (at, agency_id, form, "case", entity, avoided, empty, unavailable, asked, slipped)
SELECT %s, a.id, %s, %s, %s, %s, %s, %s, %s, %s FROM agencies_agency a WHERE a.pack = %s AND a.name = %s
ON CONFLICT DO NOTHING"""

_KEEP = """
WITH kept AS (
  INSERT INTO once_evidence (at, agency_id, message, client, "case", entity, wanted, answer, avoided, empty, unavailable)
  SELECT %s, a.id, %s, %s, %s, %s, %s, %s, %s, %s, %s FROM agencies_agency a WHERE a.pack = %s AND a.name = %s
  ON CONFLICT DO NOTHING RETURNING wanted
)
SELECT wanted FROM kept UNION ALL
SELECT e.wanted FROM once_evidence e JOIN agencies_agency a ON a.id = e.agency_id
WHERE a.pack = %s AND a.name = %s AND e.message = %s"""


def agency_of(request: Request) -> Agency:
    """The agency that asks."""
    return Agency.objects.get(pack=request.who.pack, name=request.who.agency)


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


def keep(request: Request, road: Road, wanted: bytes, entity: int, answer: Answer) -> bool:
    """Keep that a message was answered; false where another question came under its id."""
    empty = answer.count(Outcome.KNOWN_EMPTY)
    agency = [request.who.pack, request.who.agency]
    values: list[str | int | bytes | datetime | None] = [
        answer.at, road.message, road.client, road.issue, entity, wanted, answer.digest,
        answer.count(Outcome.VALUE) + empty, empty, answer.count(Outcome.UNAVAILABLE), *agency, *agency, road.message,
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, values)
        known = [bytes(kept) for (kept,) in cursor.fetchall()]
    return bool(known) and set(known) == {wanted}
