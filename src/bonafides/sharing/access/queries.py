"""What the log tells: the business who looked at it, an auditor who looked at what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from json import loads
from typing import Any

from django.db import connection

from bonafides.entities.models import Entity
from bonafides.entities.queries import one_with

MOST = 1_000
OWN_CASE = "case:"
"""How a case of this register is named in a request; any other is the agency's own number."""

# Told: at once, or its delay is over, or the case for which it was kept from the business has ended.
_TOLD = """(a.visible_from IS NULL OR a.visible_from <= %(now)s::timestamptz OR (t.told = 'case-ends' AND EXISTS (
  SELECT FROM procedures_step s JOIN acts_act w ON w.id = s.act_id
  WHERE s.ends AND w.at <= %(now)s::timestamptz
    AND a."case" ~ '^case:[0-9]{1,18}$' AND s.case_id = substr(a."case", 6)::bigint)))"""
_SEEN = f"""
SELECT a.id, a.at, t.pack, t.agency, t.kind, CASE WHEN t.officer_shown THEN a.name END, t.purpose, t.basis, a."case", t.how,
  t.opened::text
FROM sharing_access a JOIN sharing_terms t ON t.id = a.terms_id
WHERE a.entity = ANY (%(entities)s::bigint[]) AND a.id < %(before)s::bigint AND {_TOLD} ORDER BY a.id DESC LIMIT %(limit)s
"""
_COUNTED = f"""
SELECT count(*) FROM sharing_access a JOIN sharing_terms t ON t.id = a.terms_id
WHERE a.entity = ANY (%(entities)s::bigint[]) AND a.visible_from > %(now)s::timestamptz AND NOT {_TOLD}
"""
_WHOLE = """
SELECT a.id, a.at, t.pack, t.agency, t.kind, a.name, t.purpose, t.basis, a."case", t.how, t.opened::text, e.scheme, e.code
FROM sharing_access a JOIN sharing_terms t ON t.id = a.terms_id LEFT JOIN entities_entity e ON e.id = a.entity
WHERE a.id < %(before)s::bigint AND (%(pack)s::text IS NULL OR t.pack = %(pack)s::text)
  AND (%(agency)s::text IS NULL OR t.agency = %(agency)s::text) AND (%(name)s::text IS NULL OR a.name = %(name)s::text)
  AND (%(case)s::text IS NULL OR a."case" = %(case)s::text)
  AND (%(since)s::timestamptz IS NULL OR a.at >= %(since)s::timestamptz)
ORDER BY a.id DESC LIMIT %(limit)s
"""
_OPENED = 10  # the place of the fields, which come as text
_LAST = 2**63 - 1


@dataclass(frozen=True)
class Seen:
    """One look-up. `officer`: the number, or the program's id; none where the business is told the agency alone."""

    number: int
    at: datetime
    pack: str
    agency: str
    kind: str
    officer: str | None
    purpose: str
    basis: str
    case: str | None
    how: str
    fields: dict[str, list[str]]

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return asdict(self)


@dataclass(frozen=True)
class SeenWhole(Seen):
    """As an auditor or the operator reads it: of which business, and by whom in any case."""

    scheme: str | None
    code: str | None


@dataclass(frozen=True)
class SeenByBusiness:
    """What a business reads: the look-ups that it is told of, the newest first; how many it is not told of yet."""

    looks: list[Seen]
    not_yet_told: int

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {"looks": [one.as_json() for one in self.looks], "not_yet_told": self.not_yet_told}


def seen_by_business(entity: Entity, now: datetime, *, limit: int = MOST, before: int | None = None) -> SeenByBusiness:
    """Who looked at a business that is not public, also under codes that are one with its own by decision.

    What is public is looked at by anyone, and nobody is written down for it.
    """
    values: dict[str, Any] = {
        "entities": sorted(one_with(entity)), "now": now, "limit": max(0, min(limit, MOST)),
        "before": _LAST if before is None else before,
    }  # fmt: skip
    looks = [Seen(*row) for row in _rows(_SEEN, values)]
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, values)
        return SeenByBusiness(looks, int(cursor.fetchone()[0]))


def looked_up(
    *,
    pack: str | None = None,
    agency: str | None = None,
    name: str | None = None,
    case: str | None = None,
    since: datetime | None = None,
    limit: int = MOST,
    before: int | None = None,
) -> list[SeenWhole]:
    """Look-ups of an agency, a person or a case, the newest first; for auditors and the operator."""  # fmt: skip
    asked = {
        "pack": pack,
        "agency": agency,
        "name": name,
        "case": case,
        "since": since,
        "limit": max(0, min(limit, MOST)),
    }
    return [SeenWhole(*row) for row in _rows(_WHOLE, {**asked, "before": _LAST if before is None else before})]


def _rows(query: str, values: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        for row in cursor.fetchall():
            yield (*row[:_OPENED], loads(row[_OPENED]), *row[_OPENED + 1 :])
