"""Rows of the log as exact JSON, and what each commits to: taken anew from its columns it must lead to the same root."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterator
from typing import Any

from django.db import connection

from bonafides.acts.plain import moment_text
from bonafides.kernel.merkle.entries import commitment
from bonafides.kernel.merkle.hashing import leaf_hash

# LEFT: a row whose terms were deleted behind the application's back is one that was changed.
_ROWS = """
SELECT a.id, a.at, a.entity, a.visible_from, a.name, a."case", t.pack, t.agency, t.kind, t.purpose, t.basis, t.how,
  t.opened::text, t.told, t.officer_shown
FROM sharing_access a LEFT JOIN sharing_terms t ON t.id = a.terms_id
WHERE a.id >= %s AND a.id <= %s ORDER BY a.id
"""
_COLUMNS = (
    "id", "at", "entity", "visible_from", "name", "case", "pack", "agency", "kind", "purpose", "basis", "how", "opened",
    "told", "officer_shown",
)  # fmt: skip
_MOMENTS = {"at", "visible_from"}


def contents(first: int, last: int, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """The rows from one number to another, as they are now; a column that is null is left out."""
    with connection.cursor() as cursor:
        cursor.execute(_ROWS + ("" if limit is None else f"LIMIT {limit:d}"), [first, last])
        for row in cursor.fetchall():
            yield {name: _exact(name, value) for name, value in zip(_COLUMNS, row, strict=True) if value is not None}


def leaf_of(salt: bytes, content: dict[str, Any]) -> bytes:
    """The leaf hash of a row under the salt of its span: nobody can guess the row from it once the salt is gone."""
    own = hmac.digest(salt, str(content["id"]).encode(), "sha256")
    return leaf_hash(commitment(own, content))


def _exact(name: str, value: Any) -> Any:
    if name in _MOMENTS:
        return moment_text(value)
    return json.loads(value) if name == "opened" else value
