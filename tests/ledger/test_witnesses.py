"""Witnesses: only those listed, only genuine lines, only for checkpoints of ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.ledger.conftest import act, many_leaves, trust

from bonafides.kernel.merkle.checkpoints import Checkpoint as Shown
from bonafides.kernel.merkle.checkpoints import Trust, open_checkpoint
from bonafides.kernel.merkle.notes import COSIGNATURE_V1, Note, Signer
from bonafides.kernel.merkle.receipts import Receipt
from bonafides.kernel.merkle.witness import witnessed
from bonafides.ledger.audit.whole import audit
from bonafides.ledger.errors import LedgerError
from bonafides.ledger.index import leaf_of_act
from bonafides.ledger.keys import keys
from bonafides.ledger.models import Cosignature
from bonafides.ledger.queries import newest, note_of
from bonafides.ledger.receipts import consistency, receipt_of_act, receipt_of_leaf
from bonafides.ledger.sequence import sequence
from bonafides.ledger.witnesses import accept, parse_lines

pytestmark = pytest.mark.django_db
WITNESS = Signer("example.org/witness", bytes(range(32)), COSIGNATURE_V1)


@pytest.fixture
def listed(own_folder: Path) -> Path:
    sequence()
    (own_folder / "witnesses").write_text(f"# who watches us\n{WITNESS.verifier}\n")
    return own_folder


def cosigned(old: int = 0, last: Shown | None = None, witness: Signer = WITNESS) -> str:
    return witnessed(consistency(old), last, list(keys().verifiers), witness, 1_800_000_000).line()


def test_a_line_is_kept_and_shown(listed: Path) -> None:
    many_leaves(5)
    sequence()
    [row] = accept(parse_lines(cosigned()))
    assert row.checkpoint.size == 5
    last = newest()
    assert last is not None
    opened = open_checkpoint(note_of(last), Trust(trust().log_keys, [WITNESS.verifier], 1))
    assert opened.known_at == 1_800_000_000
    accept(parse_lines(str(note_of(last)).rpartition("\n\n")[0] + "\n\n" + cosigned()))
    assert Cosignature.objects.count() == 1, "the same line again is the same line"


def test_receipts_lead_to_what_was_cosigned(listed: Path) -> None:
    number = act()
    sequence()
    line = cosigned()
    many_leaves(3)
    sequence()
    accept(parse_lines(line))
    receipt = Receipt.parse(str(receipt_of_act(number)))
    assert Shown.parse(receipt.note.text).size == 1, "the newest one has no witness"
    assert Note.parse(str(receipt.note)).signatures[-1].name == WITNESS.name


def test_a_receipt_as_early_as_can_be_shown(listed: Path) -> None:
    """Of what had to be known before a moment, such as a draw's commitment, a later checkpoint shows nothing."""
    leaf = leaf_of_act(act())
    assert leaf is not None
    sizes = []
    for old in (0, 3):
        many_leaves(2 if old == 0 else 5)
        sequence()
        sizes.append(Shown.parse(receipt_of_leaf(leaf, oldest=True).note.text).size)
    assert sizes == [3, 3], "without any witness, the first that covers it"
    accept(parse_lines(cosigned()))
    many_leaves(1)
    sequence()
    early, late = receipt_of_leaf(leaf, oldest=True), receipt_of_leaf(leaf)
    assert Shown.parse(early.note.text).size == Shown.parse(late.note.text).size == 8, "the one that a witness saw"


def test_a_witness_goes_on(listed: Path) -> None:
    many_leaves(5)
    sequence()
    first = newest()
    assert first is not None
    accept(parse_lines(cosigned()))
    many_leaves(5)
    sequence()
    accept(parse_lines(cosigned(5, Shown.parse(Note.parse(first.note).text))))
    assert Cosignature.objects.count() == 2
    assert [one for one in audit().findings if one.table == "ledger_cosignature"] == []


def test_others_are_refused(listed: Path) -> None:
    stranger = Signer("example.org/stranger", bytes(32), COSIGNATURE_V1)
    with pytest.raises(LedgerError, match="is no witness of this log"):
        accept(parse_lines(cosigned(witness=stranger)))
    false = cosigned().replace("— example.org/witness ", "— example.org/witness ")[:-10] + "AAAAAAA==\n"
    with pytest.raises(LedgerError):
        accept(parse_lines(false))
    with pytest.raises(LedgerError, match="expected the cosignature lines"):
        parse_lines("nothing of the sort")
    other = Shown(keys().origin, 0, bytes(32)).signed()
    from bonafides.kernel.merkle.cosignatures import cosign

    with pytest.raises(LedgerError, match="is of none of the last"):
        accept(cosign(other, WITNESS, 5).signatures)
    (listed / "witnesses").write_text("nobody\n")
    with pytest.raises(LedgerError, match="line 1"):
        accept(parse_lines(cosigned()))
