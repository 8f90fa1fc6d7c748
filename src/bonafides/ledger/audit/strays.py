"""Rows that belong to nothing: acts without a leaf, leaves neither in the log nor waiting, entries beyond its end."""

from __future__ import annotations

from django.db import connection

from bonafides.ledger.audit.findings import Fault, Finding

_ACTS = """
SELECT a.id FROM acts_act a LEFT JOIN acts_leaf l ON l.act_id = a.id AND l.content IS NULL
WHERE l.id IS NULL ORDER BY a.id
"""
_LEAVES = """
SELECT l.id FROM acts_leaf l
LEFT JOIN ledger_entry e ON e.leaf_id = l.id LEFT JOIN acts_queuedleaf q ON q.leaf_id = l.id
WHERE e.index IS NULL AND q.leaf_id IS NULL ORDER BY l.id
"""
_QUEUED = """
SELECT q.leaf_id FROM acts_queuedleaf q JOIN ledger_entry e ON e.leaf_id = q.leaf_id ORDER BY q.leaf_id
"""
_QUERIES = (
    ("acts_act", "it has no leaf", _ACTS),
    ("acts_leaf", "it is neither in the log nor does it wait for its place", _LEAVES),
    ("acts_queuedleaf", "it has its place in the log already", _QUEUED),
)


def audit_strays() -> list[Finding]:
    """What each query finds is a row that nothing in the application could have written."""
    findings = []
    for table, told, query in _QUERIES:
        with connection.cursor() as cursor:
            cursor.execute(query)
            findings += [Finding(table, str(row[0]), Fault.ADDED, told) for row in cursor.fetchall()]
    return findings


def audit_beyond(size: int) -> list[Finding]:
    """Entries beyond the last checkpoint: they come with one, in one transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT index FROM ledger_entry WHERE index >= %s ORDER BY index", [size])
        return [
            Finding("ledger_entry", str(row[0]), Fault.ADDED, "no checkpoint covers it") for row in cursor.fetchall()
        ]
