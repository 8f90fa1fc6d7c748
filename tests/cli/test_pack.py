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
    assert run("pack", "check", CN).out.startswith("cn 2026.11 is in order: 18 kinds, 21 mappings, 6 agencies, ")
    found = run("pack", "check", "--json", CN).json
    assert (found["ok"], found["kinds"], len(found["digest"])) == (True, 18, 64)


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
