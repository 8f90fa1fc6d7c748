"""Inclusion and consistency proofs: made from any source of nodes, verified from bytes alone.

Making follows RFC 6962, sections 2.1.1 and 2.1.2; verifying follows RFC 9162, sections 2.1.3.2 and 2.1.4.2, which give
the steps for the same trees.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Protocol

from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.hashing import EMPTY_ROOT, HASH_BYTES, node_hash


class Nodes(Protocol):
    """A source of the hashes of complete subtrees: a tree in memory, or tiles."""

    def node(self, level: int, index: int) -> bytes:
        """The hash over the leaves from index * 2**level to (index + 1) * 2**level."""
        ...


def range_hash(nodes: Nodes, start: int, end: int) -> bytes:
    """The Merkle tree hash over the leaves from `start` to `end` (excluded), a range that RFC 6962 splits off a tree."""
    parts = []
    while start < end:
        level = (end - start).bit_length() - 1
        parts.append(nodes.node(level, start >> level))
        start += 1 << level
    return reduce(lambda right, left: node_hash(left, right), reversed(parts)) if parts else EMPTY_ROOT


def _split(size: int) -> int:
    """The largest power of two below a size of two or more."""
    return 1 << (size - 1).bit_length() - 1


def inclusion_proof(nodes: Nodes, index: int, size: int) -> list[bytes]:
    """The hashes from the leaf's sibling up. Raises Refused where the tree has no such leaf."""
    if not 0 <= index < size:
        raise Refused(f"a tree of {size} leaves has no leaf {index}")
    path, start, end = [], 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    return [range_hash(nodes, *part) for part in reversed(path)]


def consistency_proof(nodes: Nodes, old: int, new: int) -> list[bytes]:
    """The proof that the first `old` leaves of the tree of `new` leaves are the old tree; empty if the sizes are equal."""
    if not 0 < old <= new:
        raise Refused(
            f"no consistency proof leads from {old} leaves to {new}; the old size is at least 1, at most the new"
        )
    path, start, end, on_the_left_edge = [], 0, new, True
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start, on_the_left_edge = middle, False
    if not on_the_left_edge:
        path.append((start, end))
    return [range_hash(nodes, *part) for part in reversed(path)]


def root_from_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes:
    """The root that a proof leads to from a leaf hash. Raises Refused for a proof of the wrong shape."""
    if not 0 <= index < size:
        raise Refused(f"a tree of {size} leaves has no leaf {index}")
    _sound(proof, leaf)
    position, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise Refused(f"the inclusion proof of leaf {index} of {size} has hashes left over")
        if position & 1 or position == last:
            found = node_hash(sibling, found)
            while position and not position & 1:
                position, last = position >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        position, last = position >> 1, last >> 1
    if last:
        raise Refused(f"the inclusion proof of leaf {index} of {size} ends too early, after {len(proof)} hashes")
    return found


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """Raise Refused unless the leaf hash stands at `index` in the tree of `size` leaves under `root`."""
    found = root_from_inclusion(leaf, index, size, proof)
    if found != root:
        raise Refused(f"leaf {index} of {size} leads to the root {found.hex()}, not to {root.hex()}")


def verify_consistency(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> None:
    """Raise Refused unless the tree under `new_root` begins with the tree under `old_root`."""
    if not 0 < old <= new:
        raise Refused(f"nothing can be shown of {old} leaves and {new}; the old size is at least 1, at most the new")
    if old == new:
        if proof:
            raise Refused(f"between equal sizes the proof is empty; {len(proof)} hashes came")
        if old_root != new_root:
            raise Refused(f"two roots for {old} leaves: {old_root.hex()} and {new_root.hex()}; the log was forked")
        return
    _sound(proof, old_root, new_root)
    if not proof:
        raise Refused(f"the consistency proof from {old} to {new} leaves is empty")
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    position, last = old - 1, new - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    before = after = path[0]
    for sibling in path[1:]:
        if last == 0:
            raise Refused(f"the consistency proof from {old} to {new} leaves has hashes left over")
        if position & 1 or position == last:
            before, after = node_hash(sibling, before), node_hash(sibling, after)
            while position and not position & 1:
                position, last = position >> 1, last >> 1
        else:
            after = node_hash(after, sibling)
        position, last = position >> 1, last >> 1
    if last:
        raise Refused(f"the consistency proof from {old} to {new} leaves ends too early")
    if before != old_root:
        raise Refused(f"the proof leads to the old root {before.hex()}, not to {old_root.hex()}")
    if after != new_root:
        raise Refused(f"the proof leads to the new root {after.hex()}, not to {new_root.hex()}")


def _sound(hashes: Sequence[bytes], *more: bytes) -> None:
    for one in (*hashes, *more):
        if len(one) != HASH_BYTES:
            raise Refused(f"a hash has {HASH_BYTES} bytes; one of {len(one)} came")
