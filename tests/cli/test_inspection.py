"""`bonafides inspection`: an officer's way from the plan to the bundle, on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Run, one_line
from tests.inspections import world
from tests.inspections.conftest import peopled, var

__all__ = ["peopled", "var"]  # fixtures

pytestmark = pytest.mark.usefixtures("peopled")
WHO = ("--officer", "0", "--agency", "a")
PLAN = """\
number: 2026-1
year: 2026
filed_with: the province
items:
  - item: hygiene
    batches:
      - {batch: 1, from: 2026-01-01, to: 2026-12-31, share: 10000}
"""
ID = "toy.a.2026-1.hygiene.1"


@pytest.fixture
def planned(run: Run, tmp_path: Path) -> Callable[..., list[str]]:
    """The plan filed and two promises made: `--promise` and its value, for each."""
    file = tmp_path / "plan.yaml"
    file.write_text(PLAN, "utf-8")
    said = run("inspection", "plan", file, *WHO, "--on", world.DAY)
    assert f"draw {ID}" in said.out
    assert "hygiene: 50 businesses in scope, 8 to be drawn" in said.out

    def promises() -> list[str]:
        found = []
        for number, party in enumerate(world.PARTIES):
            told = run(
                "inspection", "promise", ID, "--party", party, "--keep", tmp_path / f"{number}.json", "--json"
            ).json
            found += ["--promise", f"{party}={told['promise']}"]
        return found

    return promises


def test_the_way(run: Run, planned: Callable[..., list[str]], tmp_path: Path) -> None:
    kept = tmp_path / "0.json"
    given = planned()
    assert kept.stat().st_mode & 0o077 == 0
    said = run("inspection", "commit", "2026-1", "hygiene", 1, *WHO, "--on", world.DAY, *given)
    assert f"committed to draw {ID}: 50 businesses frozen" in said.out
    assert "stratum low: 40 may be drawn, ratio 10.00 %" in said.out
    assert "sealed" in run("inspection", "list").out
    reveals = ["--reveal", kept, "--reveal", tmp_path / "1.json"]
    held = run("inspection", "hold", ID, *WHO, *reveals, "--json").json
    assert len(held["drawn"]) == len(held["assigned"]) == 8
    assert held["ledger_index"] is None
    code = held["drawn"][0]
    public, auditor, own = (tmp_path / name for name in ("public.json", "auditor.json", "own.json"))
    run("inspection", "bundle", ID, "--to", public)
    run("inspection", "bundle", ID, "--to", auditor, "--auditor")
    run("inspection", "opening", ID, code, "--to", own)
    assert (public.stat().st_mode & 0o777, auditor.stat().st_mode & 0o777) == (0o644, 0o600)
    assert run("verify", "draw", auditor, "--json").json["drawn"] == 8
    assert run("verify", "draw", public, "--opening", own, "--json").json["own"]["drawn"]
    shown = run("inspection", "show", ID)
    assert f"draw {ID}: held" in shown.out
    swapped = run(
        "inspection",
        "substitute",
        ID,
        code,
        "closed",
        *WHO,
        "--evidence",
        "record:a/1",
        "--reason",
        "it closed",
        "--json",
    ).json
    assert swapped["out"] == code
    other = next(one for one in held["assigned"] if one["code"] != code)
    third = next(one for one in ("1", "2", "3", "4") if one not in other["officers"])
    named = ("assign", ID, other["code"], third, other["officers"][0])
    said = run("inspection", *named, *WHO, "--reason", "the other is ill", "--on", world.DAY)
    assert f"{other['code']}: {third}, {other['officers'][0]}" in said.out
    told = run("inspection", "directory", "hygiene", "--on", world.DAY, "--json").json
    assert told["left_out"]["same-item"] == 8


def test_refusals(run: Run, planned: Callable[..., list[str]], tmp_path: Path) -> None:
    given = planned()
    told = one_line(run("inspection", "promise", ID, "--party", "x", "--keep", tmp_path / "0.json", status=1))
    assert "is there already, and may hold the number of another promise" in told
    for arguments, expected in (
        (("commit", "2026-9", "hygiene", 1, *WHO), "a of pack toy has filed no plan '2026-9' (filed: 2026-1)"),
        (("commit", "2026-1", "hygiene", 1, *WHO, "--promise", "agency"), "expected PARTY=PROMISE"),
        (("commit", "2026-1", "hygiene", 1, *WHO, "--seed", "drand"), "expected a moment to come, in UTC"),
        (("commit", "2026-1", "hygiene", 1, *WHO, "--seed", "nist", "--at", "2027-01-01T00:00Z"), "--certificate"),
        (("hold", ID, *WHO, "--reveal", tmp_path / "0.json"), f"no draw '{ID}' was committed to here"),
        (("bundle", ID, "--to", tmp_path / "b.json"), "no draw"),
    ):
        assert expected in one_line(run("inspection", *arguments, status=1))
    run("inspection", "commit", "2026-1", "hygiene", 1, *WHO, "--on", world.DAY, *given)
    assert "was not held yet" in one_line(run("inspection", "bundle", ID, "--to", tmp_path / "b.json", status=1))
    assert "give the beacon's answer" in one_line(run("inspection", "hold", ID, *WHO, status=1))
    told = one_line(run("inspection", "hold", ID, *WHO, "--reveal", tmp_path / "0.json", status=1))
    assert "every party reveals, and nobody else" in told
    (tmp_path / "other.json").write_text(json.dumps({"draw": "x", "party": "agency", "number": "00"}), "utf-8")
    told = one_line(run("inspection", "hold", ID, *WHO, "--reveal", tmp_path / "other.json", status=1))
    assert f"expected the number that a party kept for {ID}, came another file" in told
    said = run("inspection", "abandon", ID, *WHO, "--reason", "the association has lost its number")
    assert f"the next draw of its batch is {ID}.2" in said.out
