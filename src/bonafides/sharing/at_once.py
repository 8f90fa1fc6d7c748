"""What an evidence request reads, in one statement: the business of a code, the facts that stand, its sources if need be."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from bonafides.acts.statement import Statement
from bonafides.entities.models import Entity
from bonafides.entities.queries import BY_CODE, COLUMNS, found_by_code
from bonafides.sharing.fields import Disclosed, chosen, standing, values_of
from bonafides.sharing.once.sources import SOURCES, SUSPENDED, Sources
from bonafides.sharing.publicity import PERIOD, Audience
from bonafides.sharing.scope import Scope

# The business comes with each record, and once where there is none; without a business nothing comes. Where records of every
# kind came and no source is suspended, how far the sources are within reach does not matter, and is not looked up.
_OF_CODE = """
WITH one ({columns}, ones) AS MATERIALIZED ({by_code}), period AS MATERIALIZED ({period}),
record AS MATERIALIZED (SELECT r.* FROM one CROSS JOIN LATERAL ({records}) AS r)
SELECT one.*, CASE
    WHEN (SELECT count(DISTINCT record.kind) FROM record) < cardinality(%(asked)s::smallint[]) OR EXISTS ({suspended})
    THEN (SELECT json_agg(source) FROM ({sources}) AS source) END,
  r.*
FROM one LEFT JOIN record AS r ON true
ORDER BY r.entity_id, r.kind, r.valid_from DESC, r.known_from DESC, r.id DESC"""
_OWN = len(COLUMNS) + 1


def _statement(audience: Audience) -> Statement:
    records = standing(audience, "one.ones", "%(asked)s::smallint[]")
    return Statement(
        _OF_CODE.format(
            columns=", ".join(COLUMNS),
            by_code=BY_CODE,
            period=PERIOD,
            sources=SOURCES,
            suspended=SUSPENDED,
            records=records,
        )
    )


_SCOPED = _statement(Audience.SCOPED)


@dataclass(frozen=True)
class AtOnce:
    """The business of a code, the numbers of all that are one with it, and what stands of it.

    `sources`: how far they are within reach; none where records of every kind came and nothing is suspended.
    """

    entity: Entity
    ones: list[int]
    sources: Sources | None
    records: list[Disclosed]


def read_of_code(
    scope: Scope, scheme: str, code: str, wanted: Mapping[str, Collection[str]], sources: Mapping[str, object]
) -> AtOnce:
    """What stands today, as far as a scope by a purpose opens it. For `disclosure.py` alone. Raises UnknownEntityError."""
    asked = [scope.numbers[kind] for kind in wanted if kind in scope.numbers]
    today = timezone.localdate()
    values = values_of(scope, wanted, today=today) | {**sources, "scheme": scheme, "code": code, "asked": asked}
    rows: list[tuple[Any, ...]] = _SCOPED.rows(values) if "\0" not in scheme + code else []
    entity, ones = found_by_code(scheme, rows[0][:_OWN] if rows else None)
    told = rows[0][_OWN]
    records = [row[_OWN + 1 :] for row in rows if row[_OWN + 1] is not None]
    return AtOnce(
        entity, ones, None if told is None else Sources(map(_source, told)), chosen(scope, records, wanted, today)
    )


def _source(told: dict[str, Any]) -> tuple[str, str, datetime | None, bool]:
    reported = told["reported"]
    return told["agency"], told["kind"], reported and datetime.fromisoformat(reported), told["suspended"]
