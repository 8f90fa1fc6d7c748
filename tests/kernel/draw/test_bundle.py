"""The whole draw: held, published, verified by each reader; and each attack, caught."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kernel.draw import made

from bonafides.kernel.draw.bundle import Bundle, hold
from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.opening import Opening, opening
from bonafides.kernel.draw.subjects import Frozen, Subject
from bonafides.kernel.draw.verify import verify, verify_opening
from bonafides.kernel.merkle.checkpoints import Checkpoint, Trust
from bonafides.kernel.merkle.cosignatures import cosign
from bonafides.kernel.merkle.notes import COSIGNATURE_V1, Signer
from bonafides.kernel.merkle.receipts import Disclosed, Receipt
from bonafides.kernel.merkle.tree import Tree

SUBJECTS = made.subjects({"one": 60, "two": 30, "three": 10})
RATIOS = {"one": 300, "two": 1000, "three": 5000}


def held(*, blinded: bool = False, gone: tuple[tuple[str, str], ...] = ()) -> Bundle:
    bundle = hold(made.commitment(SUBJECTS, RATIOS, blinded=blinded), SUBJECTS, made.EVIDENCE, gone)
    return Bundle.of_json(json.loads(json.dumps(bundle.to_json())))


@pytest.mark.parametrize("blinded", [False, True])
def test_an_auditor_recomputes_everything(blinded: bool) -> None:
    shown = verify(held(blinded=blinded))
    assert shown.seed == made.SEED
    assert set(shown.shown) == {"commitment", "seed", "counts", "subjects", "selection", "substitutions"}
    assert set(shown.unshown) == {"logged", "before-the-seed"}


@pytest.mark.parametrize("blinded", [False, True])
def test_the_public_sees_no_stratum_of_any_business(blinded: bool) -> None:
    public = held(blinded=blinded).for_the_public()
    shown = verify(Bundle.of_json(json.loads(json.dumps(public.to_json()))))
    assert set(shown.unshown) >= {"subjects", "selection"}
    assert len(public.result.drawn) == 2 + 3 + 5
    text = json.dumps(public.to_json())
    assert not [one.code for one in SUBJECTS if one.salt.hex() in text]


@pytest.mark.parametrize("blinded", [False, True])
def test_every_business_checks_its_own_ticket(blinded: bool) -> None:
    bundle, frozen = held(blinded=blinded), Frozen(SUBJECTS)
    public = bundle.for_the_public()
    own = [
        verify_opening(public, Opening.of_json(json.loads(json.dumps(opened.to_json()))))
        for one in SUBJECTS
        for opened in [opening(bundle.commitment, frozen, one.code)]
    ]
    assert [one.code for one in own if one.drawn] == list(bundle.result.drawn)


def test_a_dropped_business_is_found_by_itself_and_by_the_auditor() -> None:
    bundle = held()
    victim = bundle.result.drawn[0]
    other = next(one.code for one in SUBJECTS if one.code not in bundle.result.drawn)
    forged = replace(bundle, result=replace(bundle.result, drawn=sorted({*bundle.result.drawn, other} - {victim})))
    with pytest.raises(Refused, match=f"drawn but not in the result: {victim}; in the result but not drawn: {other}"):
        verify(forged)
    for code in (victim, other):
        with pytest.raises(Refused, match="the result says otherwise"):
            verify_opening(forged.for_the_public(), opening(bundle.commitment, Frozen(SUBJECTS), code))
    short = replace(bundle, result=replace(bundle.result, drawn=bundle.result.drawn[1:]))
    with pytest.raises(Refused, match="10 are to be drawn; the result has 9"):
        verify(short.for_the_public())


@pytest.mark.parametrize("member", ["stratum", "weight", "excluded", "code", "salt"])
def test_a_row_changed_after_the_commitment_is_refused(member: str) -> None:
    value = {"stratum": "two", "weight": 2, "excluded": "yearly-cap", "code": "s-000", "salt": b"x" * 16}[member]
    changed: list[Subject] = [replace(SUBJECTS[0], **{member: value}), *SUBJECTS[1:]]  # type: ignore[arg-type]
    with pytest.raises(Refused, match="lead to the root"):
        verify(replace(held(), subjects=changed))
    with pytest.raises(Refused, match="99 came"):
        verify(replace(held(), subjects=SUBJECTS[1:]))
    with pytest.raises(Refused, match="was not frozen"):
        opened = opening(held().commitment, Frozen(SUBJECTS), "s-001")
        verify_opening(held(), replace(opened, subject=changed[0]))


def test_a_ratio_changed_after_the_commitment_is_seen_in_the_log() -> None:
    bundle, trust = logged(held(), made.BEFORE)
    verify(bundle, trust)
    other = hold(made.commitment(SUBJECTS, RATIOS | {"one": 9000}), SUBJECTS, made.EVIDENCE, receipt=bundle.receipt)
    with pytest.raises(Refused, match="not of this commitment"):
        verify(other, trust)


def logged(bundle: Bundle, seen: datetime) -> tuple[Bundle, Trust]:
    log, witness = Signer("example.com/log", b"\x01" * 32), Signer("w.example", b"\x02" * 32, COSIGNATURE_V1)
    disclosed = Disclosed({"draw_commitment": bundle.commitment.hash().hex()}, b"s" * 16)
    tree = Tree()
    tree.append([b"before", disclosed.entry()])
    note = cosign(Checkpoint(log.name, 2, tree.root()).signed(log), witness, int(seen.timestamp()))
    receipt = str(Receipt(1, tree.inclusion(1), note, disclosed.to_bytes()))
    return replace(bundle, receipt=receipt), Trust([log.verifier], [witness.verifier], 1)


def test_a_witness_shows_that_the_commitment_came_first() -> None:
    bundle, trust = logged(held(), made.BEFORE)
    shown = verify(bundle, trust)
    assert {"logged", "before-the-seed"} <= set(shown.shown)
    assert shown.known_at == made.BEFORE
    late, trust = logged(held(), datetime(2023, 8, 24, tzinfo=UTC))
    with pytest.raises(Refused, match="the seed could have been known"):
        verify(late, trust)


def test_no_witness_shows_when_a_ceremony_revealed() -> None:
    source, evidence = made.ceremony()
    bundle, trust = logged(hold(made.commitment(SUBJECTS, RATIOS, seed=source), SUBJECTS, evidence), made.BEFORE)
    shown = verify(bundle, trust)
    assert "logged" in shown.shown
    assert "before-the-seed" in shown.unshown


def test_a_commitment_dated_after_its_seed_is_refused() -> None:
    at = datetime.fromtimestamp(1692803367 + 999 * 3, UTC)
    for moment in (at, at + timedelta(seconds=1)):
        with pytest.raises(Refused, match="could have been known"):
            hold(made.commitment(SUBJECTS, RATIOS, committed_at=moment), SUBJECTS, made.EVIDENCE)
    hold(made.commitment(SUBJECTS, RATIOS, committed_at=at - timedelta(seconds=1)), SUBJECTS, made.EVIDENCE)


@pytest.mark.parametrize("changed", [{"round": 1001}, {"signature": "00" * 48}, {"signature": None}])
def test_a_second_seed_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        verify(replace(held(), evidence=made.EVIDENCE | changed))


def test_a_substitute_is_the_next_of_the_reserve() -> None:
    first = held().result.drawn[0]
    bundle = held(gone=((first, "deregistered"),))
    verify(bundle)
    [swap] = bundle.result.substitutions
    assert swap.into is not None
    other = next(one.code for one in SUBJECTS if one.code not in {*bundle.result.drawn, swap.into})
    forged = replace(bundle, result=replace(bundle.result, substitutions=[replace(swap, into=other)]))
    with pytest.raises(Refused, match="not the next of its stratum's reserve"):
        verify(forged)
    with pytest.raises(Refused, match="no reason that was committed to"):
        held(gone=((first, "a friend"),))
    with pytest.raises(Refused, match="was not drawn"):
        held(gone=((other, "deregistered"),))
    with pytest.raises(Refused, match="out already"):
        held(gone=((first, "deregistered"), (first, "deregistered")))


@settings(max_examples=30, deadline=None)
@given(st.permutations(SUBJECTS))
def test_the_order_of_input_is_irrelevant(mixed: list[Subject]) -> None:
    assert hold(made.commitment(mixed, RATIOS), mixed, made.EVIDENCE).to_json() == held().to_json()


def test_a_bundle_of_another_form_is_refused() -> None:
    whole = held().to_json()
    for change in ({"form": "x"}, {"reader": "public"}, {"result": {}}, {"evidence": 1}, {"commitment": {}}):
        with pytest.raises(Refused):
            Bundle.of_json(whole | change)
    odd = whole | {"commitment": whole["commitment"] | {"note": "unknown to this version"}}
    with pytest.raises(Refused, match="does not know"):
        Bundle.of_json(odd)
