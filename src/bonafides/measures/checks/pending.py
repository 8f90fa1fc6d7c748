"""Whether a remedy is pending for what a measure rests on: disputed, under review, or asked to be held as repaired. In SQL."""

from __future__ import annotations

REMEDIES = ("repair", "objection", "reconsideration", "suit")
"""What procedures are `of`, when a business opens them against a record or asks for its repair."""

_records = ["SELECT i.record"]


def register_records(select: str) -> None:
    """Say which records else an instance `i` rests on: a `SELECT` of their numbers, for triggers of one kind.

    For an app above this one; called once, when the application starts.
    """
    if select not in _records:
        _records.append(select)


def pending() -> str:
    """The condition on an instance `i`: of a record it rests on an annotation lasts, or a case by the business is open.

    Of most businesses there is neither annotation nor case at all: two probes say so, and nothing else is looked at.
    """
    return f"""CASE WHEN EXISTS (SELECT FROM records_annotation a WHERE a.entity_id = i.entity_id)
      OR EXISTS (SELECT FROM procedures_case p WHERE p.entity_id = i.entity_id) THEN EXISTS (
      SELECT FROM ({" UNION ALL ".join(_records)}) AS b(id)
      WHERE EXISTS (
        SELECT FROM records_annotation n
        WHERE n.record_id = b.id AND n.kind IN ('disputed', 'reconsideration', 'suit') AND n.since <= %(today)s::date
          AND NOT EXISTS (SELECT FROM records_annotationend x WHERE x.annotation_id = n.id AND x."on" <= %(today)s::date)
      ) OR EXISTS (
        SELECT FROM procedures_case c WHERE c.record_id = b.id AND c.procedure = ANY (%(remedies)s::text[])
          AND NOT EXISTS (SELECT FROM procedures_step s WHERE s.case_id = c.id AND s.ends))) ELSE false END"""
