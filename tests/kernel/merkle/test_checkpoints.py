"""Checkpoints: signed by keys that are rotated, seen by witnesses, refused when false."""

from __future__ import annotations

import pytest

from bonafides.kernel.merkle.checkpoints import Checkpoint, Trust, fork, open_checkpoint
from bonafides.kernel.merkle.cosignatures import Seen, cosign, seen_by
from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.hashing import leaf_hash
from bonafides.kernel.merkle.notes import COSIGNATURE_V1, Note, Signer

LOG = Signer("example.com/log", b"\x01" * 32)
OTHER = Signer("example.com/log", b"\x02" * 32)
W1 = Signer("w1.example", b"\x03" * 32, COSIGNATURE_V1)
W2 = Signer("w2.example", b"\x04" * 32, COSIGNATURE_V1)
POINT = Checkpoint("example.com/log", 7, leaf_hash(b"root"))


def test_the_text_is_that_of_the_specification() -> None:
    text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    assert Checkpoint.parse(text).text == text
    assert Checkpoint.parse(text).size == 20852163


def test_a_checkpoint_holds_under_an_old_key_and_a_new_one() -> None:
    note = str(POINT.signed(LOG, OTHER))
    for key in (LOG, OTHER):
        assert open_checkpoint(note, Trust([key.verifier])).checkpoint == POINT
    assert len(open_checkpoint(note, Trust([LOG.verifier, OTHER.verifier])).signed_by) == 2


def test_witnesses_say_when_they_saw_it() -> None:
    note = cosign(cosign(POINT.signed(LOG), W1, 1_700_000_100), W2, 1_700_000_000)
    trust = Trust([LOG.verifier], [W1.verifier, W2.verifier], 2)
    opened = open_checkpoint(str(note), trust)
    assert opened.seen == (Seen(W1.verifier, 1_700_000_100), Seen(W2.verifier, 1_700_000_000))
    assert opened.known_at == 1_700_000_000
    assert open_checkpoint(POINT.signed(LOG), Trust([LOG.verifier])).known_at is None


def test_a_quorum_counts_witnesses_not_names() -> None:
    twin = Signer("twin.example", W1.seed, COSIGNATURE_V1)
    note = cosign(cosign(POINT.signed(LOG), W1, 5), twin, 5)
    with pytest.raises(Refused, match="2 witnesses must have seen"):
        open_checkpoint(note, Trust([LOG.verifier], [W1.verifier, twin.verifier], 2))


def test_a_moved_time_is_refused() -> None:
    note = cosign(POINT.signed(LOG), W1, 1_700_000_000)
    line = note.signatures[-1]
    later = (1_700_000_001).to_bytes(8, "big") + line.content[8:]
    moved = Note(note.text, (note.signatures[0], type(line)(line.name, line.key_id, later)))
    with pytest.raises(Refused, match=r"cosignature of w1\.example"):
        seen_by(moved, [W1.verifier])


def test_a_log_key_is_no_witness_and_a_witness_no_log() -> None:
    with pytest.raises(Refused, match="not a witness"):
        cosign(POINT.signed(LOG), LOG, 5)
    with pytest.raises(Refused, match="no key of the log that you trust"):
        open_checkpoint(cosign(POINT.signed(LOG), W1, 5), Trust([OTHER.verifier]))


def test_another_logs_checkpoint_is_refused() -> None:
    elsewhere = Checkpoint("example.com/elsewhere", 7, POINT.root).signed(LOG)
    with pytest.raises(Refused, match=r"of the log example\.com/elsewhere, not example\.com/log"):
        open_checkpoint(elsewhere, Trust([LOG.verifier]))
    assert open_checkpoint(elsewhere, Trust([LOG.verifier], origin="example.com/elsewhere")).checkpoint.size == 7


def test_one_size_with_two_roots_is_a_fork() -> None:
    assert fork(POINT, Checkpoint(POINT.origin, 7, leaf_hash(b"other")))
    assert not fork(POINT, POINT)
    assert not fork(POINT, Checkpoint(POINT.origin, 8, leaf_hash(b"other")))


@pytest.mark.parametrize(
    "text",
    ["", "origin\n", "origin\n7\n", "origin\n07\n{root}\n", "origin\n-7\n{root}\n", "origin\n7\nAAAA\n", "\n7\n{root}\n",
     "origin\n7\n{root}", "origin\n7\n{root}\n\n", "origin\n٧\n{root}\n"],
)  # fmt: skip
def test_a_checkpoint_of_another_form_is_refused(text: str) -> None:
    root = POINT.text.split("\n")[2]
    assert Checkpoint.parse(f"origin\n7\n{root}\nmore\n").extensions == ("more",)
    with pytest.raises(Refused):
        Checkpoint.parse(text.replace("{root}", root))
