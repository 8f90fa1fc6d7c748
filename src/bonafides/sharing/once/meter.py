"""The meter: repeated requests that were avoided, and those that slipped through. A matter is counted once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import connection

from bonafides.acts.statement import Statement
from bonafides.agencies.models import Agency
from bonafides.sharing.access.log import look_if
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

# A message that came under another question's id leaves nothing, also no look.
_KEEP = """
WITH asker AS (SELECT id FROM agencies_agency WHERE pack = %(pack)s AND name = %(agency)s), kept AS (
  INSERT INTO once_evidence (at, agency_id, message, client, "case", entity, wanted, answer, avoided, empty, unavailable)
  SELECT %(at)s::timestamptz, asker.id, %(message)s, %(client)s, %(case)s, %(entity)s::bigint, %(wanted)s::bytea,
    %(answer)s::bytea, %(avoided)s::int, %(empty)s::int, %(unavailable)s::int FROM asker
  ON CONFLICT DO NOTHING RETURNING wanted
), known AS (
  SELECT wanted FROM kept UNION ALL
  SELECT e.wanted FROM once_evidence e WHERE e.agency_id = (SELECT id FROM asker) AND e.message = %(message)s
){look}
SELECT wanted FROM known
"""
_KEEP_ALONE = Statement(_KEEP.format(look=""))
_KEEP_WITH_LOOK = Statement(
    _KEEP.format(look=", " + look_if("EXISTS (SELECT FROM known WHERE wanted = %(wanted)s::bytea)"))
)


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
        filled.pack.name, filled.form.agency,
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, values)


def keep(
    request: Request, road: Road, wanted: bytes, entity: int, answer: Answer, look: Mapping[str, object] | None = None
) -> bool:
    """Keep that a message was answered, and the look at what it tells; false where another question came under its id.

    One statement, which without a transaction around it is one: once this is true, both are on disk.
    """
    empty = answer.count(Outcome.KNOWN_EMPTY)
    values: dict[str, object] = {
        "pack": request.who.pack, "agency": request.who.agency, "at": answer.at, "message": road.message,
        "client": road.client, "case": road.issue, "entity": entity, "wanted": wanted, "answer": answer.digest,
        "avoided": answer.count(Outcome.VALUE) + empty, "empty": empty, "unavailable": answer.count(Outcome.UNAVAILABLE),
    } | dict(look or {})  # fmt: skip
    statement = _KEEP_ALONE if look is None else _KEEP_WITH_LOOK
    # None: the same id came twice at once, and this statement began before the other was through. It is there by now.
    rows = statement.rows(values) or statement.rows(values)
    return [bytes(kept) for (kept,) in rows] == [wanted]
