"""The files of a log, after C2SP tlog-tiles: their paths, partial tiles, bundles of entries, and nodes read from tiles.

tile/0/x001/x234/067        256 leaf hashes (8,192 bytes)
tile/1/000.p/17             17 hashes, each of a full tile below
tile/entries/000.p/5        five entries, each behind its length in two bytes
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.hashing import HASH_BYTES, root_of
from bonafides.kernel.merkle.tree import TILE_HEIGHT, TILE_WIDTH

ENTRIES = -1
"""The level that stands for bundles of entries."""
_PATH = re.compile(r"tile/(entries|[0-7])/((?:x[0-9]{3}/){0,5})([0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")


@dataclass(frozen=True, order=True)
class Tile:
    """A tile or a bundle: its level (`ENTRIES` for a bundle), its index, and how wide it is (1 to 256)."""

    level: int
    index: int
    width: int = TILE_WIDTH

    @property
    def path(self) -> str:
        """Its path below the log's prefix."""
        digits = f"{self.index % 1000:03}"
        rest = self.index // 1000
        while rest:
            digits, rest = f"x{rest % 1000:03}/{digits}", rest // 1000
        level = "entries" if self.level == ENTRIES else str(self.level)
        return f"tile/{level}/{digits}" + (f".p/{self.width}" if self.width < TILE_WIDTH else "")

    @classmethod
    def parse(cls, path: str) -> Self:
        """The tile of a path. Raises Refused for a path that `path` would not give."""
        found = _PATH.fullmatch(path)
        if found:
            level, before, last, width = found.groups()
            index = int(before.replace("x", "").replace("/", "") + last)
            tile = cls(ENTRIES if level == "entries" else int(level), index, int(width or TILE_WIDTH))
            if tile.path == path:
                return tile
        raise Refused("expected tile/LEVEL/INDEX or tile/entries/INDEX, as in tile/0/x001/234 or tile/1/000.p/17")


def tiles_of(size: int, old: int = 0) -> Iterator[Tile]:
    """Every tile and bundle of a tree of `size` leaves that the tree of `old` leaves had not, or had narrower."""
    for level in (ENTRIES, *range(TILE_HEIGHT)):
        shift = max(level, 0) * TILE_HEIGHT
        have, had = size >> shift, old >> shift
        if have == had:
            continue
        for index in range(had // TILE_WIDTH, (have + TILE_WIDTH - 1) // TILE_WIDTH):
            yield Tile(level, index, min(TILE_WIDTH, have - index * TILE_WIDTH))


def bundle(entries: Sequence[bytes]) -> bytes:
    """Entries of at most 65,535 bytes as one bundle."""
    for entry in entries:
        if len(entry) > 0xFFFF:
            raise Refused(f"an entry of a log has at most 65,535 bytes; one of {len(entry)} came")
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def unbundle(content: bytes) -> list[bytes]:
    """The entries of a bundle. Raises Refused where it ends within one."""
    entries: list[bytes] = []
    at = 0
    while at < len(content):
        length = int.from_bytes(content[at : at + 2], "big")
        entry = content[at + 2 : at + 2 + length]
        if at + 2 > len(content) or len(entry) < length:
            raise Refused(f"the bundle ends within entry {len(entries)}")
        entries.append(entry)
        at += 2 + length
    return entries


class TileNodes:
    """The nodes of a tree of `size` leaves, read from its tiles (`proofs.Nodes`).

    `read` gives the content of a tile's path. What it gives is not trusted: a tile shorter than its width is refused, and
    a false hash leads to another root than the checkpoint's.
    """

    def __init__(self, size: int, read: Callable[[str], bytes]) -> None:
        self._size = size
        self._read = lru_cache(maxsize=256)(read)

    def node(self, level: int, index: int) -> bytes:
        row, height = divmod(level, TILE_HEIGHT)
        first = index << height
        tile = Tile(row, first // TILE_WIDTH, self._wide(row, first))
        if tile.width == 0:
            raise Refused(f"no tile holds subtree {index} of height {level} in a tree of {self._size} leaves")
        content = self._read(tile.path)
        if len(content) != tile.width * HASH_BYTES:
            raise Refused(f"{tile.path}: expected {tile.width * HASH_BYTES:,} bytes, found {len(content):,}")
        start = first % TILE_WIDTH
        part = content[start * HASH_BYTES : (start + (1 << height)) * HASH_BYTES]
        if len(part) < HASH_BYTES << height:
            raise Refused(f"{tile.path} is too narrow for subtree {index} of height {level}")
        return root_of(part)

    def _wide(self, row: int, position: int) -> int:
        """How wide the tile is that holds a hash of a row; 0 where there is none."""
        have = self._size >> row * TILE_HEIGHT
        return max(0, min(TILE_WIDTH, have - position // TILE_WIDTH * TILE_WIDTH))
