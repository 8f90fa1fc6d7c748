"""The statements of the feed: a page of what stands, or of what changed, as lines of JSON that PostgreSQL makes."""

from __future__ import annotations

from bonafides.acts.statement import Statement
from bonafides.records.locked.form import PREFIX
from bonafides.sharing.publicity import OWN, PERIOD, PUBLIC_UNTIL, Audience, facts, records, visible

# A record with what is said of it. `r` is the record, `p` its period of publicity.
_LINE = """json_build_object(
  'change', 'record', 'scheme', e.scheme, 'code', e.code, 'kind', k.pack || '/' || k.name, 'agency', a.name,
  'ref', r.source_ref, 'event_date', r.event_date, 'valid_from', r.valid_from, 'valid_to', r.valid_to,
  'document_no', r.document_no,
  'basis', r.basis, 'known_from', r.known_from, 'public_until', {until},
  'corrects', (SELECT o.source_ref FROM records_record o WHERE o.id = r.supersedes),
  'names', (SELECT coalesce(json_agg(json_build_object(
      'use', n.use, 'language', n.language, 'name', n.name) ORDER BY n.use), '[]')
    FROM entities_name n WHERE n.entity_id = r.entity_id AND n.record = r.id),
  'annotations', (SELECT coalesce(json_agg(json_build_object(
      'kind', n.kind, 'since', n.since, 'until', x."on", 'text', n.text) ORDER BY n.id), '[]')
    FROM records_annotation n LEFT JOIN records_annotationend x ON x.annotation_id = n.id
    WHERE n.entity_id = r.entity_id AND n.record_id IN (
      WITH RECURSIVE line(id, supersedes) AS (
        SELECT r.id, r.supersedes UNION ALL
        SELECT o.id, o.supersedes FROM line JOIN records_record o ON o.id = line.supersedes)
      SELECT id FROM line)),
  'facts', {facts})::text"""
_JOINED = """
  JOIN entities_entity e ON e.id = r.entity_id JOIN packs_kind k ON k.id = r.kind_id
  JOIN agencies_agency a ON a.id = r.agency_id LEFT JOIN period p ON p.publicity_class_id = r.publicity_class_id"""
STANDS = "r.action < 2 AND NOT EXISTS (SELECT FROM records_record s WHERE s.supersedes = r.id)"

_SNAPSHOT = """
WITH period AS MATERIALIZED ({period})
SELECT r.id, r.entity_id, CASE WHEN {stands} AND coalesce({visible}, false) THEN {line} END
FROM (SELECT * FROM records_record WHERE id > %(record)s::bigint ORDER BY id LIMIT %(limit)s::int) r {joined}
ORDER BY r.id
"""
# Where about as many changes end as are wanted: numbers run nearly in the order of moments. Whatever it says, none is left out.
_BOUND = """
SELECT known_from FROM records_record WHERE id > (
  SELECT coalesce(max(id), 0) FROM records_record WHERE known_from >= %(known)s::timestamptz - interval '1 second'
    AND known_from <= %(known)s::timestamptz)
ORDER BY id OFFSET %(limit)s::int LIMIT 1
"""
# What was erased of a record `r` by an act `w`, for whoever may have been shown it: facts under lock never reached the public.
_KEY = f"""split_part(r.withheld ->> ('{PREFIX}' || x."of"), '.', 1) = x.key::text"""
_OPENED = {Audience.SCOPED: f"({OWN} OR %(fields)s::jsonb ? r.kind_id::text)", Audience.OPERATOR: "true"}
_ERASED = """
    SELECT w.at, r.id FROM entities_erasure x JOIN acts_act w ON w.id = x.act_id
    JOIN records_record r ON r.entity_id = x.entity_id AND {key} AND {opened}
    WHERE w.at >= %(known)s::timestamptz AND w.at < %(until)s::timestamptz"""
_TOLD = """(
    SELECT json_build_object('change', 'erased', 'scheme', e.scheme, 'code', e.code, 'kind', k.pack || '/' || k.name,
      'agency', a.name, 'ref', r.source_ref, 'classes', json_agg(x."of" ORDER BY x."of"),
      'on', (g.moment AT TIME ZONE %(zone)s::text)::date)::text
    FROM entities_erasure x JOIN acts_act w ON w.id = x.act_id
    WHERE x.entity_id = r.entity_id AND w.at = g.moment AND {key} AND {opened} HAVING count(*) > 0)"""
# A record changed when it became known, when an annotation of it, or of one that it corrects, began or ended, and when facts of
# it were erased.
_CHANGED = """
WITH RECURSIVE period AS MATERIALIZED ({period}
), marked(moment, id) AS (
  SELECT w.at, n.record_id FROM records_annotation n JOIN acts_act w ON w.id = n.act_id
  WHERE w.at >= %(known)s::timestamptz AND w.at < %(until)s::timestamptz
  UNION
  SELECT w.at, n.record_id FROM records_annotationend x JOIN records_annotation n ON n.id = x.annotation_id
  JOIN acts_act w ON w.id = x.act_id WHERE w.at >= %(known)s::timestamptz AND w.at < %(until)s::timestamptz
  UNION
  SELECT m.moment, s.id FROM marked m JOIN records_record s ON s.supersedes = m.id
), changed AS (
  SELECT known_from AS moment, id FROM records_record
  WHERE known_from >= %(known)s::timestamptz AND known_from < %(until)s::timestamptz
  UNION SELECT moment, id FROM marked
  UNION {erased}
), page AS MATERIALIZED (
  SELECT moment, id FROM changed WHERE (moment, id) > (%(known)s::timestamptz, %(record)s::bigint)
  ORDER BY moment, id LIMIT %(limit)s::int
)
SELECT g.moment, r.id, r.entity_id,
  CASE WHEN r.supersedes IS NOT NULL AND g.moment = r.known_from THEN (
    SELECT json_build_object('change', 'ended', 'scheme', e.scheme, 'code', e.code, 'kind', k.pack || '/' || k.name,
      'agency', a.name, 'ref', r.source_ref, 'how', (ARRAY['corrected', 'withdrawn', 'annulled'])[w.action],
      'on', w.event_date)::text
    FROM (SELECT r.action, r.event_date) w, (SELECT * FROM records_record o WHERE o.id = r.supersedes) r {joined}
    WHERE coalesce({visible}, false)) END,
  CASE WHEN coalesce({visible}, false) THEN {erased_line} END,
  CASE WHEN {stands} AND coalesce({visible}, false) THEN {line} END
FROM page g JOIN records_record r ON r.id = g.id {joined}
ORDER BY g.moment, r.id
"""


def _filled(text: str, audience: Audience) -> Statement:
    line = _LINE.format(until=PUBLIC_UNTIL, facts=facts(audience))
    seen = visible(audience, PUBLIC_UNTIL)
    gone = {"erased": "SELECT NULL::timestamptz, NULL::bigint WHERE false", "erased_line": "NULL::text"}
    if (opened := _OPENED.get(audience)) is not None:
        gone = {"erased": _ERASED.format(key=_KEY, opened=opened), "erased_line": _TOLD.format(key=_KEY, opened=opened)}
    text = text.format(period=PERIOD, stands=STANDS, visible=seen, line=line, joined=_JOINED, **gone)
    return Statement(text.replace("records_record", records(audience)))


SNAPSHOT = {audience: _filled(_SNAPSHOT, audience) for audience in Audience}
CHANGES = {audience: _filled(_CHANGED, audience) for audience in Audience}
BOUND = Statement(_BOUND.replace("records_record", records(Audience.PUBLIC)))
