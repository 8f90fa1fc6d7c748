"""Which of some records anyone may read today, each followed to the end of its line of corrections."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from bonafides.acts.statement import Statement
from bonafides.sharing.feed.statements import STANDS
from bonafides.sharing.publicity import PERIOD, Audience, records, visible

_PUBLIC = Statement(
    f"""
WITH RECURSIVE period AS MATERIALIZED ({PERIOD}), line(root, id) AS (
  SELECT n, n FROM unnest(%(ids)s::bigint[]) n
  UNION ALL SELECT line.root, s.id FROM line JOIN records_record s ON s.supersedes = line.id)
SELECT line.root FROM line JOIN records_record r ON r.id = line.id
JOIN period p ON p.publicity_class_id = r.publicity_class_id
WHERE {STANDS} AND {visible(Audience.PUBLIC)}""".replace("records_record", records(Audience.PUBLIC))
)


def public_among(numbers: Collection[int], today: date) -> frozenset[int]:
    """Of records by their numbers, those that are public today, as they are or as corrected."""
    if not numbers:
        return frozenset()
    return frozenset(row[0] for row in _PUBLIC.rows({"ids": sorted(set(numbers)), "today": today}))
