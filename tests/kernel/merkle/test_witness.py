"""A witness cosigns a log that only grows, and no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonafides.kernel.merkle.checkpoints import Checkpoint
from bonafides.kernel.merkle.cosignatures import seen_by
from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.notes import COSIGNATURE_V1, Note, Signer
from bonafides.kernel.merkle.tree import Tree
from bonafides.kernel.merkle.witness import Request, witnessed

LOG = Signer("example.com/log", bytes(range(32)))
WITNESS = Signer("example.org/witness", bytes(range(1, 33)), COSIGNATURE_V1)


def tree(size: int, mark: bytes = b"") -> Tree:
    made = Tree()
    made.append(mark + str(number).encode() for number in range(size))
    return made


def request(old: int, grown: Tree, signer: Signer = LOG) -> Request:
    proof = grown.consistency(old) if 0 < old <= grown.size else []
    return Request(old, proof, Checkpoint("example.com/log", grown.size, grown.root()).signed(signer))


def remembered(one: Tree) -> Checkpoint:
    return Checkpoint("example.com/log", one.size, one.root())


@given(st.integers(0, 40), st.integers(0, 40))
def test_what_grew_is_cosigned(old: int, more: int) -> None:
    asked = Request.parse(str(request(old, tree(old + more))))
    line = witnessed(asked, remembered(tree(old)) if old else None, [LOG.verifier], WITNESS, 1_700_000_000)
    [seen] = seen_by(Note(asked.note.text, (line,)), [WITNESS.verifier])
    assert seen.time == 1_700_000_000


def test_a_fork_is_not_cosigned() -> None:
    with pytest.raises(Refused, match="the proof leads to the new root"):
        witnessed(request(4, tree(9, b"x")), remembered(tree(4)), [LOG.verifier], WITNESS, 1)
    with pytest.raises(Refused, match="the log was forked"):
        witnessed(request(4, tree(4, b"x")), remembered(tree(4)), [LOG.verifier], WITNESS, 1)


def test_an_old_checkpoint_is_not_cosigned() -> None:
    with pytest.raises(Refused, match="ask for old 9"):
        witnessed(request(4, tree(5)), remembered(tree(9)), [LOG.verifier], WITNESS, 1)
    with pytest.raises(Refused, match="an old one, or the log was cut"):
        witnessed(Request(9, [], request(0, tree(5)).note), remembered(tree(9)), [LOG.verifier], WITNESS, 1)


def test_another_log_is_not_cosigned() -> None:
    other = Signer("example.com/log", bytes(32))
    with pytest.raises(Refused, match="no key of the log"):
        witnessed(request(0, tree(5), other), None, [LOG.verifier], WITNESS, 1)
    last = Checkpoint("example.com/other", 4, tree(4).root())
    with pytest.raises(Refused, match="follows the log"):
        witnessed(request(4, tree(5)), last, [LOG.verifier], WITNESS, 1)


@pytest.mark.parametrize("text", ["", "old 1\n", "new 1\n\nx", "old 01\n\nx\n1\n\n\n"])
def test_another_form_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        Request.parse(text)
