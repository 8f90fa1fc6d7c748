"""A whole log checked from its files: every entry against its leaf, every tile against those below, the root, the signer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bonafides.kernel.merkle.checkpoints import Checkpoint, Opened, Trust, open_checkpoint
from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.hashing import HASH_BYTES, leaf_hashes
from bonafides.kernel.merkle.tiles import ENTRIES, Tile, tiles_of, unbundle
from bonafides.kernel.merkle.tree import Tree

Read = Callable[[str], bytes | None]
"""The content of a path below the log's prefix; None where there is no such file."""


@dataclass(frozen=True)
class Audited:
    """What held: the checkpoint, how many tiles, how many entries were there to be hashed."""

    opened: Opened
    tiles: int
    entries: int
    tree: Tree


def audit(read: Read, trust: Trust, old: Checkpoint | None = None) -> Audited:
    """Check a log for a reader's trust, and that it goes on from an older checkpoint. Raises Refused, naming the file."""
    note = read("checkpoint")
    if note is None:
        raise Refused("checkpoint: there is no such file; it is the first that a log has")
    try:
        opened = open_checkpoint(note.decode(), trust)
    except UnicodeDecodeError as error:
        raise Refused("checkpoint: it is not UTF-8") from error
    point, tree = opened.checkpoint, Tree()
    tiles = entries = 0
    for tile in tiles_of(point.size):
        if tile.level == ENTRIES:
            continue
        content = _tile(read, tile)
        if tile.level:
            if content != tree.tile(tile.level, tile.index, tile.width):
                raise Refused(f"{tile.path}: it is not made of the tiles below it")
        else:
            entries += _entries(read, tile, content)
            tree.append_hashes(content)
        tiles += 1
    if tree.root() != point.root:
        raise Refused(f"the tiles lead to the root {tree.root().hex()}; the checkpoint has {point.root.hex()}")
    if old is not None:
        _goes_on(old, point, tree)
    return Audited(opened, tiles, entries, tree)


def _tile(read: Read, tile: Tile) -> bytes:
    content = read(tile.path)
    if content is None and tile.width < 256:
        # A log may drop a partial tile once the full one is there.
        whole = read(Tile(tile.level, tile.index).path)
        content = None if whole is None else whole[: tile.width * HASH_BYTES]
    if content is None:
        raise Refused(f"{tile.path}: there is no such file, and the checkpoint needs it")
    if len(content) != tile.width * HASH_BYTES:
        raise Refused(f"{tile.path}: expected {tile.width * HASH_BYTES:,} bytes, found {len(content):,}")
    return content


def _entries(read: Read, tile: Tile, hashes: bytes) -> int:
    """How many entries of a bundle were hashed; none where the bundle is not there, which a log may choose."""
    path = Tile(ENTRIES, tile.index, tile.width).path
    content = read(path)
    if content is None:
        return 0
    try:
        entries = unbundle(content)
    except Refused as error:
        raise Refused(f"{path}: {error}") from error
    if len(entries) != tile.width:
        raise Refused(f"{path}: expected {tile.width} entries, found {len(entries)}")
    found = leaf_hashes(entries)
    if found != hashes:
        wrong = next(at for at in range(tile.width) if found[32 * at : 32 * at + 32] != hashes[32 * at : 32 * at + 32])
        raise Refused(f"{path}: entry {tile.index * 256 + wrong} is not the one that the tree was made of")
    return len(entries)


def _goes_on(old: Checkpoint, new: Checkpoint, tree: Tree) -> None:
    if old.origin != new.origin:
        raise Refused(f"the older checkpoint is of the log {old.origin}, this one of {new.origin}")
    if old.size > new.size:
        raise Refused(
            f"the log had {old.size} entries and has {new.size}: it was cut off, or an old checkpoint is shown"
        )
    if tree.root(old.size) != old.root:
        raise Refused(f"the first {old.size} entries are not those of the older checkpoint: the log was rewritten")
