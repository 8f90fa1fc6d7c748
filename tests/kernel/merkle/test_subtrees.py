"""The subtree cases of the public vectors, as far as they ask what this log asks.

A subtree from `start` to `end` that RFC 6962 splits off is itself a tree: a leaf is shown in it by the same proof, counted from
`start`; and one from 0 is shown to be part of a larger tree by a consistency proof. 304 of the 322 cases are of these two
kinds. The other 18 are subtrees that begin further on, or empty ones: no receipt and no draw here uses them, so nothing here
verifies them. (The vectors have not one case in which such a subtree holds and is not empty.)
"""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.proofs import verify_consistency, verify_inclusion

VECTORS = ("vectors", "merkle", "testdata")


def _cases(folder: Path) -> list[dict[str, Any]]:
    found = [json.loads(path.read_text()) for path in sorted(folder.rglob("*.json"))]
    for case in found:
        case["proof"] = [b64decode(one) for one in case["proof"] or []]
    return found


def splits_off(start: int, end: int) -> bool:
    """Whether a tree ever has the leaves from `start` to `end` (excluded) as one of its subtrees."""
    return 0 <= start < end and start % (1 << (end - start - 1).bit_length()) == 0


def _holds(check: Callable[..., None], *given: Any) -> bool:
    try:
        check(*given)
    except Refused:
        return False
    return True


def test_a_leaf_is_shown_in_a_subtree_by_the_proof_of_a_tree(shared: Callable[..., Path]) -> None:
    cases = _cases(shared(*VECTORS, "subtreeinclusion"))
    for one in cases:
        start, end = one["start"], one["end"]
        leaf, root = b64decode(one["leafHash"]), b64decode(one["root"])
        holds = splits_off(start, end) and _holds(
            verify_inclusion, leaf, one["leafIdx"] - start, end - start, one["proof"], root
        )
        assert holds != one["wantErr"], one["desc"]
    assert len(cases) == 204


def test_a_subtree_from_the_first_leaf_is_shown_by_a_consistency_proof(shared: Callable[..., Path]) -> None:
    cases = [one for one in _cases(shared(*VECTORS, "subtreeconsistency")) if not one["start"]]
    # An empty subtree is part of everything, which shows nothing; here nothing is shown of it.
    cases = [one for one in cases if one["end"] or one["wantErr"]]
    for one in cases:
        roots = b64decode(one["root1"]), b64decode(one["root2"])
        assert _holds(verify_consistency, one["end"], one["size"], *roots, one["proof"]) != one["wantErr"], one["desc"]
    assert len(cases) == 100
