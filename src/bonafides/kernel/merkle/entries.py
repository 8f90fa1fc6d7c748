"""What stands in the log of an act or a batch: a salted commitment, or the root over a batch's commitments.

    00 SHA-256(salt || canonical JSON)      one content: an act, a draw's commitment
    01 root                                 a batch: the RFC 6962 root over its records' commitments

The salt keeps an entry from telling anything of a content that can be guessed; erasing salt and content leaves the log
whole and says nothing. Canonical JSON is RFC 8785.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from bonafides.kernel.canonical.one import canonical
from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.hashing import leaf_hashes, root_of

SALT_BYTES = 16
_ONE, _BATCH = b"\x00", b"\x01"


def commitment(salt: bytes, content: Any) -> bytes:
    """SHA-256 over a salt of 16 bytes or more and the canonical JSON of a content."""
    if len(salt) < SALT_BYTES:
        raise Refused(f"a salt has at least {SALT_BYTES} bytes; {len(salt)} came")
    try:
        return sha256(salt + canonical(content)).digest()
    except ValueError as error:
        raise Refused(f"the content has no canonical JSON: {error}") from error


def entry_of(committed: bytes) -> bytes:
    """The entry of the log for one commitment."""
    return _ONE + committed


def batch_root(commitments: Iterable[bytes]) -> bytes:
    """The root over the commitments of a batch, in the batch's order."""
    return root_of(leaf_hashes(commitments))


def batch_entry(root: bytes) -> bytes:
    """The entry of the log for the root of a batch."""
    return _BATCH + root
