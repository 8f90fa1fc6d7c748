"""What a business has had of an agency in a year: visits, the same item, and the officers who came last.

Visits are those assigned here, unless put aside for a substitute, and those that the agency's files tell of: the days of its
records of the item's kind. The same item is that of an assignment, or a record with the facts that the item's records have.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import connection

from bonafides.acts.wall import inside
from bonafides.packs.inspection_item import InspectionItem
from bonafides.packs.pack import Pack
from bonafides.standards.snapshot.same import one_by_decision
from bonafides.standards.snapshot.take import settled_moment

ENTERED = "records.enter"
"""The mapping of a record that an act entered: of a visit that is counted as assigned already."""


@dataclass(frozen=True)
class Visited:
    """By the numbers of the businesses."""

    visits: dict[int, int] = field(default_factory=dict)
    same_item: frozenset[int] = frozenset()
    last_pair: dict[int, frozenset[str]] = field(default_factory=dict)


_ASSIGNED = """
SELECT s.entity_id, s.item, s.joins_id IS NULL, jsonb_build_array(s.lead, s.second) || s.others,
  coalesce(p.year, extract(year FROM c.at AT TIME ZONE %(zone)s)) = %(year)s
FROM inspections_assignment s JOIN agencies_agency a ON a.id = s.agency_id JOIN acts_act c ON c.id = s.act_id
LEFT JOIN inspections_draw d ON d.id = s.draw_id LEFT JOIN inspections_plan p ON p.id = d.plan_id
WHERE a.pack = %(pack)s AND a.name = %(agency)s {of_these}
  AND NOT EXISTS (SELECT FROM inspections_assignment r WHERE r.replaces_id = s.id)
  AND NOT EXISTS (SELECT FROM inspections_substitution o WHERE o.draw_id = s.draw_id AND o.out_id = s.entity_id)
ORDER BY s.id
"""
_UNSERVED = """
SELECT u.entity FROM inspections_held h JOIN inspections_draw d ON d.id = h.draw_id
JOIN inspections_plan p ON p.id = d.plan_id JOIN agencies_agency a ON a.id = d.agency_id
CROSS JOIN LATERAL jsonb_to_recordset(h.unserved) AS u(entity bigint)
WHERE a.pack = %(pack)s AND a.name = %(agency)s AND d.item = %(item)s AND p.year = %(year)s {of_these}
  AND NOT EXISTS (SELECT FROM inspections_substitution o WHERE o.draw_id = d.id AND o.out_id = u.entity)
"""
_RECORDED = """
SELECT r.entity_id, count(DISTINCT r.event_date),
  bool_or(r.facts || coalesce(r.withheld, '{{}}') @> %(facts)s::jsonb AND %(facts)s::jsonb <> '{{}}')
FROM records_record r JOIN packs_kind k ON k.id = r.kind_id JOIN agencies_agency a ON a.id = r.agency_id
JOIN records_batch b ON b.id = r.batch_id
WHERE k.pack = %(pack)s AND k.name = %(kind)s AND a.pack = %(pack)s AND a.name = %(agency)s AND b.mapping <> %(entered)s
  AND r.event_date >= make_date(%(year)s, 1, 1) AND r.event_date < make_date(%(year)s + 1, 1, 1) AND r.action < 2
  AND NOT EXISTS (SELECT FROM records_record s WHERE s.supersedes = r.id) {of_these}
GROUP BY r.entity_id
"""


def visited(pack: Pack, item: InspectionItem, year: int, entities: Iterable[int] | None = None) -> Visited:
    """Of every business, or of these; a business that was merged into another counts as that one."""
    same = one_by_decision(settled_moment())
    only = (
        None if entities is None else sorted({*entities, *(one for one, root in same.items() if root in set(entities))})
    )
    values = _values(pack, item, year, only)
    visits: Counter[int] = Counter()
    same_item: set[int] = set()
    last_pair: dict[int, frozenset[str]] = {}
    for entity, name, own, officers, this_year in _rows(_ASSIGNED, "s.entity_id", values):
        root = same.get(entity, entity)
        last_pair[root] = frozenset(json.loads(officers) if isinstance(officers, str) else officers)
        if this_year:
            visits[root] += own
            same_item |= {root} if name == item.item else set()
    for entity, days, told in _rows(_RECORDED, "r.entity_id", values):
        visits[same.get(entity, entity)] += days
        same_item |= {same.get(entity, entity)} if told else set()
    same_item |= {same.get(entity, entity) for (entity,) in _rows(_UNSERVED, "u.entity", values)}
    return Visited(dict(visits), frozenset(same_item), last_pair)


@inside()
def recorded(pack: Pack, item: InspectionItem, year: int, entities: Iterable[int]) -> tuple[int, bool]:
    """Of one business (all its numbers): the days of records that the agency's files told of, and whether one was this item."""
    rows = _rows(_RECORDED, "r.entity_id", _values(pack, item, year, sorted(entities)))
    return sum(days for _, days, _ in rows), any(told for _, _, told in rows)


def _values(pack: Pack, item: InspectionItem, year: int, only: list[int] | None) -> dict[str, Any]:
    return {
        "pack": pack.name, "agency": item.agency, "kind": item.record.kind, "year": year, "entered": ENTERED,
        "zone": settings.TIME_ZONE, "facts": json.dumps(item.record.facts),
        "only": only, "item": item.item,
    }  # fmt: skip


def _rows(query: str, column: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    of_these = "" if values["only"] is None else f"AND {column} = ANY (%(only)s::bigint[])"
    with connection.cursor() as cursor:
        cursor.execute(query.format(of_these=of_these), values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
