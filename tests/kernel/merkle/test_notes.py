"""Signed notes: the example of the specification, keys, and what is refused."""

from __future__ import annotations

import pytest

from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.notes import COSIGNATURE_V1, Note, Signer, Verifier

# The key and the note of the example in Go's package golang.org/x/mod/sumdb/note.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
SAID = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
LOG = Signer("example.com/log", bytes(range(32)))


def test_the_note_of_gos_package_holds() -> None:
    key, note = Verifier.parse(PETER), Note.parse(SAID)
    assert str(key) == PETER
    assert str(note) == SAID
    assert note.verified_by([key]) == [key]


def test_a_changed_text_is_refused() -> None:
    note = Note.parse(SAID.replace("answer", "Answer"))
    with pytest.raises(Refused, match=r"signature of PeterNeumann \(c74f20a3\) is false"):
        note.verified_by([Verifier.parse(PETER)])


def test_several_keys_sign_and_unknown_ones_are_ignored() -> None:
    next_year = Signer(LOG.name, b"\x07" * 32)
    note = Note.parse(str(Note("text\n").signed(LOG, next_year)))
    assert note.verified_by([LOG.verifier]) == [LOG.verifier]
    assert note.verified_by([next_year.verifier, LOG.verifier]) == [next_year.verifier, LOG.verifier]
    assert note.verified_by([Verifier.parse(PETER)]) == []


def test_keys_are_read_as_they_are_written() -> None:
    for kind in (1, COSIGNATURE_V1):
        signer = Signer("example.com/log", bytes(32), kind)
        assert Signer.parse(signer.secret_text()) == signer
        assert Verifier.parse(str(signer.verifier)) == signer.verifier
    assert "00" not in repr(Signer("name", bytes(32)))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name",
        "name+00000000+AAAA",
        PETER.replace("c74f20a3", "c74f20a4"),
        PETER[:-4],
        PETER.replace("+ARpc", "+AhRp"),
    ],
)
def test_a_key_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        Verifier.parse(text)


@pytest.mark.parametrize("name", ["", "two words", "a+b", "a\u2003b"])
def test_a_key_has_a_name(name: str) -> None:
    with pytest.raises(Refused, match="name of a key"):
        Verifier(name, bytes(32))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "text\n",
        "text\n\n",
        "text\n\nno signature\n",
        SAID[:-1],
        SAID + "\n",
        SAID.replace("—", "-"),
        SAID.replace("think", "think\t"),
        SAID.replace("think", "think\ud800"),
        SAID.replace("JnAM=", "JnAM"),
        SAID.replace("JnAM=", "JnAN="),  # bits that say nothing must be zero
        SAID + SAID.splitlines(keepends=True)[-1] * 64,
    ],
)
def test_a_note_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        Note.parse(text)
