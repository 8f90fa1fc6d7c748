"""`bonafides entity`: decisions about identity."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests import registry
from tests.cli.conftest import Run, one_line

BY = ("--officer", "Li", "--basis", "LAW art. 1", "--reason", "the same shop")
SHOPS = ("--scheme", "shop")


@pytest.fixture(autouse=True)
def _register(db: None, tmp_path: Path) -> None:
    registry.put_in_force(registry.toy())
    rows = [registry.row("A1", "r1"), registry.row("A2", "r2")]
    registry.take_in(registry.write_csv(tmp_path / "a.csv", rows), "a-fines")


def test_merged_and_two_again(run: Run) -> None:
    assert run("entity", "merge", "A1", "A2", *BY, *SHOPS).out.startswith("A1 is one with A2 by act ")
    assert run("record", "A1", "--json").json["one_with"] == [{"scheme": "shop", "code": "A2"}]
    assert "By decision one business with: A2" in run("record", "A1").out
    assert run("entity", "split", *BY, *SHOPS, "A1", "A2").out.startswith("A1 and A2 are two again by act ")
    assert run("record", "A1", "--json").json["one_with"] == []


def test_for_programs(run: Run) -> None:
    found = run("entity", "merge", "A1", "A2", *BY, *SHOPS, "--json").json
    assert (found["code"], found["into"]) == ("A1", "A2")
    assert run("entity", "split", "--json", "A1", "A2", *BY, *SHOPS).json["act"] > found["act"]
    assert run("entity", "candidates", "--json").json == []


def test_what_is_refused(run: Run) -> None:
    assert "nothing was changed" in one_line(run("entity", "split", "A1", "A2", *BY, *SHOPS, status=1))
    assert "there is no business with this shop" in one_line(run("entity", "merge", "A1", "A9", *BY, *SHOPS, status=1))
    assert "Missing option '--officer'" in run("entity", "merge", "A1", "A2", status=2).err


def test_candidates(run: Run) -> None:
    assert run("entity", "candidates").out == "0 groups of codes read alike\n"


def test_a_code_that_was_issued_although_it_does_not_conform(run: Run) -> None:
    words = ("entity", "except", "91990000MA0TEXT125", *BY, "--authority", "Registrar", "--confirmed-on", "2026-01-02")
    found = run(*words, "--json").json
    assert found["code"] == "91990000MA0TEXT125"
    assert "stands in the register already" in one_line(run(*words, status=1))
