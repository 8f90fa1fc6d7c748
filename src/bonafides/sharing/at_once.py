"""What an evidence request reads, in one statement: the business of a code, its sources, and the facts that stand of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from bonafides.acts.statement import Statement
from bonafides.entities.models import Entity
from bonafides.entities.queries import BY_CODE, COLUMNS, found_by_code
from bonafides.sharing.fields import Disclosed, chosen, standing, values_of
from bonafides.sharing.once.sources import SOURCES, Sources
from bonafides.sharing.publicity import PERIOD, Audience
from bonafides.sharing.scope import Scope

# The business and its sources come with each record, and once where there is none; without a business nothing comes.
_OF_CODE = """
WITH one ({columns}, ones) AS MATERIALIZED ({by_code}), period AS MATERIALIZED ({period}), source AS MATERIALIZED ({sources})
SELECT one.*, ARRAY(SELECT source.agency FROM source), ARRAY(SELECT source.kind FROM source),
  ARRAY(SELECT source.reported FROM source), ARRAY(SELECT source.suspended FROM source), r.*
FROM one LEFT JOIN LATERAL ({records}) AS r ON true
ORDER BY r.entity_id, r.kind, r.valid_from DESC, r.known_from DESC, r.id DESC"""
_OWN = len(COLUMNS) + 1
_RECORD = _OWN + 4


def _statement(audience: Audience) -> Statement:
    return Statement(
        _OF_CODE.format(
            columns=", ".join(COLUMNS), by_code=BY_CODE, period=PERIOD, sources=SOURCES,
            records=standing(audience, "one.ones"),
        )
    )  # fmt: skip


_FOR = {audience: _statement(audience) for audience in Audience}


@dataclass(frozen=True)
class AtOnce:
    """The business of a code, the numbers of all that are one with it, how its sources are, and what stands of it."""

    entity: Entity
    ones: list[int]
    sources: Sources
    records: list[Disclosed]


def read_of_code(
    scope: Scope, scheme: str, code: str, wanted: Mapping[str, Collection[str]], sources: Mapping[str, object]
) -> AtOnce:
    """What stands today, as far as the scope opens it. For `disclosure.py` alone. Raises UnknownEntityError."""
    values = values_of(scope, wanted) | sources | {"scheme": scheme, "code": code}
    rows: list[tuple[Any, ...]] = _FOR[scope.audience].rows(values) if "\0" not in scheme + code else []
    entity, ones = found_by_code(scheme, rows[0][:_OWN] if rows else None)
    told = zip(*rows[0][_OWN:_RECORD], strict=True)
    standing_rows = [row[_RECORD:] for row in rows if row[_RECORD] is not None]
    return AtOnce(entity, ones, Sources(told), chosen(scope, standing_rows, wanted))
