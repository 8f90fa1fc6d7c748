"""The test vectors of docs/reference/draw.md, computed anew with hashlib alone and with the kernel."""

from __future__ import annotations

import json
import re
from hashlib import sha256

from tests.conftest import REPOSITORY
from tests.kernel.draw import made

from bonafides.kernel.draw.assign import assign
from bonafides.kernel.draw.bundle import hold
from bonafides.kernel.draw.commitment import Commitment
from bonafides.kernel.draw.officers import Visit, pair_hash
from bonafides.kernel.draw.roster import Roster, Team
from bonafides.kernel.draw.seeds.ceremony import seed
from bonafides.kernel.draw.subjects import Frozen, Subject
from bonafides.kernel.draw.tickets import ticket, ticket_key

PAGE = (REPOSITORY / "docs" / "reference" / "draw.md").read_text(encoding="utf-8")
ROWS = [re.findall(r"[^|\s]+", line) for line in PAGE.splitlines() if line.startswith("| s-0")]
COMMITMENT = re.findall(r"```json commitment\n(.*)\n```", PAGE)[0]
OFFICERS = re.findall(r"```json officers\n(.*)\n```", PAGE)[0]


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


def test_the_officers_are_those_of_the_page() -> None:
    rows = [re.findall(r"[^|\s]+", line) for line in PAGE.splitlines() if line.startswith("| o-")]
    roster = Roster.of_json(json.loads(OFFICERS))
    assert sha256(OFFICERS.encode()).hexdigest() == roster.hash()
    assert f"`{roster.hash()}`" in PAGE
    opened = [
        {"number": row[0], "capacity": int(row[1]), "recused": [] if row[2] == "–" else [row[2]], "salt": row[3]}
        for row in rows
    ]
    team = Team.open(roster, opened)
    key = ticket_key(made.DRAW, made.SEED).decode()
    for row, officer in zip(rows, team.officers, strict=True):
        number, salt, withheld = row[0], row[3], row[4]
        text = json.dumps(opened[rows.index(row)] | {"salt": 0}, separators=(",", ":"), sort_keys=True)
        assert withheld == sha256(bytes.fromhex(salt) + text.replace(',"salt":0', "").encode()).hexdigest()
        for code, pair in zip(("s-004", "s-006"), row[5:], strict=True):
            assert pair == sha256(f"{key}\n{code}\n{number}\nofficer\n{salt}\n".encode()).hexdigest()
            assert pair == pair_hash(key.encode(), code, officer).hex()
    drawn = [Visit("s-004", "food", "north", frozenset({"o-1", "o-2"})), Visit("s-006", "food", "north")]
    found = assign(key.encode(), drawn, team.officers, team.each).pairs
    said = [" and ".join(f"`{number}`" for number in found[code]) for code in ("s-004", "s-006")]
    assert f"To it go {said[0]}, to `s-006` {said[1]}." in PAGE


def test_a_row_with_its_region_is_that_of_the_page() -> None:
    subject = Subject("s-004", "one", made.salt("s-004"), region="north", last_pair=("o-1", "o-2"))
    assert f"`{subject.committed().hex()}`" in PAGE
