"""Receipts: an act, one of many records of a batch, and each way in which they can be false."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bonafides.kernel.merkle.checkpoints import Checkpoint, Trust
from bonafides.kernel.merkle.entries import batch_entry, batch_root, commitment, entry_of
from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.hashing import leaf_hashes
from bonafides.kernel.merkle.notes import Signer
from bonafides.kernel.merkle.receipts import Disclosed, InBatch, Receipt
from bonafides.kernel.merkle.tree import Tree

LOG = Signer("example.com/log", b"\x01" * 32)
TRUST = Trust([LOG.verifier])
SALT = b"s" * 16
ACT = {"act": "records.correct", "reason": "更正"}


def log_of(*entries: bytes) -> tuple[Tree, str]:
    tree = Tree()
    tree.append(entries)
    return tree, str(Checkpoint(LOG.name, tree.size, tree.root()).signed(LOG))


def receipt_of(disclosed: Disclosed) -> Receipt:
    tree, note = log_of(b"first", disclosed.entry(), b"last")
    text = str(Receipt(1, tree.inclusion(1), Receipt.parse(f"c2sp.org/tlog-proof@v1\nindex 0\n\n{note}").note,
                       disclosed.to_bytes()))  # fmt: skip
    return Receipt.parse(text)


def test_an_act_is_proved_from_its_receipt_alone() -> None:
    receipt = receipt_of(Disclosed(ACT, SALT))
    disclosed = Disclosed.parse(receipt.extra)
    assert disclosed == Disclosed(ACT, SALT)
    assert disclosed.entry() == entry_of(commitment(SALT, ACT))
    assert receipt.verify(disclosed.entry(), TRUST).checkpoint.size == 3


def test_one_of_a_million_records_is_proved_in_under_4_kb() -> None:
    commitments = [number.to_bytes(32, "big") for number in range(1 << 20)]
    place = 765_432
    commitments[place] = commitment(SALT, ACT)
    records = Tree()
    records.append_hashes(leaf_hashes(commitments))
    assert records.root() == batch_root(commitments)
    disclosed = Disclosed(ACT, SALT, InBatch(place, records.size, records.inclusion(place)))
    assert disclosed.entry() == batch_entry(records.root())
    receipt = receipt_of(disclosed)
    receipt.verify(Disclosed.parse(receipt.extra).entry(), TRUST)
    assert len(str(receipt)) < 4096


@pytest.mark.parametrize("changed", [{"content": {}}, {"salt": b"t" * 16}])
def test_another_content_or_salt_is_refused(changed: dict[str, Any]) -> None:
    receipt = receipt_of(Disclosed(ACT, SALT))
    with pytest.raises(Refused, match="leads to the root"):
        receipt.verify(replace(Disclosed(ACT, SALT), **changed).entry(), TRUST)


def test_another_index_is_refused() -> None:
    receipt = receipt_of(Disclosed(ACT, SALT))
    with pytest.raises(Refused):
        replace(receipt, index=0).verify(Disclosed(ACT, SALT).entry(), TRUST)


@pytest.mark.parametrize("extra", [b"", b"[]", b"{}", b'{"content":1,"salt":"xx"}', b'{"content":1,"salt":1}',
                                   b'{"batch":{"index":true,"proof":[],"size":1},"content":1,"salt":"00"}'])  # fmt: skip
def test_extra_data_of_another_form_is_refused(extra: bytes) -> None:
    with pytest.raises(Refused):
        Disclosed.parse(extra)


@pytest.mark.parametrize("content", [2**60, float("nan"), "\ud800"])
def test_a_content_without_canonical_json_is_refused(content: object) -> None:
    with pytest.raises(Refused, match="no canonical JSON"):
        commitment(SALT, {"a": content})


def test_a_short_salt_is_refused() -> None:
    with pytest.raises(Refused, match="at least 16 bytes"):
        commitment(b"short", ACT)


@pytest.mark.parametrize(
    ("old", "new"),
    [("@v1", "@v2"), ("index 1", "index 01"), ("index 1", "place 1"), ("\n\n", "\n"), ("index 1\n", "index 1\nAAAA\n")],
)
def test_a_receipt_of_another_form_is_refused(old: str, new: str) -> None:
    text = str(receipt_of(Disclosed(ACT, SALT)))
    with pytest.raises(Refused):
        Receipt.parse(text.replace(old, new, 1))
