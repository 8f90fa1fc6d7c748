"""The one statement: codes in, the JSON of their answers out. Look-ups by index only, whatever the planner thinks of them."""

from __future__ import annotations

from functools import cache

from bonafides.acts.statement import Statement
from bonafides.measures.checks.asker import Sees
from bonafides.measures.checks.pending import pending

# A measure counts at the point if it began, has not come to its end and was not lifted, by today.
_COUNTS = """
  i.since <= %(today)s::date AND (i.until IS NULL OR i.until > %(today)s::date)
  AND NOT EXISTS (SELECT FROM measures_lift l WHERE l.instance_id = i.id AND l."on" <= %(today)s::date)
  AND i.points ? %(point)s::text
  AND i.version_id = ANY (ARRAY(SELECT v.id FROM packs_packversion v WHERE v.pack = %(pack)s::text))"""
# `asked`: each code with its business, if there is one. `merged`: the few of them that were merged, found by one walk through
# each index; `cluster`: all who are one with these by decision now. `met`: what counts for each, the word of the answer from the
# gravest of it. `OFFSET 0` keeps a look-up a look-up. Codes come as lines: the driver would quote each element of an array by
# itself, which takes as long as the look-up.
_QUERY = """
WITH RECURSIVE asked AS MATERIALIZED (
  SELECT a.place, a.code, e.id
  FROM unnest(string_to_array(%(codes)s::text, E'\\n')) WITH ORDINALITY AS a(code, place)
  LEFT JOIN LATERAL (
    SELECT e.id FROM entities_entity e WHERE e.scheme = %(scheme)s::text AND e.code = a.code OFFSET 0) e ON true
), merged AS (
  SELECT m.entity_id AS id FROM entities_merge m WHERE m.entity_id = ANY (ARRAY(SELECT id FROM asked WHERE id IS NOT NULL))
  UNION ALL
  SELECT m.into_id FROM entities_merge m WHERE m.into_id = ANY (ARRAY(SELECT id FROM asked WHERE id IS NOT NULL))
), cluster(root, id) AS (
  SELECT id, id FROM merged
  UNION
  SELECT c.root, m.other FROM cluster c CROSS JOIN LATERAL (
    SELECT m.id, m.into_id AS other FROM entities_merge m WHERE m.entity_id = c.id
    UNION ALL SELECT m.id, m.entity_id FROM entities_merge m WHERE m.into_id = c.id OFFSET 0) m
  WHERE NOT EXISTS (SELECT FROM entities_split x WHERE x.merge_id = m.id)
), every(place, id) AS (
  SELECT place, id FROM asked WHERE id IS NOT NULL
  UNION ALL
  SELECT a.place, c.id FROM cluster c JOIN asked a ON a.id = c.root WHERE c.id <> c.root
), met AS MATERIALIZED (
  SELECT v.place, i.id, i.version_id, i.measure, i.effect, json_build_object(
    'id', i.id, 'measure', i.measure, 'version', i.version_id, 'effect', i.effect, 'basis', i.basis,
    'agency', (SELECT g.name FROM agencies_agency g WHERE g.id = i.agency_id), 'scope', nullif(i.scope, ''),
    'since', i.since, 'until', i.until, 'remedy_pending', i.pending,
    'code', (SELECT e.code FROM entities_entity e WHERE e.id = i.entity_id)) AS told
  FROM every v CROSS JOIN LATERAL (
    SELECT i.*, i.points ->> %(point)s::text AS effect, {pending} AS pending
    FROM measures_instance i WHERE i.entity_id = v.id AND {counts}{seen} OFFSET 0) i
), summed AS MATERIALIZED (
  SELECT place, CASE WHEN bool_or(effect = 'deny') THEN 'denied' WHEN bool_or(effect IN ('weigh', 'require')) THEN 'weigh'
    ELSE '{none}' END AS answer, json_agg(told ORDER BY id) AS measures
  FROM met GROUP BY place
)
SELECT
  coalesce((
    SELECT '[' || string_agg('{{"code":' || to_json(a.code)::text || ',"answer":"' || coalesce(s.answer, '{none}')
      || '","measures":' || coalesce(s.measures::text, '[]') || '}}', ',' ORDER BY a.place) || ']'
    FROM asked a LEFT JOIN summed s ON s.place = a.place WHERE a.id IS NOT NULL), '[]'),
  (SELECT coalesce(array_agg(a.place ORDER BY a.place), '{{}}') FROM asked a WHERE a.id IS NULL),
  (SELECT coalesce(json_agg(json_build_array(t.version_id, t.measure)), '[]')
   FROM (SELECT DISTINCT version_id, measure FROM met ORDER BY 1, 2) t)
"""


@cache
def answers(sees: Sees) -> Statement:
    """For who sees so: (the answers as JSON, the places of codes of nobody, the measures told as JSON).

    Made when it is first asked, after every app has said what its triggers rest on.
    """
    public = sees is Sees.PUBLIC
    query = _QUERY.format(
        pending=pending(),
        counts=_COUNTS,
        seen=" AND i.public" if public else "",
        none="nothing-public" if public else "allowed",
    )
    return Statement(" ".join(query.split()))
