"""`bonafides remedy`: what a business can do about a record, as clerks and officers run it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.remedies import world
from tests.remedies.conftest import on_day, penalised, performed

__all__ = ["on_day", "penalised", "performed"]  # fixtures
pytestmark = pytest.mark.django_db
RECORD = "market-regulation/P-1"
CLERK, OFFICER, DECIDER = ("--officer", "1"), ("--officer", "2"), ("--officer", "3")


@pytest.mark.usefixtures("penalised")
def test_from_the_question_to_the_repair(run: Run, tmp_path: Path) -> None:
    asked = run("remedy", "check", RECORD, "--json").json
    assert (asked["value"], asked["asked_for"]) == ("duties-open", ["fine", "rectification"])
    assert asked["earliest"]["open_question"] is True
    told = run("remedy", "check", RECORD, "--language", "en").out
    assert "may be applied for from 2026-06-02" in told
    assert "asked of the business: Receipt of the fine" in told
    world.done("fine", "D-1", date(2026, 3, 20))
    paper = tmp_path / "account.pdf"
    paper.write_bytes(b"an account")
    fee = run("remedy", "apply", RECORD, *CLERK, "--committed", "--fee", "100", status=1)
    assert "free of charge" in fee.err
    opened = run("remedy", "apply", RECORD, *CLERK, "--committed", "--json").json
    case = opened["case"]
    given = f"rectification={paper},on=2026-04-01"
    proved = run("remedy", "prove", case, *CLERK, "--proof", given, "--json").json
    assert proved["proofs"][0]["suspicions"] == []
    assert run("remedy", "show", case, "--json").json["answer"]["value"] == "admissible"
    assert f"case {case:>6}" in run("remedy", "list", "--code", world.CODE).out
    run("case", "step", case, "accept", *OFFICER, "--agency", world.MARKET)
    found = [
        word
        for name in ("duties_done", "corrected_done")
        for word in ("--finding", f"{name}=yes|As the records show.|record:{RECORD}")
    ]
    run("case", "step", case, "grant", *DECIDER, "--agency", world.MARKET, *found)
    assert "P-1" not in run("record", world.CODE).out, "not even by the commitment, which stays public"
    assert "does not stand any more" in run("remedy", "check", RECORD, status=1).err


@pytest.mark.usefixtures("penalised")
def test_a_proof_that_another_business_gave(run: Run, tmp_path: Path) -> None:
    paper = tmp_path / "account.pdf"
    paper.write_bytes(b"an account")
    run("remedy", "apply", RECORD, *CLERK, "--committed", "--proof", f"rectification={paper}")
    world.penalty("P-2", world.OTHER)
    second = "market-regulation/P-2"
    opened = run("remedy", "apply", second, *CLERK, "--committed", "--proof", f"rectification={paper}", "--json").json
    (proof,) = opened["suspicious"]
    assert "another business gave the same document" in run("remedy", "list", "--suspicious").out
    run("remedy", "judge", proof, "It is of the other firm.", "--false", *OFFICER)
    assert run("remedy", "list", "--suspicious", "--json").json == []
    assert "does not count" in run("remedy", "show", opened["case"]).out


@pytest.mark.usefixtures("penalised")
def test_an_objection_and_a_reply_stand_beside_the_record(run: Run) -> None:
    done = run("remedy", "object", RECORD, "error", "The amount is wrong.", *CLERK, "--json").json
    assert done["due"] == "2026-06-10"
    run("remedy", "reply", RECORD, "We paid the same day.", *CLERK)
    run("remedy", "reply", RECORD, "We paid the next day.", *CLERK)
    told = run("record", world.CODE, "--language", "en").out
    assert "Disputed: an objection is pending" in told
    assert "We paid the next day." in told
    assert "the same day" not in told
    run("remedy", "reply", RECORD, *CLERK)
    read = json.loads(run("record", world.CODE, "--json").out)
    (penalty,) = read["records"]["cn/administrative-penalty"]
    assert [one["kind"] for one in penalty["annotations"]] == ["disputed"]
    assert "there is no reply" in run("remedy", "reply", RECORD, *CLERK, status=1).err


@pytest.mark.usefixtures("performed")
def test_misuse_is_told(run: Run) -> None:
    assert "expected AGENCY/REF" in run("remedy", "check", "P-1", status=1).err
    assert "which none has" in run("remedy", "check", "tax/none", status=1).err
    assert "expected DUTY=FILE" in run("remedy", "apply", RECORD, *CLERK, "--proof", "x", status=1).err
    assert "expected --proof" in run("remedy", "prove", "1", *CLERK, status=1).err
    assert "no proof 9" in run("remedy", "judge", "9", "x", "--genuine", *OFFICER, status=1).err
