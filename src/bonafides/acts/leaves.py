"""Leaves for the ledger: put into the queue in the transaction of what they commit to, whatever becomes of it."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import connection
from django.db.models import JSONField

from bonafides.acts.models import Act, Leaf
from bonafides.acts.plain import moment_text
from bonafides.kernel.merkle.entries import SALT_BYTES, commitment, entry_of

_QUEUE = """
WITH leaf AS (
  INSERT INTO acts_leaf (act_id, batch, entry, salt, content) VALUES (%s, %s, %s, %s, %s) RETURNING id
), queued AS (INSERT INTO acts_queuedleaf (leaf_id) SELECT id FROM leaf)
SELECT id FROM leaf
"""


def content_of_act(act: Act) -> dict[str, Any]:
    """What the leaf of an act commits to; taken anew from the act's row it must lead to the same entry."""
    return {
        "act": act.pk, "name": act.name, "at": moment_text(act.at), "officer": act.officer, "agency": act.agency,
        "pack": act.pack, "subject": act.subject, "basis": act.basis, "reason": act.reason, "evidence": act.evidence,
        "details": act.details, "rows": act.rows,
    }  # fmt: skip


def sealed_entry(content: dict[str, Any]) -> tuple[bytes, bytes]:
    """A fresh salt, and the entry of the ledger that commits to a content under it."""
    salt = secrets.token_bytes(SALT_BYTES)
    return salt, entry_of(commitment(salt, content))


def queue_leaf(
    entry: bytes,
    *,
    act: int | None = None,
    batch: int | None = None,
    salt: bytes | None = None,
    content: dict[str, Any] | None = None,
) -> Leaf:
    """Put one leaf into the queue of the sequencer: of an act, under a salt, or of a batch of records."""
    told = None if content is None else JSONField().get_db_prep_value(content, connection)
    with connection.cursor() as cursor:
        cursor.execute(_QUEUE, [act, batch, entry, salt, told])
        [number] = cursor.fetchone()
    return Leaf(id=number, act_id=act, batch=batch, entry=entry, salt=salt, content=content)
