"""Proofs of every index and every pair of sizes up to a bound, every flipped bit, and vectors nobody here wrote."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path

import pytest

from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.hashing import EMPTY_ROOT, leaf_hash, node_hash, root_of
from bonafides.kernel.merkle.proofs import verify_consistency, verify_inclusion
from bonafides.kernel.merkle.tree import Tree

BOUND = 70


@pytest.fixture(scope="module")
def tree() -> Tree:
    tree = Tree()
    tree.append(f"entry {number}".encode() for number in range(BOUND))
    return tree


def _leaf(index: int) -> bytes:
    return leaf_hash(f"entry {index}".encode())


def recursive_root(hashes: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word for word: an oracle that shares no code with ours."""
    if len(hashes) < 2:
        return hashes[0] if hashes else EMPTY_ROOT
    half = 1
    while half * 2 < len(hashes):
        half *= 2
    return node_hash(recursive_root(hashes[:half]), recursive_root(hashes[half:]))


@pytest.mark.parametrize("size", range(BOUND + 1))
def test_a_root_is_that_of_the_rfc(tree: Tree, size: int) -> None:
    leaves = [_leaf(index) for index in range(size)]
    assert tree.root(size) == recursive_root(leaves) == root_of(b"".join(leaves))


def test_every_leaf_is_proved_in_every_tree(tree: Tree) -> None:
    for size in range(1, BOUND + 1):
        for index in range(size):
            verify_inclusion(_leaf(index), index, size, tree.inclusion(index, size), tree.root(size))


def test_every_tree_is_proved_to_begin_with_every_smaller_one(tree: Tree) -> None:
    for new in range(1, BOUND + 1):
        for old in range(1, new + 1):
            verify_consistency(old, new, tree.root(old), tree.root(new), tree.consistency(old, new))


def _flips(parts: list[bytes]) -> list[list[bytes]]:
    return [
        [*parts[:place], bytes(whole), *parts[place + 1 :]]
        for place, part in enumerate(parts)
        for bit in range(8 * len(part))
        for whole in [bytearray(part)]
        if not whole.__setitem__(bit // 8, whole[bit // 8] ^ 1 << bit % 8)  # type: ignore[func-returns-value]
    ]


@pytest.mark.parametrize(("index", "size"), [(0, 1), (0, 2), (3, 7), (6, 7), (5, 8), (12, 13)])
def test_any_flipped_bit_breaks_an_inclusion_proof(tree: Tree, index: int, size: int) -> None:
    whole = [_leaf(index), tree.root(size), *tree.inclusion(index, size)]
    for leaf, root, *proof in _flips(whole):
        with pytest.raises(Refused):
            verify_inclusion(leaf, index, size, proof, root)


@pytest.mark.parametrize(("old", "new"), [(1, 2), (3, 7), (4, 8), (6, 8), (8, 13), (7, 7)])
def test_any_flipped_bit_breaks_a_consistency_proof(tree: Tree, old: int, new: int) -> None:
    whole = [tree.root(old), tree.root(new), *tree.consistency(old, new)]
    for before, after, *proof in _flips(whole):
        with pytest.raises(Refused):
            verify_consistency(old, new, before, after, proof)


@pytest.mark.parametrize(("index", "size"), [(0, 7), (3, 7), (6, 7), (12, 13)])
def test_a_proof_holds_for_one_place_only(tree: Tree, index: int, size: int) -> None:
    proof = tree.inclusion(index, size)
    for other in range(size):
        if other != index:
            with pytest.raises(Refused):
                verify_inclusion(_leaf(index), other, size, proof, tree.root(size))


def test_a_forked_log_is_refused(tree: Tree) -> None:
    other = Tree()
    other.append(b"another" if number == 2 else f"entry {number}".encode() for number in range(9))
    with pytest.raises(Refused, match="old root"):
        verify_consistency(5, 9, tree.root(5), other.root(9), other.consistency(5, 9))
    with pytest.raises(Refused, match="forked"):
        verify_consistency(5, 5, tree.root(5), other.root(5), [])


def test_a_leaf_that_is_not_there_cannot_be_proved(tree: Tree) -> None:
    with pytest.raises(Refused, match="no leaf 7"):
        tree.inclusion(7, 7)
    with pytest.raises(Refused, match="at least 1"):
        tree.consistency(0, 7)


def test_the_hashes_of_the_rfc(shared: Callable[..., Path]) -> None:
    want = json.loads(shared("vectors", "merkle", "rfc6962_hashes.json").read_text())
    assert EMPTY_ROOT.hex() == want["empty_tree_root"]
    assert leaf_hash(b"").hex() == want["leaf_of_empty"]
    assert leaf_hash(b"L123456").hex() == want["leaf_of_L123456"]
    assert node_hash(b"N123", b"N456").hex() == want["node_of_N123_N456"]


@pytest.mark.parametrize("kind", ["inclusion", "consistency"])
def test_the_vectors_of_transparency_dev(kind: str, shared: Callable[..., Path]) -> None:
    files = sorted(shared("vectors", "merkle", "testdata", kind).rglob("*.json"))
    assert len(files) == 98
    wrong = []
    for file in files:
        case = json.loads(file.read_text())
        hashes = [b64decode(one) for one in case["proof"] or ()]
        try:
            if kind == "inclusion":
                leaf, root = b64decode(case["leafHash"] or ""), b64decode(case["root"] or "")
                verify_inclusion(leaf, case["leafIdx"], case["treeSize"], hashes, root)
            else:
                before, after = b64decode(case["root1"] or ""), b64decode(case["root2"] or "")
                verify_consistency(case["size1"], case["size2"], before, after, hashes)
            refused = False
        except Refused:
            refused = True
        if refused != case["wantErr"]:
            wrong.append(f"{file}: {case['desc']}")
    assert not wrong
