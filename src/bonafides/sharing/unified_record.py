"""The unified record of one business, as it stood on a day and as it was known at a moment; PostgreSQL makes the JSON."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from bonafides.acts.statement import Statement
from bonafides.packs.new_operator import NEW_OPERATOR
from bonafides.sharing.opened import opened
from bonafides.sharing.operators import with_operators
from bonafides.sharing.publicity import PERIOD, PUBLIC_UNTIL, Audience, Sight, facts, records, visible

# Of a business that was never merged, and such are nearly all: its own records.
_ITS_OWN = "= (SELECT id FROM found)"
# Of any other: the records of all who are one with it by decision at that moment (entities/acts).
_OF_ALL = (
    "= ANY (ARRAY(SELECT id FROM cluster))"  # an array is looked up by index; of a join the planner fears the worst
)
_CHANGED = """, cluster(id) AS (
  SELECT id FROM found
  UNION
  SELECT CASE WHEN m.into_id = c.id THEN m.entity_id ELSE m.into_id END
  FROM cluster c JOIN entities_merge m ON c.id IN (m.into_id, m.entity_id)
  LEFT JOIN entities_split x ON x.merge_id = m.id AND x.decided_at <= %(known_at)s::timestamptz
  WHERE m.decided_at <= %(known_at)s::timestamptz AND x.id IS NULL
)"""
# To the public and to agencies, what was withdrawn or annulled by now is gone at every earlier moment too: publication has
# ended. Each superseded record is followed to the end of its line, also where a correction moved it to another business.
# Asked about now, whatever was superseded is gone anyway.
_ENDED = """, line(root, id, action) AS (
  SELECT s.supersedes, s.id, s.action FROM records_record s
  WHERE s.supersedes_entity = ANY (ARRAY(SELECT id FROM cluster)) AND s.supersedes IS NOT NULL
  UNION ALL
  SELECT line.root, s.id, s.action
  FROM line CROSS JOIN LATERAL (SELECT * FROM records_record o WHERE o.supersedes = line.id LIMIT 1) s
), ended AS MATERIALIZED (SELECT coalesce(array_agg(root), '{}') AS ids FROM line WHERE action > 1)"""
_NOT_ENDED = " AND r.id <> ALL ((SELECT ids FROM ended)::bigint[])"
# Each annotation that lasts, and the records that it is said beside: the one that it names, and the corrections of it.
_SAID = """, said(id, record) AS (
  SELECT n.id, n.record_id FROM records_annotation n JOIN acts_act w ON w.id = n.act_id
  LEFT JOIN (records_annotationend e JOIN acts_act t ON t.id = e.act_id) ON e.annotation_id = n.id
    AND e."on" <= %(as_of)s::date AND t.at <= %(known_at)s::timestamptz
  WHERE n.entity_id = ANY (ARRAY(SELECT id FROM cluster)) AND n.since <= %(as_of)s::date
    AND w.at <= %(known_at)s::timestamptz AND e.id IS NULL
  UNION ALL
  SELECT said.id, s.id FROM said CROSS JOIN LATERAL (SELECT * FROM records_record o WHERE o.supersedes = said.record LIMIT 1) s
)"""
_ANNOTATIONS = """(
      SELECT coalesce(json_agg(json_build_object('kind', n.kind, 'since', n.since, 'text', n.text) ORDER BY n.id), '[]')
      FROM said JOIN records_annotation n ON n.id = said.id WHERE said.record = r.id)"""
# The days from which another person runs a sole trader's business, of the business that the record is of. Read of what is
# public anyway: who that is, is not in it.
_OPERATORS = """, operators AS MATERIALIZED (
  SELECT k.entity_id, json_agg(DISTINCT k.valid_from ORDER BY k.valid_from) AS days
  FROM known k JOIN entities_entity e ON e.id = k.entity_id AND e.kind = 'sole-trader'
  WHERE {new_operator} GROUP BY k.entity_id
)"""
_OPERATOR = "(SELECT o.days FROM operators o WHERE o.entity_id = r.entity_id)"
_NEW_OPERATOR = f"""k.state AND k.open AND k.valid_from <= %(as_of)s::date
  AND k.facts->>'{NEW_OPERATOR.fact}' = '{NEW_OPERATOR.value}'"""
_ONE_WITH = """(
    SELECT coalesce(json_agg(json_build_object('scheme', e.scheme, 'code', e.code) ORDER BY e.id), '[]')
    FROM cluster c JOIN entities_entity e ON e.id = c.id WHERE c.id <> f.id)"""
# What is read of a record: no more than is shown, for each is kept for a moment as it passes on.
_READ = (
    "r.id, r.supersedes, r.known_from, r.event_date, r.valid_from, r.valid_to, r.kind_id, r.agency_id, r.state, "
    "r.source_ref, r.document_no, r.basis, r.facts"
)
# What orders names: arrays of numbers, for PostgreSQL before 18 knows no greatest row.
_LATEST = "ARRAY[(n.valid_from - date '1970-01-01')::bigint, n.record]"

# `changed`: merged, superseded or annotated, and `slower`: or run by another person by now, so that the slower question must
# be asked. `gone`: superseded by then. `known`:
# known then; `open`: public by the law of today. `latest`: of a state only what began last by that day. Kinds are looked up
# once a group, not once a record. A name or a legacy code stands, and is open, with the record that gave it. `coalesce` keeps
# the planner from the index on moments, which nearly all records satisfy.
_QUERY = """
WITH RECURSIVE found AS MATERIALIZED (
  SELECT e.id, e.scheme, e.code, e.kind,
    EXISTS (SELECT FROM entities_merge m WHERE m.entity_id = e.id)
      OR EXISTS (SELECT FROM entities_merge m WHERE m.into_id = e.id)
      OR EXISTS (SELECT FROM records_annotation n WHERE n.entity_id = e.id)
      OR (%(earlier)s::boolean AND EXISTS (
        SELECT FROM records_record s WHERE s.supersedes_entity = e.id AND s.supersedes IS NOT NULL)) AS changed
  FROM entities_entity e WHERE e.scheme = %(scheme)s::text AND e.code = %(code)s::text
){changed}, gone AS MATERIALIZED (
  SELECT coalesce(array_agg(s.supersedes), '{{}}') AS ids FROM records_record s
  WHERE s.supersedes_entity {is_one} AND s.supersedes IS NOT NULL AND s.known_from <= %(known_at)s::timestamptz
), named AS MATERIALIZED (SELECT * FROM entities_name WHERE entity_id {is_one}
), period AS MATERIALIZED ({period}
), known AS MATERIALIZED (
  SELECT r.*, {visible} AS open FROM (SELECT {read}, p.public, {until} AS until
  FROM records_record r LEFT JOIN period p ON p.publicity_class_id = r.publicity_class_id
  WHERE r.entity_id {is_one} AND coalesce(r.known_from <= %(known_at)s::timestamptz, false) AND r.action < 2
    AND r.id <> ALL ((SELECT ids FROM gone)::bigint[]){still} OFFSET 0) r
), latest AS MATERIALIZED (
  SELECT coalesce(array_agg(id), '{{}}') AS ids FROM (
    SELECT DISTINCT ON (kind_id, agency_id) id FROM known WHERE state AND valid_from <= %(as_of)s::date
    ORDER BY kind_id, agency_id, valid_from DESC, known_from DESC, id DESC) AS states
){operators}, listed AS MATERIALIZED (
  SELECT r.kind_id, json_agg(json_build_object(
    'agency', (SELECT a.name FROM agencies_agency a WHERE a.id = r.agency_id), 'ref', r.source_ref,
    'event_date', r.event_date, 'valid_from', r.valid_from, 'valid_to', r.valid_to,
    'document_no', r.document_no, 'basis', r.basis, 'known_from', r.known_from,
    'corrects', CASE WHEN r.supersedes IS NOT NULL THEN (SELECT o.source_ref FROM records_record o WHERE o.id = r.supersedes) END,
    'public_until', r.until, 'operator', {operator},
    'annotations', {annotations}, 'facts', {facts}) ORDER BY r.event_date DESC, r.id DESC) AS records
  FROM known r
  WHERE r.open AND r.valid_from <= %(as_of)s::date AND (NOT r.state OR r.id = ANY ((SELECT ids FROM latest)::bigint[]))
    AND (r.valid_to IS NULL OR r.valid_to > %(as_of)s::date)
  GROUP BY r.kind_id
)
SELECT f.slower, CASE WHEN f.slower AND {plain} THEN NULL ELSE json_build_object(
  'scheme', f.scheme, 'code', f.code, 'kind', f.kind, 'as_of', %(as_of)s::date, 'known_at', %(known_at)s::timestamptz,
  'names', (
    SELECT coalesce(json_agg(json_build_object(
      'use', g.use, 'language', g.language, 'name', g.name, 'valid_from', g.since, 'current', g.current,
      'merged', g.whose <> f.id)
      ORDER BY g.use, g.since DESC), '[]')
    FROM (
      SELECT n.use, n.language, n.name, n.entity_id AS whose, min(n.valid_from) AS since,
        max({latest}) = max(max({latest})) OVER (PARTITION BY n.use, n.entity_id) AS current
      FROM named n JOIN known r ON r.id = n.record
      WHERE r.open AND r.valid_from <= %(as_of)s::date
      GROUP BY n.use, n.language, n.name, n.entity_id) AS g),
  'aliases', (
    SELECT coalesce(json_agg(DISTINCT jsonb_build_object('scheme', a.scheme, 'code', a.code)), '[]')
    FROM (SELECT * FROM entities_alias WHERE entity_id {is_one} OFFSET 0) a JOIN known r ON r.id = a.record WHERE r.open),
  'one_with', {one_with},
  'records', (
    SELECT coalesce(json_object_agg(k.pack || '/' || k.name, l.records), '{{}}')
    FROM listed l JOIN packs_kind k ON k.id = l.kind_id)
)::text END
FROM (
  SELECT g.*, g.changed OR (g.kind = 'sole-trader' AND EXISTS (SELECT FROM known k WHERE {new_operator})) AS slower
  FROM found g OFFSET 0) f"""


def _statement(audience: Audience, *, changed: bool) -> Statement:
    ends = audience is not Audience.OPERATOR  # what ended is gone for the public, and for agencies
    withheld = audience is not Audience.PUBLIC
    query = _QUERY.format(
        changed=(_CHANGED + _SAID + (_ENDED if ends else "")) if changed else "",
        annotations=_ANNOTATIONS if changed else "'[]'::json",
        operators=_OPERATORS.format(new_operator=_NEW_OPERATOR) if changed else "",
        operator=_OPERATOR if changed else "NULL::json",
        new_operator=_NEW_OPERATOR,
        plain=str(not changed).lower(),
        still=_NOT_ENDED if changed and ends else "",
        is_one=_OF_ALL if changed else _ITS_OWN,
        read=", ".join((_READ, *(("r.entity_id",) if changed else ()), *(("r.withheld",) if withheld else ()))),
        latest=_LATEST,
        period=PERIOD,
        one_with=_ONE_WITH if changed else "'[]'::json",
        until=PUBLIC_UNTIL,
        facts=facts(audience),
        visible=visible(audience, "r.until", "r.public"),
    )
    return Statement(" ".join(query.split()).replace("records_record", records(audience)))


_PLAIN = {audience: _statement(audience, changed=False) for audience in Audience}
_CHANGED_ONE = {audience: _statement(audience, changed=True) for audience in Audience}


def unified_record(
    scheme: str,
    code: str,
    *,
    as_of: date | None = None,
    known_at: datetime | None = None,
    audience: Audience = Audience.PUBLIC,
    sight: Sight | None = None,
) -> str | None:
    """The JSON text of a business's record, or None where there is no such business.

    `as_of`: the day on which it stood so (default today); `known_at`: the moment at which that was known (default now);
    `sight`: what the scope opens, for the audience `SCOPED`.
    """
    now = timezone.now()
    today = timezone.localdate(now)
    values: dict[str, object] = {
        "scheme": scheme,
        "code": code,
        "as_of": as_of or today,
        "known_at": known_at or now,
        "earlier": known_at is not None,
        "today": today,
    }
    if sight is not None:
        values |= sight.values()
    row = _PLAIN[audience].first_row(values)
    if row is not None and row[0]:
        # Few were merged, annotated or handed on, or changed since the moment that is asked about: only for them the slower
        # question.
        row = _CHANGED_ONE[audience].first_row(values)
        if row is not None:
            row = (True, with_operators(str(row[1])))
    if row is None:
        return None
    return str(row[1]) if audience is Audience.PUBLIC else opened(str(row[1]), whole=audience is Audience.OPERATOR)
