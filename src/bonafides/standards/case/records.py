"""The records of one business as the standards see them: known at a moment, with FEEL's values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection

from bonafides.acts.wall import inside
from bonafides.kernel.feel.values import Value
from bonafides.packs.facts import Fact
from bonafides.packs.pack import Pack
from bonafides.standards.snapshot.same import one_by_decision


@dataclass(frozen=True)
class CaseRecord:
    """A record that stands. `facts`: public and withheld ones, as values of FEEL."""

    id: int
    kind: str
    agency: str
    ref: str
    event_date: date
    valid_from: date
    valid_to: date | None
    known_from: datetime
    facts: Mapping[str, Value]


_SQL = """
SELECT r.id, k.name, a.name, r.source_ref, r.event_date, r.valid_from, r.valid_to, r.known_from,
  coalesce(r.facts || r.withheld, r.facts)
FROM records_record r JOIN packs_kind k ON k.id = r.kind_id JOIN agencies_agency a ON a.id = r.agency_id
WHERE r.entity_id = ANY (%(ids)s::bigint[]) AND k.pack = %(pack)s AND r.known_from <= %(known_at)s::timestamptz AND r.action < 2
  AND NOT EXISTS (SELECT FROM records_record s WHERE s.supersedes = r.id AND s.known_from <= %(known_at)s::timestamptz)
ORDER BY r.id
"""


def records_of(pack: Pack, entity: int, known_at: datetime) -> list[CaseRecord]:
    """The records of a business and of all that are one with it, as known at a moment; none of them superseded by then."""
    same = one_by_decision(known_at)
    root = same.get(entity, entity)
    ids = [root, *(one for one, stays in same.items() if stays == root)]
    import json

    with inside(), connection.cursor() as cursor:
        cursor.execute(_SQL, {"ids": ids, "pack": pack.name, "known_at": known_at})
        rows = cursor.fetchall()
    found = []
    for number, kind, agency, ref, event, since, until, known, facts in rows:
        if kind in pack.catalogue:
            plain: dict[str, Any] = json.loads(facts) if isinstance(facts, str) else facts
            values = facts_of(pack.catalogue[kind].facts.properties, plain)
            found.append(CaseRecord(number, kind, agency, ref, event, since, until, known, values))
    return found


def facts_of(schemas: Mapping[str, Fact], facts: Mapping[str, Any]) -> dict[str, Value]:
    """Facts as stored, as values of FEEL; one that is absent is null."""
    return {name: _value(schema, facts.get(name)) for name, schema in schemas.items()}


def _value(schema: Fact, stored: Any) -> Value:
    if stored is None:
        return None
    if schema.type == "integer":
        return Decimal(stored)
    if schema.type == "array":
        return tuple(stored)
    if schema.format == "date":
        return date.fromisoformat(stored)
    value: Value = stored
    return value
