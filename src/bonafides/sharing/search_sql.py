"""What the search asks the database. Names come by the index of pairs of characters; a name falls with the record that gave it.

Once that record is superseded, or no longer public, nobody finds the business by it.
"""

from __future__ import annotations

from bonafides.sharing.publicity import PERIOD, Audience, records, visible

# The index knows pairs of neighbouring characters, the two ends of a name among them; LIKE then looks whether they stand
# together. OFFSET keeps the names first: the planner thinks little of the pairs, and would begin with the records.
_KNOWN = "bigrams(E'\\x02' || folded || E'\\x03')"
_SHOWN = """JOIN {records} r ON r.id = n.record LEFT JOIN period p ON p.publicity_class_id = r.publicity_class_id
  WHERE n.valid_from <= %(today)s::date AND {visible}
    AND NOT EXISTS (SELECT FROM {records} s WHERE s.supersedes = n.record)"""

# Names that are equal are asked for by themselves: they must not be lost among the many that hold the same characters.
_HOLDING = """
WITH period AS MATERIALIZED ({period}), asked AS (
  SELECT * FROM unnest(%(folded)s::text[], %(patterns)s::text[]) AS a(folded, pattern)
), hit AS (
  SELECT h.* FROM asked a CROSS JOIN LATERAL (
    SELECT n.* FROM (SELECT * FROM entities_name WHERE {known} @> bigrams(E'\\x02' || a.folded || E'\\x03')
      AND folded = a.folded OFFSET 0) n {shown} LIMIT %(candidates)s) h
  UNION ALL
  SELECT h.* FROM asked a CROSS JOIN LATERAL (
    SELECT n.* FROM (SELECT * FROM entities_name WHERE {known} @> bigrams(a.folded)
      AND folded LIKE a.pattern OFFSET 0) n {shown} LIMIT %(candidates)s) h
)
SELECT DISTINCT entity_id, folded, name, use, folded = ANY (%(folded)s::text[]),
  folded LIKE ANY (%(prefixes)s::text[]), length(folded)
FROM hit ORDER BY 5 DESC, 6 DESC, 7, 2, 1 LIMIT %(ranked)s
"""
# `looked`: of a set of pairs that very many names hold, so many are looked at.
_MEANT = """
WITH period AS MATERIALIZED ({period}), asked AS (
  SELECT string_to_array(pairs, E'\\x1f') AS pairs, pattern, ahead
  FROM unnest(%(pairs)s::text[], %(patterns)s::text[]) WITH ORDINALITY AS a(pairs, pattern, ahead)
), held AS (
  SELECT h.*, a.ahead FROM asked a CROSS JOIN LATERAL (
    SELECT k.* FROM (SELECT * FROM entities_name WHERE {known} @> a.pairs LIMIT %(looked)s) k
    WHERE k.folded LIKE a.pattern LIMIT %(taken)s) h
), hit AS (
  SELECT DISTINCT ON (id) * FROM held ORDER BY id, ahead
), first AS (
  SELECT * FROM hit ORDER BY ahead, id LIMIT %(ranked)s
)
SELECT n.entity_id, n.folded, n.name, n.use FROM first n {shown} ORDER BY n.ahead, n.id
"""
# The registered name of each, or the one that it has; whether it has ended, by what a pack says of its last record.
_TOLD = """
WITH period AS MATERIALIZED ({period}), ending AS (
  SELECT k.id AS kind_id, e.fact, string_to_array(e.of, E'\\x1f') AS of
  FROM unnest(%(packs)s::text[], %(kinds)s::text[], %(facts)s::text[], %(endings)s::text[]) AS e(pack, kind, fact, of)
  JOIN packs_kind k ON k.pack = e.pack AND k.name = e.kind
)
SELECT e.id, e.scheme, e.code, e.kind, now.name, now.use, now.language, EXISTS (
  SELECT FROM ending CROSS JOIN LATERAL (
    SELECT r.facts ->> ending.fact AS state FROM {records} r
    LEFT JOIN period p ON p.publicity_class_id = r.publicity_class_id
    WHERE r.entity_id = e.id AND r.kind_id = ending.kind_id AND r.valid_from <= %(today)s::date AND {visible}
      AND NOT EXISTS (SELECT FROM {records} s WHERE s.supersedes = r.id)
    ORDER BY r.valid_from DESC, r.id DESC LIMIT 1) AS last WHERE last.state = ANY (ending.of))
FROM entities_entity e CROSS JOIN LATERAL (
  SELECT n.name, n.use, n.language FROM entities_name n {shown} AND n.entity_id = e.id
  ORDER BY n.use <> 'registered', n.valid_from DESC, n.record DESC LIMIT 1) AS now
WHERE e.id = ANY (%(entities)s::bigint[])
"""


def statements(audience: Audience) -> tuple[str, str, str]:
    """Names that hold what was typed, names that may have been meant, and what is told of the businesses that bear them."""
    own = {"records": records(audience), "visible": visible(audience)}
    own |= {"shown": _SHOWN.format(**own), "period": PERIOD, "known": _KNOWN}
    return _HOLDING.format(**own), _MEANT.format(**own), _TOLD.format(**own)
