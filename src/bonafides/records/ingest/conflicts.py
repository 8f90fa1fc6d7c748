"""Why a staged row did not become a record: known already, its reference taken, its target gone, or an overlap."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import polars as pl
import psycopg

from bonafides.packs.facts import ERASED
from bonafides.records.ingest.faults import Reason
from bonafides.records.ingest.lock import classes, plain
from bonafides.records.ingest.plan import Plan
from bonafides.records.locked.form import MEMBERS
from bonafides.records.locked.opening import open_many

# Each look-up is lateral with a LIMIT, so that it stays one by index: odd rows are few, and of staging the planner knows
# nothing; left to itself it reads the whole register for two of them.
_FORM = """
WITH odd AS MATERIALIZED (SELECT * FROM incoming WHERE row_no = ANY (%(rows)s))
SELECT i.row_no, i.action, i.supersedes_ref, i.source_ref,
  r.id IS NOT NULL AS taken, r.batch_id = %(batch)s AS own_batch, r.row_no AS taken_row,
  (re.scheme = %(scheme)s AND re.code = i.code AND r.kind_id = %(kind)s AND r.action = i.action
   AND rt.source_ref IS NOT DISTINCT FROM i.supersedes_ref
   AND (r.event_date, r.valid_from) = (i.event_date, i.valid_from) AND r.valid_to IS NOT DISTINCT FROM i.valid_to
   AND r.document_no IS NOT DISTINCT FROM i.document_no AND r.basis IS NOT DISTINCT FROM i.basis
   AND r.reason IS NOT DISTINCT FROM i.reason AND r.facts = i.facts
   AND coalesce(r.withheld - %(locked)s::text[], '{{}}') = coalesce(i.withheld - %(locked)s::text[], '{{}}')
   AND rb.said IS NOT DISTINCT FROM ib.said) AS equal, r.entity_id, r.withheld,
  t.id IS NOT NULL AS target, t.action AS target_action, t.kind_id = %(kind)s AS target_kind,
  (SELECT s.source_ref FROM records_record s WHERE s.supersedes = t.id) AS superseder,
  o.source_ref AS overlapped, o.valid_from, o.valid_to
FROM odd i
LEFT JOIN LATERAL (
  SELECT * FROM records_record r WHERE r.agency_id = %(agency)s AND r.source_ref = i.source_ref LIMIT 1) r ON true
LEFT JOIN LATERAL (SELECT re.scheme, re.code FROM entities_entity re WHERE re.id = r.entity_id LIMIT 1) re ON true
LEFT JOIN LATERAL (SELECT rt.source_ref FROM records_record rt WHERE rt.id = r.supersedes LIMIT 1) rt ON true
LEFT JOIN (
  SELECT b.row_no, array_agg(DISTINCT b.word || ' ' || b.said) AS said
  FROM (SELECT row_no, use AS word, name AS said FROM incoming_name UNION ALL SELECT row_no, scheme, code FROM incoming_alias) b
  WHERE b.row_no = ANY (%(rows)s)
  GROUP BY b.row_no) ib ON ib.row_no = i.row_no
LEFT JOIN LATERAL (
  SELECT array_agg(DISTINCT b.word || ' ' || b.said) AS said
  FROM (
    SELECT n.use AS word, n.name AS said FROM entities_name n WHERE n.entity_id = r.entity_id AND n.record = r.id
    UNION ALL
    SELECT a.scheme, a.code FROM entities_alias a WHERE a.entity_id = r.entity_id AND a.record = r.id) b) rb ON true
LEFT JOIN LATERAL (
  SELECT * FROM records_record t WHERE t.agency_id = %(agency)s AND t.source_ref = i.supersedes_ref LIMIT 1) t ON true
{overlap}
ORDER BY i.row_no
"""

_OVERLAP = """LEFT JOIN LATERAL (
  SELECT o.source_ref, o.valid_from, o.valid_to FROM records_record o
  WHERE o.exclusive_key = i.exclusive_key AND o.id IS DISTINCT FROM t.id
    AND daterange(o.valid_from, o.valid_to) && daterange(i.valid_from, i.valid_to)
    AND NOT EXISTS (SELECT FROM records_record s WHERE s.supersedes = o.id)
  ORDER BY o.valid_from, o.id LIMIT 1) o ON r.id IS NULL"""
_NO_OVERLAP = "CROSS JOIN (SELECT NULL AS source_ref, NULL AS valid_from, NULL AS valid_to) o"


@dataclass(frozen=True)
class Conflict:
    """`reason` is None where the row is known already, from another file: nothing is wrong, nothing changes."""

    row: int
    reason: Reason | None
    target: str
    details: str


def explain_conflicts(
    cursor: psycopg.Cursor[tuple[object, ...]], plan: Plan, sealed: pl.DataFrame, rows: list[int]
) -> list[Conflict]:
    """One conflict a row of `rows` among those that are sealed, in the transaction of the merge (staging still filled)."""
    values = {
        "scheme": plan.mapping.code.scheme, "batch": plan.batch_id, "kind": plan.kind_id, "agency": plan.agency_id, "rows": rows,
        "locked": list(MEMBERS),
    }  # fmt: skip
    cursor.execute(_FORM.format(overlap=_OVERLAP if plan.kind.exclusive else _NO_OVERLAP), values)
    names = [column.name for column in cursor.description or ()]
    found = cursor.fetchall()
    told = [dict(zip(names, row, strict=True)) for row in found]
    _hold_locked_against(sealed, [one for one in told if one["taken"] and one["equal"]])
    return [_explain(one) for one in told]


def _hold_locked_against(sealed: pl.DataFrame, told: list[dict[str, Any]]) -> None:
    """Facts that are locked are compared in the clear, here. What was erased is compared no more: it does not come again."""
    came = dict(plain(sealed, [one["row_no"] for one in told])) if classes(sealed) else {}
    opened = open_many([(one["entity_id"], _only_locked(one["withheld"])) for one in told])
    for one, facts in zip(told, opened, strict=True):
        if not any(name.startswith(ERASED) for name in facts):
            one["equal"] = facts == came.get(one["row_no"], {})


def _only_locked(withheld: Any) -> dict[str, Any]:
    held = json.loads(withheld) if isinstance(withheld, str) else withheld or {}
    return {name: text for name, text in held.items() if name in MEMBERS}


def _explain(found: dict[str, object]) -> Conflict:
    row, ref = int(str(found["row_no"])), found["source_ref"]
    if found["taken"] and found["equal"]:
        if not found["own_batch"]:
            return Conflict(row, None, "", "known already")
        return Conflict(
            row,
            Reason.DUPLICATE,
            "ref",
            f"the same as row {found['taken_row']} of this file; it is taken once",
        )
    if found["taken"]:
        where = f"row {found['taken_row']} of this file" if found["own_batch"] else "an earlier file"
        mend = "send it as a correction with a reference of its own, or mend the reference"
        return Conflict(row, Reason.REF_TAKEN, "ref", f"`{ref}` is the reference of other content in {where}; {mend}")
    if found["action"] == 0:
        return _overlap(row, found)
    target = found["supersedes_ref"]
    if not found["target"]:
        details = f"expected a record of this agency, there is none with the reference `{target}`"
        return Conflict(row, Reason.TARGET_UNKNOWN, "supersedes", details)
    if found["superseder"] is not None:
        details = f"`{target}` was superseded by `{found['superseder']}`; name that one"
        return Conflict(row, Reason.TARGET_SUPERSEDED, "supersedes", details)
    if not found["target_kind"]:
        return Conflict(row, Reason.TARGET_UNKNOWN, "supersedes", f"`{target}` is of another kind")
    if found["target_action"] in (0, 1):
        return _overlap(row, found)
    return Conflict(row, Reason.TARGET_UNKNOWN, "supersedes", f"`{target}` is a withdrawal or annulment")


def _overlap(row: int, found: dict[str, object]) -> Conflict:
    days = f"({found['valid_from']} to {found['valid_to'] or 'no end'})"
    details = f"valid on the same days as `{found['overlapped']}` {days}; correct that one first"
    return Conflict(row, Reason.OVERLAP, "valid_from", details)
