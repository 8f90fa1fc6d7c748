"""The test vectors of docs/reference/draw.md, computed anew with hashlib alone and with the kernel."""

from __future__ import annotations

import json
import re
from hashlib import sha256

from tests.conftest import REPOSITORY
from tests.kernel.draw import made

from bonafides.kernel.draw.bundle import hold
from bonafides.kernel.draw.commitment import Commitment
from bonafides.kernel.draw.seeds.ceremony import seed
from bonafides.kernel.draw.subjects import Frozen, Subject
from bonafides.kernel.draw.tickets import ticket, ticket_key

PAGE = (REPOSITORY / "docs" / "reference" / "draw.md").read_text(encoding="utf-8")
ROWS = [re.findall(r"[^|\s]+", line) for line in PAGE.splitlines() if line.startswith("| s-0")]
COMMITMENT = re.findall(r"```json commitment\n(.*)\n```", PAGE)[0]


def _subject(row: list[str]) -> Subject:
    return Subject(row[0], row[1], bytes.fromhex(row[3]), excluded=None if row[2] == "–" else row[2])


def test_the_commitment_has_the_hash_and_the_root_of_the_page() -> None:
    read = Commitment.of_json(json.loads(COMMITMENT))
    assert read.to_bytes().decode() == COMMITMENT
    assert sha256(COMMITMENT.encode()).hexdigest() == read.hash().hex()
    assert f"`{read.hash().hex()}`" in PAGE
    assert Frozen(map(_subject, ROWS)).root == read.root


def test_the_tickets_are_those_of_the_page() -> None:
    assert len(ROWS) == 6
    key = ticket_key(made.DRAW, made.SEED)
    assert f"`{key.decode()}`" in PAGE
    assert f"`{made.SEED.hex()}`" in PAGE
    for row in ROWS:
        code, salt, committed, plain, two, blinded = row[0], *row[3:]
        subject = _subject(row)
        assert salt == sha256(f"salt of {code}".encode()).hexdigest()[:32]
        assert committed == subject.committed().hex()
        text = json.dumps(subject.row(), separators=(",", ":"), sort_keys=True)
        assert committed == sha256(bytes.fromhex(salt) + text.encode()).hexdigest()
        assert plain == sha256(f"{key.decode()}\n{code}\n0\n".encode()).hexdigest()
        assert blinded == sha256(f"{key.decode()}\n{code}\n0\n{salt}\n".encode()).hexdigest()
        assert [plain, two, blinded] == [
            ticket(key, code).hex(),
            ticket(key, code, 2).hex(),
            ticket(key, code, 1, bytes.fromhex(salt)).hex(),
        ]


def test_those_drawn_are_those_of_the_page() -> None:
    bundle = hold(Commitment.of_json(json.loads(COMMITMENT)), map(_subject, ROWS), made.EVIDENCE)
    assert list(bundle.result.drawn) == ["s-004", "s-006"]
    assert "`s-004` and `s-006`" in PAGE


def test_the_ceremony_is_that_of_the_page() -> None:
    source, evidence = made.ceremony()
    for promised in source["parties"].values():
        assert f"`{promised}`" in PAGE
    assert f"`{seed(source, evidence, made.DRAW).hex()}`" in PAGE
