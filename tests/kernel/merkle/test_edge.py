"""The right edge of a tree: whatever it is fed, and in whatever portions, it is the tree's own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bonafides.kernel.merkle.edge import Edge
from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.hashing import leaf_hashes, root_of
from bonafides.kernel.merkle.tiles import Tile
from bonafides.kernel.merkle.tree import Tree

MANY = leaf_hashes(str(number).encode() for number in range(256 * 256 + 300))


@given(st.lists(st.integers(0, 700), max_size=6))
@settings(max_examples=60, deadline=None)
def test_the_edge_is_that_of_the_tree(portions: list[int]) -> None:
    tree, edge, full, at = Tree(), Edge(), {}, 0
    for count in portions:
        hashes = MANY[32 * at : 32 * (at + count)]
        tree.append_hashes(hashes)
        for tile, content, root in edge.append(hashes):
            assert tile.width == 256
            assert tile not in full
            assert root == root_of(content)
            full[tile] = content
        at += count
        assert (edge.size, edge.root()) == (tree.size, tree.root())
    assert full == {tile: tree.tile(tile.level, tile.index) for tile in full}
    assert sum(tile.level == 0 for tile in full) == at // 256
    for tile, content in edge.partial():
        assert content == tree.tile(tile.level, tile.index, tile.width)


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 65_535, 65_536, 65_537, 65_836])
def test_an_edge_is_loaded_from_what_is_not_in_full_tiles(size: int) -> None:
    tree, grown = Tree(), Edge()
    tree.append_hashes(MANY[: 32 * size])
    grown.append(MANY[: 32 * size])
    asked = []

    def read(level: int, start: int, end: int) -> bytes:
        asked.append(end - start)
        return tree.tile(level, start // 256, end - start)

    loaded = Edge.load(size, read)
    assert loaded.root() == grown.root() == tree.root()
    assert max(asked, default=0) < 256
    more = MANY[32 * size :]
    assert loaded.append(more) == grown.append(more)
    assert loaded.root() == grown.root()


def test_what_is_missing_is_refused() -> None:
    with pytest.raises(Refused, match="expected 3 hashes from 256, found 2"):
        Edge.load(259, lambda level, start, end: bytes(32 * (end - start - (level == 0))))
    with pytest.raises(Refused, match="33 bytes came"):
        Edge().append(bytes(33))


@given(st.integers(-1, 8), st.integers(0, 3_000_000), st.integers(1, 256))
def test_a_path_is_read_back(level: int, index: int, width: int) -> None:
    if level < 8:
        tile = Tile(level, index, width)
        assert Tile.parse(tile.path) == tile


@pytest.mark.parametrize(
    "path",
    ["", "checkpoint", "tile/8/000", "tile/0/0", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/x000/001",
     "tile/0/000/", "tile/-1/000", "/tile/0/000", "tile/0/000.p/01", "tile/0/000\n"],
)  # fmt: skip
def test_no_other_path_is_read(path: str) -> None:
    with pytest.raises(Refused):
        Tile.parse(path)
