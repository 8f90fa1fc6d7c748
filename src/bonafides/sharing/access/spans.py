"""Runs of rows of the log that get a root: what the act `sharing.seal_log` enters, and what is kept beside it.

A span ends at a number below which nothing is to come any more (`acts/settled.py`), so that spans leave no row out and none
comes between them. Until then a row is held by nothing but the database itself; the job runs every minute.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from struct import pack, unpack

from django.db import connection

from bonafides.acts.settled import settled
from bonafides.kernel.merkle.hashing import HASH_BYTES, root_of
from bonafides.sharing.access.content import contents, leaf_of
from bonafides.sharing.access.models import Access, Span

MOST = 20_000
"""Rows of one span."""
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(1651469921, 1)"  # of our locks, the one of the log of look-ups


@dataclass(frozen=True)
class NewSpan:
    """A run of rows with its root."""

    numbers: list[int]
    salt: bytes
    hashes: bytes
    last_at: datetime

    @property
    def root(self) -> bytes:
        return root_of(self.hashes)


def next_span() -> NewSpan | None:
    """The rows that stand in no span yet, as far as all up to them are there; none where there are none.

    Holds whoever else seals until the transaction ends.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME)
    end, complete = settled("sharing_access")
    if not complete:
        return None
    rows = list(contents(sealed_to() + 1, end, MOST))
    if not rows:
        return None
    salt = secrets.token_bytes(32)
    last_at = datetime.fromisoformat(max(row["at"] for row in rows))
    return NewSpan([row["id"] for row in rows], salt, b"".join(leaf_of(salt, row) for row in rows), last_at)


def anything_waits() -> bool:
    """Whether a look-up stands in no span yet."""
    return Access.objects.filter(pk__gt=sealed_to()).exists()


def sealed_to() -> int:
    """The number of the last row that stands in a span."""
    return Span.objects.order_by("-last").values_list("last", flat=True).first() or 0


def keep_hashes(span: Span, new: NewSpan) -> None:
    """Keep what names a row that is changed later; in the transaction of the act that enters the root."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO sharing_spanhashes (span_id, salt, numbers, hashes) VALUES (%s, %s, %s, %s)",
            [span.pk, new.salt, pack(f">{len(new.numbers)}q", *new.numbers), new.hashes],
        )


def kept(numbers: bytes, hashes: bytes) -> dict[int, bytes]:
    """Number → leaf hash, of the rows of a span as they were entered."""
    own = unpack(f">{len(numbers) // 8}q", numbers[: len(numbers) // 8 * 8])
    return {number: hashes[place * HASH_BYTES : (place + 1) * HASH_BYTES] for place, number in enumerate(own)}
