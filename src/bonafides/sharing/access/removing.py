"""Look-ups whose time is over are removed: what the act `sharing.remove_looks` does beside its own row."""

from __future__ import annotations

from django.db import connection

from bonafides.sharing.access.models import Access, Span, SpanHashes

_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(1651469921, 2)"


def hold() -> None:
    """Hold whoever else removes until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME)


def remove(span: Span) -> int:
    """Remove the rows, hashes and salt of a span; how many rows. The database refuses it before the act has entered it."""
    count, _ = Access.objects.filter(pk__gte=span.first, pk__lte=span.last).delete()
    SpanHashes.objects.filter(pk=span.pk).delete()
    return count
