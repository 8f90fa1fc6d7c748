"""Businesses by name or former name, from two characters on, Chinese included."""

from __future__ import annotations

import unicodedata
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection

SHORTEST, LONGEST = 2, 100
CANDIDATES = 2_000  # a pair of characters that half the register shares is not ranked to the last

# The index knows pairs of neighbouring characters; LIKE then looks whether they stand together. A name falls with the
# record that gave it.
_SQL = """
WITH hit AS (
  SELECT n.entity_id, n.name, n.folded, n.use, n.valid_from, n.record FROM entities_name n
  WHERE bigrams(n.folded) @> bigrams(%(folded)s::text) AND n.folded LIKE %(pattern)s::text
    AND NOT EXISTS (SELECT FROM records_record s WHERE s.supersedes = n.record)
  LIMIT %(candidates)s
), best AS (
  SELECT DISTINCT ON (entity_id) * FROM hit
  ORDER BY entity_id, folded = %(folded)s DESC, length(folded), valid_from DESC
)
SELECT e.scheme, e.code, e.kind, b.name, b.use, b.use = now.use AND b.name <> now.name AS former, now.name AS current_name
FROM best b JOIN entities_entity e ON e.id = b.entity_id
CROSS JOIN LATERAL (
  SELECT c.name, c.use FROM entities_name c WHERE c.entity_id = b.entity_id
    AND NOT EXISTS (SELECT FROM records_record s WHERE s.supersedes = c.record)
  ORDER BY c.use <> 'registered', c.valid_from DESC, c.record DESC LIMIT 1) AS now
ORDER BY b.folded = %(folded)s DESC, b.folded LIKE %(prefix)s::text DESC, length(b.folded), b.folded, e.id
LIMIT %(limit)s
"""


class SearchRefusedError(ValueError):
    """A query that cannot be searched for; the message says what can."""


@dataclass(frozen=True)
class Found:
    """One business: `name` is the one that was found, `former` where it bears it no longer; `current_name` its registered one."""

    scheme: str
    code: str
    kind: str
    name: str
    use: str
    former: bool
    current_name: str

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def search_by_name(query: str, *, limit: int = 20) -> list[Found]:
    """The businesses whose name holds `query`: equal ones first, then those that begin with it, then the shorter."""
    folded = unicodedata.normalize("NFKC", query).strip().lower()
    if not SHORTEST <= len(folded) <= LONGEST:
        raise SearchRefusedError(f"expected {SHORTEST} to {LONGEST} characters of a name, came {len(folded)}")
    escaped = folded.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    values = {
        "folded": folded, "pattern": f"%{escaped}%", "prefix": f"{escaped}%", "candidates": CANDIDATES, "limit": limit,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_SQL, values)
        return [Found(*row) for row in cursor.fetchall()]
