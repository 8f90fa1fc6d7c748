"""Receipts: what a stranger needs to see that an act or a record stands in the log, and nothing more."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.ledger.conftest import act, acting, many_leaves, trust
from tests.registry import put_in_force, row, sql, take_in, toy, write_csv

from bonafides.acts.models import Leaf
from bonafides.kernel.merkle.entries import batch_root
from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.hashing import leaf_hash
from bonafides.kernel.merkle.proofs import inclusion_proof, verify_consistency, verify_inclusion
from bonafides.kernel.merkle.receipts import Disclosed, Receipt, Undisclosed, parse_extra
from bonafides.ledger.batches import append_batch
from bonafides.ledger.errors import LedgerError
from bonafides.ledger.receipts import (
    NotYetError,
    closed_receipt_of_act,
    consistency,
    receipt_of_act,
    receipt_of_leaf,
    receipt_of_record,
)
from bonafides.ledger.sequence import sequence
from bonafides.ledger.store import nodes, size_of_batch

pytestmark = pytest.mark.django_db


def checked(receipt: Receipt) -> Disclosed | Undisclosed:
    """What a receipt shows, once it was written, read and verified as a stranger does."""
    given = Receipt.parse(str(receipt))
    shown = parse_extra(given.extra)
    given.verify(shown.entry(), trust())
    return shown


def test_an_act() -> None:
    number = act("because")
    with pytest.raises(NotYetError, match="waits for its place"):
        receipt_of_act(number)
    sequence()
    shown = checked(receipt_of_act(number))
    assert isinstance(shown, Disclosed)
    assert {"act": number, "reason": "because", "officer": "x"}.items() <= shown.content.items()


def test_an_act_for_anyone_tells_nothing() -> None:
    number = act("a secret")
    sequence()
    text = str(closed_receipt_of_act(number))
    shown = checked(Receipt.parse(text))
    assert isinstance(shown, Undisclosed)
    assert shown.entry() == bytes(Leaf.objects.get(act=number).entry)
    assert checked(receipt_of_act(number)).entry() == shown.entry(), "whoever has the content sees that it is this"


def test_a_leaf_of_its_own() -> None:
    from bonafides.acts.act import Acting, Role, official_act

    @official_act("tests.commit", by=(Role.OPERATOR,))
    def commit(acting: Acting) -> int:
        return acting.leaf({"draw_commitment": "00" * 32}).pk

    leaf = commit(acting())
    sequence()
    shown = checked(receipt_of_leaf(leaf))
    assert isinstance(shown, Disclosed)
    assert shown.content == {"draw_commitment": "00" * 32}


@pytest.mark.parametrize("place", [0, 255, 256, 699])
def test_a_record(tmp_path: Path, place: int) -> None:
    put_in_force(toy())
    rows = [row(f"S{n}", f"r{n}", value="x" if n in (5, 300) else n, secret="s") for n in range(702)]
    take_in(write_csv(tmp_path / "a.csv", rows), "a-fines")
    many_leaves(300)
    sequence()
    number = sql("SELECT id FROM records_record ORDER BY row_no OFFSET %s LIMIT 1", place)[0][0]
    receipt = receipt_of_record(number)
    shown = checked(receipt)
    assert isinstance(shown, Disclosed)
    assert shown.batch is not None
    assert (shown.batch.index, shown.batch.size) == (place, 700)
    assert shown.content["facts"]["secret"] == "s"
    tampered = Disclosed({**shown.content, "facts": {"value": 1}}, shown.salt, shown.batch)
    with pytest.raises(Refused):
        receipt.verify(tampered.entry(), trust())


def test_one_of_a_million_is_proved_in_4_kb() -> None:
    commitments = [number.to_bytes(32, "big") for number in range(1_000_000)]
    leaf = append_batch(777, commitments)
    assert size_of_batch(777) == 1_000_000
    many_leaves(1_000)
    sequence()
    index = 654_321
    proof = inclusion_proof(nodes(777, 1_000_000), index, 1_000_000)
    verify_inclusion(leaf_hash(commitments[index]), index, 1_000_000, proof, batch_root(commitments))
    from bonafides.kernel.merkle.receipts import InBatch
    from bonafides.ledger.receipts import receipt

    content = {"facts": {"text": "公" * 300}, "agency": "market-regulation", "source_ref": "x" * 40}
    made = receipt(leaf, Disclosed(content, bytes(16), InBatch(index, 1_000_000, proof)).to_bytes())
    assert len(str(made).encode()) < 4096


def test_that_the_log_goes_on() -> None:
    many_leaves(300)
    first = sequence()
    many_leaves(400)
    second = sequence()
    shown = consistency(300)
    verify_consistency(300, 700, first.root, second.root, shown.proof)
    assert consistency(0).proof == []
    assert consistency(300, 300).proof == []
    for old, new in ((701, None), (1, 555)):
        with pytest.raises(LedgerError):
            consistency(old, new)


@pytest.mark.parametrize("ask", [receipt_of_act, receipt_of_leaf, receipt_of_record, closed_receipt_of_act])
def test_what_is_not_there(ask: object) -> None:
    with pytest.raises(LedgerError, match="there is no"):
        ask(123_456_789)  # type: ignore[operator]
