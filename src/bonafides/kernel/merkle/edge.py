"""The right edge of a growing tree: all that is needed to go on with it, however large it is.

A tree of n leaves has at each level the hashes of one tile that is not full, at most 255 of them. Whoever keeps these can
append, give the root and each tile that became full, without the rest of the tree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.hashing import EMPTY_ROOT, HASH_BYTES, root_of
from bonafides.kernel.merkle.tiles import Tile
from bonafides.kernel.merkle.tree import TILE_HEIGHT, TILE_WIDTH

_FULL = TILE_WIDTH * HASH_BYTES


@dataclass
class Edge:
    """`open_tiles[level]`: the hashes of the tile of that level that is not full yet."""

    size: int = 0
    open_tiles: list[bytes] = field(default_factory=list)

    @classmethod
    def load(cls, size: int, read: Callable[[int, int, int], bytes]) -> Edge:
        """The edge of a tree of `size` leaves; `read(level, start, end)` gives hashes of a level, 32 bytes each."""
        open_tiles, level = [], 0
        while have := size >> level * TILE_HEIGHT:
            start = have // TILE_WIDTH * TILE_WIDTH
            hashes = read(level, start, have) if start < have else b""
            if len(hashes) != (have - start) * HASH_BYTES:
                raise Refused(
                    f"level {level} of a tree of {size} leaves: expected {have - start} hashes from {start}, "
                    f"found {len(hashes) // HASH_BYTES}"
                )
            open_tiles.append(hashes)
            level += 1
        return cls(size, open_tiles)

    def copy(self) -> Edge:
        """Another edge of the same tree, which may go on otherwise."""
        return Edge(self.size, list(self.open_tiles))

    def append(self, hashes: bytes) -> list[tuple[Tile, bytes, bytes]]:
        """Append leaf hashes, 32 bytes each: every tile that became full, with its content and its root."""
        if len(hashes) % HASH_BYTES:
            raise Refused(f"leaf hashes have {HASH_BYTES} bytes each; {len(hashes)} bytes came")
        full: list[tuple[Tile, bytes, bytes]] = []
        level, had = 0, self.size
        self.size += len(hashes) // HASH_BYTES
        while hashes:
            if level == len(self.open_tiles):
                self.open_tiles.append(b"")
            waiting, above = self.open_tiles[level] + hashes, []
            index = (had >> level * TILE_HEIGHT) // TILE_WIDTH
            end = len(waiting) // _FULL * _FULL
            for place, at in enumerate(range(0, end, _FULL)):
                content = waiting[at : at + _FULL]
                above.append(root_of(content))
                full.append((Tile(level, index + place), content, above[-1]))
            self.open_tiles[level] = waiting[end:]
            hashes, level = b"".join(above), level + 1
        return full

    def root(self) -> bytes:
        """The root of all leaves."""
        found = b""
        for hashes in self.open_tiles:
            # What the levels below leave over is the last, incomplete subtree of this level: RFC 6962 splits alike.
            if hashes or found:
                found = root_of(hashes + found)
        return found or EMPTY_ROOT

    def partial(self) -> list[tuple[Tile, bytes]]:
        """The tiles that are not full, each with its content."""
        found = []
        for level, hashes in enumerate(self.open_tiles):
            if hashes:
                index = (self.size >> level * TILE_HEIGHT) // TILE_WIDTH
                found.append((Tile(level, index, len(hashes) // HASH_BYTES), hashes))
        return found
