"""Tiles after C2SP tlog-tiles: their paths, and that nodes read from them are those of the tree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.proofs import consistency_proof, inclusion_proof, range_hash
from bonafides.kernel.merkle.tiles import ENTRIES, Tile, TileNodes, bundle, tiles_of, unbundle
from bonafides.kernel.merkle.tree import Tree

SIZE = 70_000


@pytest.fixture(scope="module")
def tree() -> Tree:
    tree = Tree()
    tree.append(number.to_bytes(4, "big") for number in range(SIZE))
    return tree


def files(tree: Tree, size: int) -> dict[str, bytes]:
    return {one.path: tree.tile(one.level, one.index, one.width) for one in tiles_of(size) if one.level != ENTRIES}


def test_paths_are_those_of_the_specification() -> None:
    assert Tile(0, 1234067).path == "tile/0/x001/x234/067"
    assert Tile(1, 0, 17).path == "tile/1/000.p/17"
    assert Tile(ENTRIES, 273, 112).path == "tile/entries/273.p/112"
    assert Tile(2, 1000).path == "tile/2/x001/000"


def test_the_tiles_of_70_000_leaves_are_those_of_the_specification() -> None:
    tiles = [one for one in tiles_of(SIZE) if one.level != ENTRIES]
    assert len([one for one in tiles if one.level == 0 and one.width == 256]) == 273
    assert [one for one in tiles if one.width < 256] == [Tile(0, 273, 112), Tile(1, 1, 17), Tile(2, 0, 1)]
    assert [one for one in tiles if one.level == 1 and one.width == 256] == [Tile(1, 0)]
    assert [one.path for one in tiles_of(256)] == ["tile/entries/000", "tile/0/000", "tile/1/000.p/1"]


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 511, 65_535, 65_536, 65_537, SIZE])
def test_roots_and_proofs_from_tiles_are_those_of_the_tree(tree: Tree, size: int) -> None:
    nodes = TileNodes(size, files(tree, size).__getitem__)
    assert range_hash(nodes, 0, size) == tree.root(size)
    for index in {0, size // 3, size // 2, size - 1}:
        assert inclusion_proof(nodes, index, size) == tree.inclusion(index, size)
        assert consistency_proof(nodes, index + 1, size) == tree.consistency(index + 1, size)


def test_growing_writes_only_what_is_new(tree: Tree) -> None:
    have = {one.path for one in tiles_of(300)}
    assert have | {one.path for one in tiles_of(600, 300)} == have | {one.path for one in tiles_of(600)}
    assert "tile/0/000" not in {one.path for one in tiles_of(600, 300)}
    assert not list(tiles_of(600, 600))


def test_a_short_tile_is_refused_by_its_path(tree: Tree) -> None:
    nodes = TileNodes(300, lambda path: files(tree, 300)[path][:-1])
    with pytest.raises(Refused, match=r"tile/1/000\.p/1: expected 32 bytes, found 31"):
        range_hash(nodes, 0, 300)


def test_no_tile_holds_what_is_not_there(tree: Tree) -> None:
    nodes = TileNodes(300, files(tree, 300).__getitem__)
    for level, index in ((0, 300), (8, 1), (9, 0), (3, 37)):
        with pytest.raises(Refused):
            nodes.node(level, index)


@given(st.lists(st.binary(max_size=40), max_size=20))
def test_a_bundle_gives_back_its_entries(entries: list[bytes]) -> None:
    assert unbundle(bundle(entries)) == entries


@pytest.mark.parametrize("content", [b"\x00", b"\x00\x02a", b"\x00\x01ab"])
def test_a_bundle_that_ends_within_an_entry_is_refused(content: bytes) -> None:
    with pytest.raises(Refused, match="ends within"):
        unbundle(content)


def test_an_entry_too_long_is_refused() -> None:
    with pytest.raises(Refused, match="65,535"):
        bundle([b"x" * 65_536])
