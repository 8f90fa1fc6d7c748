"""`bonafides pack`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests import registry
from tests.cli.conftest import Run, one_line
from tests.portal.conftest import Add

CN = registry.PACKS / "cn"


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A pack with two faults."""
    folder = shutil.copytree(registry.PACKS / "sf-food", tmp_path / "faulty")
    file = folder / "catalogue" / "inspection.yaml"
    text = (
        file.read_text("utf-8")
        .replace("nature: event", "nature: evnt")
        .replace("  - {class: report}", "  - {class: reprot}")
    )
    file.write_text(text, "utf-8")
    return folder


def test_a_pack_in_order(run: Run) -> None:
    assert run("pack", "check", CN).out.startswith("cn 2026.11 is in order: 20 kinds, 22 mappings, 8 agencies, ")
    found = run("pack", "check", "--json", CN).json
    assert (found["ok"], found["kinds"], len(found["digest"])) == (True, 20, 64)


def test_a_pack_with_faults_is_told_with_file_and_line(run: Run, faulty: Path) -> None:
    said = run("pack", "check", faulty, status=1)
    head, *faults = said.err.splitlines()
    assert head.startswith(f"pack {faulty}: {len(faults)} fault")
    assert all(line.startswith("  catalogue/inspection.yaml:") for line in faults)
    assert "  catalogue/inspection.yaml:4: nature: expected one of `event` or `state`, came `evnt`" in faults
    found = run("pack", "check", faulty, "--json", status=1).json
    assert not found["ok"]
    assert found["faults"][0]["line"] == 4


def test_a_folder_that_is_not_there(run: Run) -> None:
    assert "came no such folder" in run("pack", "check", "/no/such", status=1).err


def test_in_force_once(run: Run, business: Add) -> None:
    assert run("pack", "install", CN).out.startswith("cn 2026.11 was in force already; nothing changed")
    assert run("pack", "install", registry.PACKS / "sf-food", "--json").json["changed"]
    assert not run("pack", "install", "--json", registry.PACKS / "sf-food").json["changed"]
    assert [one["pack"] for one in run("pack", "list", "--json").json] == ["cn", "sf-food"]
    lines = run("pack", "list").out.splitlines()
    assert "cn 2026.11" in lines
    assert "  mr-penalties                     market-regulation → administrative-penalty" in lines


def test_an_act_without_a_reason_is_refused(run: Run, business: Add) -> None:
    said = run("pack", "install", registry.PACKS / "sf-food", "--reason", " ", status=1)
    assert one_line(said) == "an act needs its reason: give it, nothing was changed"


def test_a_faulty_pack_is_not_put_in_force(run: Run, business: Add, faulty: Path) -> None:
    assert "expected one of `event` or `state`" in run("pack", "install", faulty, status=1).err
    assert [one["pack"] for one in run("pack", "list", "--json").json] == ["cn"]


def test_no_pack_in_force(run: Run, db: None) -> None:
    assert run("pack", "list").out == "no pack is in force; put one in force: bonafides pack install packs/cn\n"
    assert run("pack", "list", "--json").json == []


def test_the_cases_of_a_pack_are_run(run: Run) -> None:
    said = run("pack", "test", registry.PACKS / "sf-food", "--case", "Tier").out
    assert said.splitlines()[-1].startswith("2 cases: 2 passed, 0 failed; ")
    found = run("pack", "test", "--json", registry.PACKS / "sf-food").json
    assert (found["ok"], found["failed"]) == (True, 0)
    assert found["passed"] == len(found["cases"])


def test_a_case_that_fails_is_told_with_its_place_and_the_rule(run: Run, tmp_path: Path) -> None:
    folder = shutil.copytree(registry.PACKS / "sf-food", tmp_path / "pack")
    text = "\n- {case: a wrong one, as_of: 2017-11-07, inputs: {last_score: 90}, expect: {score_band: good}}\n"
    (folder / "tests" / "wrong.yaml").write_text(text, "utf-8")
    lines = run("pack", "test", folder, "--case", "wrong", "--rules", status=1).out.splitlines()
    assert lines[:3] == [
        "tests/wrong.yaml:2 a wrong one: FAILED",
        "  score_band: expected good, came adequate (standards/tier.dmn)",
        "    fired: rule 2, line 50: DPH-SCORES",
    ]
    assert "standards/tier.dmn score_band: no case for rules 1, 3, 4, 5" in lines


def test_cases_that_are_not_there_or_not_in_order_are_told(run: Run, tmp_path: Path) -> None:
    assert (
        "expected cases in tests/*.yaml, came none"
        in run("pack", "test", registry.PACKS / "chicago-food", status=1).err
    )
    folder = shutil.copytree(registry.PACKS / "sf-food", tmp_path / "pack")
    (folder / "tests" / "wrong.yaml").write_text("- {case: x}\n", "utf-8")
    assert "tests/wrong.yaml:1: [1]: expected an entry `as_of`" in run("pack", "test", folder, status=1).err
    assert run("pack", "test", "--json", folder, status=1).json["ok"] is False
