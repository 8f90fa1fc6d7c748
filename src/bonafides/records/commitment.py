"""The salted commitment of a record: SHA-256 of its salt and its canonical JSON.

What is committed to holds no number of this database, so that an outsider can recompute it from an export. The salt
keeps the commitment from telling anything of a record that few words can guess. Of locked facts (records/locked) it covers a hash
with a salt of its own, which lies under the key with them: once that is destroyed, they cannot be guessed either.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from bonafides.kernel.canonical.one import canonical

SALT_BYTES = 16
# The members, in the canonical order. `supersedes` is the source's reference of the superseded record.
MEMBERS = (
    "action", "agency", "basis", "code", "document_no", "event_date", "facts", "kind", "locked", "reason", "scheme",
    "source_ref", "supersedes", "valid_from", "valid_to",
)  # fmt: skip


def committed_text(record: dict[str, Any]) -> bytes:
    """The canonical JSON of a record given as its `MEMBERS` (absent or None: not there)."""
    return canonical({name: record[name] for name in MEMBERS if record.get(name) is not None})


def commit(salt: bytes, text: bytes) -> bytes:
    return hashlib.sha256(salt + text).digest()


def commit_many(salts: bytes, texts: Iterable[bytes]) -> list[bytes]:
    """One commitment a text; salt n is bytes 16n to 16n + 16 of `salts`."""
    sha256, size = hashlib.sha256, SALT_BYTES
    return [
        sha256(salts[place : place + size] + text).digest()
        for place, text in zip(range(0, len(salts), size), texts, strict=True)
    ]
