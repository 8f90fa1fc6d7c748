"""The log of look-ups held to the roots in the ledger: names each row that was changed, removed or put in."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from bonafides.kernel.merkle.hashing import root_of
from bonafides.ledger.audit.findings import Fault, Finding
from bonafides.sharing.access.content import contents, leaf_of
from bonafides.sharing.access.models import Access, Removal, Span, SpanHashes
from bonafides.sharing.access.spans import kept

TABLE = "sharing_access"
# Between two spans, below the first one, or within a span whose rows are gone: where no row can be.
_BETWEEN = """
SELECT a.id FROM sharing_access a
WHERE a.id <= coalesce((SELECT max(last) FROM sharing_span), 0)
  AND NOT EXISTS (SELECT FROM sharing_span s WHERE a.id >= s.first AND a.id <= s.last) ORDER BY a.id
"""
_ALONE = "SELECT h.span_id FROM sharing_spanhashes h LEFT JOIN sharing_span s ON s.id = h.span_id WHERE s.id IS NULL ORDER BY 1"


def audit_log() -> tuple[int, list[Finding]]:
    """Take every row anew; how many there are, and what is wrong. The spans themselves are rows of acts, audited as such."""
    findings, count = list[Finding](), 0
    removed = set(Removal.objects.values_list("span_id", flat=True))
    hashes = {one.span_id: one for one in SpanHashes.objects.all()}
    for span in Span.objects.order_by("first"):
        if span.pk in removed:
            findings += _gone(span, hashes.get(span.pk))
        else:
            count += span.count
            findings += _span(span, hashes.get(span.pk))
    with connection.cursor() as cursor:
        cursor.execute(_BETWEEN)
        findings += [_added(row[0], "it stands in no span, and later ones do") for row in cursor.fetchall()]
        cursor.execute(_ALONE)
        for row in cursor.fetchall():
            findings.append(Finding("sharing_spanhashes", str(row[0]), Fault.ADDED, "there is no such span"))
    return count, findings


def _span(span: Span, own: SpanHashes | None) -> Iterator[Finding]:
    if own is None:
        yield Finding("sharing_spanhashes", str(span.pk), Fault.DELETED, f"look-ups {span.first} to {span.last}")
        return
    salt, entered = bytes(own.salt), kept(bytes(own.numbers), bytes(own.hashes))
    now = {row["id"]: leaf_of(salt, row) for row in contents(span.first, span.last)}
    if root_of(bytes(own.hashes)) != bytes(span.root) or list(entered) != sorted(entered):
        if root_of(b"".join(now.values())) == bytes(span.root):  # the rows are right, and what was kept of them is not
            yield Finding("sharing_spanhashes", str(span.pk), Fault.CHANGED, "its hashes do not lead to the root")
        else:
            told = f"of span {span.pk}: neither the rows nor the hashes kept of them lead to its root"
            yield Finding(TABLE, f"{span.first} to {span.last}", Fault.CHANGED, told)
        return
    if now == entered:
        return
    if now.keys() == entered.keys() and all(now[one] != entered[one] for one in now):
        told = "its salt, or each of its rows, is another"
        yield Finding("sharing_spanhashes", str(span.pk), Fault.CHANGED, told)
    for number in sorted(entered.keys() - now.keys()):
        yield Finding(TABLE, str(number), Fault.DELETED, f"span {span.pk} holds it")
    for number in sorted(now):
        if number not in entered:
            yield _added(number, f"span {span.pk} does not hold it")
        elif now[number] != entered[number]:
            yield Finding(TABLE, str(number), Fault.CHANGED, f"span {span.pk} holds another")


def _gone(span: Span, own: SpanHashes | None) -> Iterator[Finding]:
    told = f"the time of span {span.pk} is over, and it was removed"
    if own is not None:
        yield Finding("sharing_spanhashes", str(span.pk), Fault.ADDED, told)
    for number in Access.objects.filter(pk__gte=span.first, pk__lte=span.last).values_list("pk", flat=True):
        yield _added(number, told)


def _added(number: int, told: str) -> Finding:
    return Finding(TABLE, str(number), Fault.ADDED, told)
