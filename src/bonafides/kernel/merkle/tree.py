"""An append-only tree in memory: every complete subtree's hash, level by level, as flat bytes."""

from __future__ import annotations

from collections.abc import Iterable

from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.hashing import HASH_BYTES, leaf_hashes, parents
from bonafides.kernel.merkle.proofs import consistency_proof, inclusion_proof, range_hash

TILE_HEIGHT = 8
TILE_WIDTH = 1 << TILE_HEIGHT


class Tree:
    """Grows in bulk; gives roots, nodes, tiles and proofs of any size that it has had. 64 bytes a leaf."""

    def __init__(self) -> None:
        self._levels: list[bytearray] = [bytearray()]

    @property
    def size(self) -> int:
        """How many leaves."""
        return len(self._levels[0]) // HASH_BYTES

    def append(self, entries: Iterable[bytes]) -> int:
        """Append entries; the index of the first of them is returned."""
        return self.append_hashes(leaf_hashes(entries))

    def append_hashes(self, hashes: bytes) -> int:
        """Append leaf hashes, 32 bytes each, one after another; the index of the first is returned."""
        if len(hashes) % HASH_BYTES:
            raise Refused(f"leaf hashes have {HASH_BYTES} bytes each; {len(hashes)} bytes came")
        first = self.size
        self._levels[0] += hashes
        for level, below in enumerate(self._levels):
            if level + 1 == len(self._levels):
                if len(below) < 2 * HASH_BYTES:
                    break
                self._levels.append(bytearray())  # the loop goes on with it
            above = self._levels[level + 1]
            above += parents(bytes(below[2 * len(above) : len(below) // 64 * 64]))
        return first

    def node(self, level: int, index: int) -> bytes:
        """The hash of a complete subtree (`proofs.Nodes`). Raises Refused for one that is not complete yet."""
        at = index * HASH_BYTES
        found = bytes(self._levels[level][at : at + HASH_BYTES]) if level < len(self._levels) else b""
        if not found:
            raise Refused(f"the tree of {self.size} leaves has no complete subtree {index} of height {level}")
        return found

    def root(self, size: int | None = None) -> bytes:
        """The root of the first `size` leaves; of all of them without it."""
        return range_hash(self, 0, self._known(size))

    def inclusion(self, index: int, size: int | None = None) -> list[bytes]:
        return inclusion_proof(self, index, self._known(size))

    def consistency(self, old: int, size: int | None = None) -> list[bytes]:
        return consistency_proof(self, old, self._known(size))

    def tile(self, level: int, index: int, width: int = TILE_WIDTH) -> bytes:
        """The hashes of a tile (C2SP tlog-tiles): `width` of them from the left. Raises Refused where there are fewer."""
        height, start = level * TILE_HEIGHT, index * TILE_WIDTH * HASH_BYTES
        end = start + width * HASH_BYTES
        if height >= len(self._levels) or len(self._levels[height]) < end:
            raise Refused(f"the tree of {self.size} leaves has no {width} hashes in tile {index} of level {level}")
        return bytes(self._levels[height][start:end])

    def _known(self, size: int | None) -> int:
        if size is None:
            return self.size
        if not 0 <= size <= self.size:
            raise Refused(f"the tree has {self.size} leaves, not {size}")
        return size
