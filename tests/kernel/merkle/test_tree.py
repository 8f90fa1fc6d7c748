"""Trees grown in any portions are one tree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.hashing import leaf_hash
from bonafides.kernel.merkle.tree import Tree


@given(st.lists(st.lists(st.binary(max_size=8), max_size=20), max_size=8))
def test_portions_make_no_difference(portions: list[list[bytes]]) -> None:
    whole, grown = Tree(), Tree()
    whole.append(entry for portion in portions for entry in portion)
    for portion in portions:
        assert grown.append(portion) == grown.size - len(portion)
    assert grown.root() == whole.root()
    assert [grown.root(size) for size in range(grown.size)] == [whole.root(size) for size in range(whole.size)]


def test_what_is_not_complete_has_no_node() -> None:
    tree = Tree()
    tree.append([b"a", b"b", b"c"])
    assert tree.node(0, 2) == leaf_hash(b"c")
    for level, index in ((0, 3), (1, 1), (2, 0), (9, 0)):
        with pytest.raises(Refused, match="no complete subtree"):
            tree.node(level, index)


def test_half_a_hash_is_refused() -> None:
    with pytest.raises(Refused, match="32 bytes each"):
        Tree().append_hashes(b"x" * 33)


def test_a_tree_has_no_size_that_it_never_had() -> None:
    with pytest.raises(Refused, match="has 0 leaves, not 1"):
        Tree().root(1)
