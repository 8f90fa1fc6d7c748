"""The hashes of RFC 6962, section 2.1: SHA-256, leaves and nodes kept apart by their first byte."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """The hash of one entry of the log."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash over two hashes of 32 bytes."""
    return sha256(b"\x01" + left + right).digest()


def leaf_hashes(entries: Iterable[bytes]) -> bytes:
    """The leaf hashes of many entries, one after another, 32 bytes each."""
    take = sha256
    return b"".join([take(b"\x00" + entry).digest() for entry in entries])


def parents(hashes: bytes) -> bytes:
    """The level above an even number of hashes."""
    take = sha256
    return b"".join([take(b"\x01" + hashes[at : at + 64]).digest() for at in range(0, len(hashes), 64)])


def root_of(hashes: bytes) -> bytes:
    """The Merkle tree hash over leaf hashes laid one after another (32 bytes each), of any number of leaves."""
    if not hashes:
        return EMPTY_ROOT
    while len(hashes) > HASH_BYTES:
        # A hash left over at the end of a level goes up as it is: so RFC 6962 splits at powers of two.
        even = len(hashes) // 64 * 64
        hashes = parents(hashes[:even]) + hashes[even:]
    return hashes
