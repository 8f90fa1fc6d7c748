"""A locked fact as it is stored: under the key of its business, beside a salted hash that outlives the key. Pure.

A record's commitment covers the hash, never the facts: once the key is gone, nothing here tells what they were, for the salt lies
under the key too, and all that is left of the record can still be checked.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bonafides.packs.facts import LOCKED

PREFIX = "locked:"
MEMBERS = {PREFIX + name: name for name in LOCKED}
"""The members of `withheld` that hold locked facts: one for all facts of a class."""
SALT_BYTES, KEY_BYTES = 16, 32
_HASH_BYTES, _NONCE_BYTES = 32, 12


class BrokenLockError(Exception):
    """Locked facts that their key does not open: they or the key were changed behind the application's back."""


@dataclass(frozen=True)
class Locked:
    """The facts of one class, locked. Without `sealed` they came when the business's facts were erased already."""

    key: int
    hash: bytes
    sealed: bytes


def hash_of(secret: bytes) -> bytes:
    """What the record commits to of a secret, which is a salt and the canonical JSON of the facts."""
    return hashlib.sha256(secret).digest()


def lock(number: int, key: bytes | None, told: bytes, secret: bytes) -> str:
    """A secret under a key; `told` is its hash. Without a key only the hash is kept.

    The hash is of a fresh salt, so that it serves as the nonce and no nonce comes twice; it is authenticated as well.
    """
    sealed = b"" if key is None else AESGCM(key).encrypt(told[:_NONCE_BYTES], secret, told)
    return f"{number}.{base64.b64encode(told + sealed).decode()}"


def read(text: object) -> Locked:
    """Raises BrokenLockError where the text is no lock."""
    try:
        number, _, rest = str(text).partition(".")
        content = base64.b64decode(rest, validate=True)
        found = Locked(int(number), content[:_HASH_BYTES], content[_HASH_BYTES:])
    except (ValueError, binascii.Error):
        raise BrokenLockError("expected facts that are locked, came something else") from None
    if len(found.hash) != _HASH_BYTES:
        raise BrokenLockError("expected facts that are locked, came too little of them")
    return found


def unlock(locked: Locked, key: bytes) -> bytes:
    """The secret. Raises BrokenLockError where it is not the one that was locked under this key."""
    try:
        secret = AESGCM(key).decrypt(locked.hash[:_NONCE_BYTES], locked.sealed, locked.hash)
    except InvalidTag:
        secret = b""
    if hash_of(secret) != locked.hash:
        raise BrokenLockError(
            f"key {locked.key} does not open facts that were locked under it: one of the two was changed behind the "
            "application's back; bonafides ledger audit names the record"
        )
    return secret


def facts_of(secret: bytes) -> dict[str, Any]:
    """The facts of a secret."""
    found: dict[str, Any] = json.loads(secret[SALT_BYTES:])
    return found


def locks_of(withheld: Mapping[str, Any] | None) -> dict[str, Locked]:
    """Class → its locked facts. Raises BrokenLockError."""
    return {MEMBERS[name]: read(text) for name, text in (withheld or {}).items() if name in MEMBERS}


def clear_of(withheld: Mapping[str, Any] | None) -> dict[str, Any]:
    """The withheld facts that are not locked."""
    return {name: value for name, value in (withheld or {}).items() if name not in MEMBERS}
