"""How many records are public today, by the kind and by the agency that gave them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.utils import timezone

from bonafides.acts.statement import Statement
from bonafides.sharing.feed.statements import STANDS
from bonafides.sharing.publicity import PERIOD, Audience, records, visible

_COUNTED = Statement(
    f"""
WITH period AS MATERIALIZED ({PERIOD})
SELECT k.pack, k.name, a.name, c.number FROM (
  SELECT r.kind_id, r.agency_id, count(*) AS number FROM records_record r
  JOIN period p ON p.publicity_class_id = r.publicity_class_id
  WHERE {STANDS} AND {visible(Audience.PUBLIC)} GROUP BY r.kind_id, r.agency_id) c
JOIN packs_kind k ON k.id = c.kind_id JOIN agencies_agency a ON a.id = c.agency_id
ORDER BY k.pack, k.name, a.name""".replace("records_record", records(Audience.PUBLIC))
)
Counted = dict[tuple[str, str, str], int]
"""(pack, kind, agency) → how many."""


def public_records(today: date) -> Counted:
    """Counted at most once an hour: it reads the whole register, and anybody may ask."""
    return dict(_counted(today, timezone.now().hour))


@lru_cache(maxsize=2)
def _counted(today: date, hour: int) -> tuple[tuple[tuple[str, str, str], int], ...]:
    del hour
    return tuple(((row[0], row[1], row[2]), int(row[3])) for row in _COUNTED.rows({"today": today}))
