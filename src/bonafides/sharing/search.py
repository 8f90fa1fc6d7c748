"""Businesses by name or former name, from two characters on, Chinese included."""

from __future__ import annotations

import unicodedata
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.utils import timezone

from bonafides.kernel.identifiers.corporate_forms import other_writings
from bonafides.kernel.identifiers.natural_person import find_in
from bonafides.sharing.publicity import PERIOD, Audience, records, visible

SHORTEST, LONGEST = 2, 100
CANDIDATES = 2_000  # a pair of characters that half the register shares is not ranked to the last

# The index knows pairs of neighbouring characters, the two ends of a name among them; LIKE then looks whether they stand
# together. Names that are equal are asked for by themselves: they must not be lost among the many that hold the same
# characters. A name falls with the record that gave it: once that is superseded, or no longer public, nobody finds the
# business by it.
_NAMES = """SELECT n.entity_id, n.name, n.folded, n.use, n.valid_from, n.record
  FROM (  -- OFFSET keeps the names first: the planner thinks little of the pairs, and would begin with the records
    SELECT * FROM entities_name WHERE bigrams(E'\\x02' || folded || E'\\x03') @> bigrams({sought}) AND {holds} OFFSET 0) n
  JOIN {records} r ON r.id = n.record LEFT JOIN period p ON p.publicity_class_id = r.publicity_class_id
  WHERE n.valid_from <= %(today)s::date AND {visible}
    AND NOT EXISTS (SELECT FROM {records} s WHERE s.supersedes = n.record)
  LIMIT %(candidates)s"""
_SQL = """
WITH period AS MATERIALIZED ({period}), asked AS (
  SELECT * FROM unnest(%(folded)s::text[], %(patterns)s::text[]) AS a(folded, pattern)
), hit AS (
  SELECT h.* FROM asked a CROSS JOIN LATERAL ({equal}) h
  UNION ALL
  SELECT h.* FROM asked a CROSS JOIN LATERAL ({holding}) h
), best AS (
  SELECT DISTINCT ON (entity_id) * FROM hit
  ORDER BY entity_id, folded = ANY (%(folded)s) DESC, length(folded), valid_from DESC
)
SELECT e.scheme, e.code, e.kind, b.name, b.use, b.use = now.use AND b.name <> now.name AS former,
  now.name AS current_name, now.language
FROM best b JOIN entities_entity e ON e.id = b.entity_id
CROSS JOIN LATERAL (
  SELECT c.name, c.use, c.language FROM entities_name c
  JOIN {records} r ON r.id = c.record LEFT JOIN period p ON p.publicity_class_id = r.publicity_class_id
  WHERE c.entity_id = b.entity_id AND c.valid_from <= %(today)s::date AND {visible}
    AND NOT EXISTS (SELECT FROM {records} s WHERE s.supersedes = c.record)
  ORDER BY c.use <> 'registered', c.valid_from DESC, c.record DESC LIMIT 1) AS now
ORDER BY b.folded = ANY (%(folded)s) DESC, b.folded LIKE ANY (%(prefixes)s::text[]) DESC, length(b.folded), b.folded, e.id
LIMIT %(limit)s
"""


def _sql(audience: Audience) -> str:
    own = {"records": records(audience), "visible": visible(audience)}
    equal = _NAMES.format(sought="E'\\x02' || a.folded || E'\\x03'", holds="folded = a.folded", **own)
    holding = _NAMES.format(sought="a.folded", holds="folded LIKE a.pattern", **own)
    return _SQL.format(period=PERIOD, equal=equal, holding=holding, **own)


_SQL_FOR = {audience: _sql(audience) for audience in (Audience.PUBLIC, Audience.OPERATOR)}


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
    with connection.cursor() as cursor:
        cursor.execute(_SQL_FOR[audience], _values(folded, limit))
        return [Found(*row) for row in cursor.fetchall()]


def _values(folded: str, limit: int) -> dict[str, list[str] | int | date]:
    """What the query asks for: a name, and the same with its legal form written the other way (株式会社, （株）)."""
    asked = [folded, *other_writings(folded)]
    escaped = [one.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") for one in asked]
    return {
        "folded": asked, "patterns": [f"%{one}%" for one in escaped], "prefixes": [f"{one}%" for one in escaped],
        "candidates": CANDIDATES, "limit": limit, "today": timezone.localdate(),
    }  # fmt: skip
