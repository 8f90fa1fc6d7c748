"""A whole log from its files: held, forked, cut off, rewritten, and each file damaged."""

from __future__ import annotations

import pytest

from bonafides.kernel.merkle.audit import audit
from bonafides.kernel.merkle.checkpoints import Checkpoint, Trust
from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.notes import Signer
from bonafides.kernel.merkle.tiles import ENTRIES, bundle, tiles_of
from bonafides.kernel.merkle.tree import Tree

LOG = Signer("example.com/log", b"\x01" * 32)
TRUST = Trust([LOG.verifier])


def files(entries: list[bytes]) -> dict[str, bytes]:
    """The static files of a log."""
    tree = Tree()
    tree.append(entries)
    found = {"checkpoint": str(Checkpoint(LOG.name, tree.size, tree.root()).signed(LOG)).encode()}
    for tile in tiles_of(tree.size):
        at = tile.index * 256
        found[tile.path] = (
            bundle(entries[at : at + tile.width])
            if tile.level == ENTRIES
            else tree.tile(tile.level, tile.index, tile.width)
        )
    return found


def entries(size: int) -> list[bytes]:
    return [f"entry {number}".encode() for number in range(size)]


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 600])
def test_a_log_holds(size: int) -> None:
    found = audit(files(entries(size)).get, TRUST)
    assert (found.opened.checkpoint.size, found.entries) == (size, size)


def test_every_damaged_or_missing_file_is_named() -> None:
    whole = files(entries(600))
    for path, content in whole.items():
        damaged = bytearray(content)
        damaged[len(content) // 2] ^= 1
        with pytest.raises(
            Refused, match=r"checkpoint|signature|entry|root|tiles below|base64|control|number|ends within"
        ):
            audit((whole | {path: bytes(damaged)}).get, TRUST)
        left = {name: one for name, one in whole.items() if name != path}
        if "entries" in path:
            assert audit(left.get, TRUST).entries < 600
        else:
            with pytest.raises(Refused, match=path):
                audit(left.get, TRUST)


def test_a_full_tile_stands_in_for_a_partial_one() -> None:
    small, large = files(entries(300)), files(entries(512))
    merged = {path: one for path, one in (large | small).items() if not path.startswith("tile/0/001.p")}
    assert audit(merged.get, TRUST).opened.checkpoint.size == 300


def test_a_log_that_was_cut_off_or_rewritten_is_told_by_an_older_checkpoint() -> None:
    old = audit(files(entries(400)).get, TRUST).opened.checkpoint
    audit(files(entries(600)).get, TRUST, old)
    with pytest.raises(Refused, match="cut off, or an old checkpoint"):
        audit(files(entries(399)).get, TRUST, old)
    with pytest.raises(Refused, match="was rewritten"):
        audit(files([b"another", *entries(600)[1:]]).get, TRUST, old)
