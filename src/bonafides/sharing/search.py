"""Businesses by name or former name, from two characters on, Chinese included."""

from __future__ import annotations

import unicodedata
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.utils import timezone

from bonafides.kernel.identifiers.natural_person import find_in
from bonafides.sharing.disclosure import PERIOD, Audience, visible

SHORTEST, LONGEST = 2, 100
CANDIDATES = 2_000  # a pair of characters that half the register shares is not ranked to the last

# The index knows pairs of neighbouring characters; LIKE then looks whether they stand together. A name falls with the
# record that gave it: once that is superseded, or no longer public, nobody finds the business by it.
_SQL = """
WITH period AS MATERIALIZED ({period}), hit AS (
  SELECT n.entity_id, n.name, n.folded, n.use, n.valid_from, n.record FROM entities_name n
  JOIN records_record r ON r.id = n.record LEFT JOIN period p ON p.publicity_class_id = r.publicity_class_id
  WHERE bigrams(n.folded) @> bigrams(%(folded)s::text) AND n.folded LIKE %(pattern)s::text
    AND n.valid_from <= %(today)s::date AND {visible}
    AND NOT EXISTS (SELECT FROM records_record s WHERE s.supersedes = n.record)
  LIMIT %(candidates)s
), best AS (
  SELECT DISTINCT ON (entity_id) * FROM hit
  ORDER BY entity_id, folded = %(folded)s DESC, length(folded), valid_from DESC
)
SELECT e.scheme, e.code, e.kind, b.name, b.use, b.use = now.use AND b.name <> now.name AS former,
  now.name AS current_name, now.language
FROM best b JOIN entities_entity e ON e.id = b.entity_id
CROSS JOIN LATERAL (
  SELECT c.name, c.use, c.language FROM entities_name c
  JOIN records_record r ON r.id = c.record LEFT JOIN period p ON p.publicity_class_id = r.publicity_class_id
  WHERE c.entity_id = b.entity_id AND c.valid_from <= %(today)s::date AND {visible}
    AND NOT EXISTS (SELECT FROM records_record s WHERE s.supersedes = c.record)
  ORDER BY c.use <> 'registered', c.valid_from DESC, c.record DESC LIMIT 1) AS now
ORDER BY b.folded = %(folded)s DESC, b.folded LIKE %(prefix)s::text DESC, length(b.folded), b.folded, e.id
LIMIT %(limit)s
"""
_SQL_FOR = {audience: _SQL.format(period=PERIOD, visible=visible(audience)) for audience in Audience}


class SearchRefusedError(ValueError):
    """A query that cannot be searched for; the message says what can, and does not repeat it."""


@dataclass(frozen=True)
class Found:
    """One business: `name` is the one that was found, `former` where it bears it no longer.

    `current_name` is its registered one, or the one it has; `language` is of that.
    """

    scheme: str
    code: str
    kind: str
    name: str
    use: str
    former: bool
    current_name: str
    language: str

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def search_by_name(query: str, *, limit: int = 20, audience: Audience = Audience.PUBLIC) -> list[Found]:
    """The businesses whose name holds `query`: equal ones first, then those that begin with it, then the shorter."""
    folded = unicodedata.normalize("NFKC", query).strip().lower()
    if not SHORTEST <= len(folded) <= LONGEST or not folded.isprintable():
        raise SearchRefusedError(f"expected {SHORTEST} to {LONGEST} characters of a name")
    if find_in(query) or find_in(folded):
        raise SearchRefusedError("expected a name of a business; natural persons are no subjects of this register")
    escaped = folded.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    values: dict[str, str | int | date] = {
        "folded": folded, "pattern": f"%{escaped}%", "prefix": f"{escaped}%", "candidates": CANDIDATES, "limit": limit,
        "today": timezone.localdate(),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_SQL_FOR[audience], values)
        return [Found(*row) for row in cursor.fetchall()]
