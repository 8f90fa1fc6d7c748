"""`bonafides standards`."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from tests import registry
from tests.cli.conftest import Run, one_line
from tests.kernel.dmn.models import one_table
from tests.standards.tck.test_run import TCK, cases, expected, needs_tck

N = [("n", "number")]


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """A real pack with a table of its own."""
    folder = shutil.copytree(registry.PACKS / "sf-food", tmp_path / "toy")
    for name in ("standards", "inspection-items"):
        shutil.rmtree(folder / name)
    (folder / "standards").mkdir()
    rules = [["< 5", '"a"'], ["[5..9]", '"b"']]
    (folder / "standards" / "toy.dmn").write_bytes(one_table(N, rules, annotations=["SFHC 1", "SFHC 2"]))
    info = (folder / "pack.yaml").read_text("utf-8")
    (folder / "pack.yaml").write_text(
        re.sub(r"^(tiers|groups):.*\n([ -].*\n)*", "", info, flags=re.M), encoding="utf-8"
    )
    with (folder / "parameters.yaml").open("a", encoding="utf-8") as file:
        file.write(PARAMETERS)
    return folder


PARAMETERS = """\
- parameter: n
  title: {zh: 数, en: Number}
  type: number
  values: [{value: 1, in_force: {from: 2014-01-01}, mark: verified}]
"""


@needs_tck
def test_the_tck(run: Run) -> None:
    said = run("standards", "test", TCK)
    assert said.out.splitlines()[0] == "0001-input-data-string: 1 passed, 0 failed"
    assert said.out.splitlines()[-1] == "116 cases in 28 folders: 116 passed, 0 failed"
    totals = run("standards", "test", TCK, "--json").json
    assert (totals["cases"], totals["passed"], totals["failed"], len(totals["folders"])) == (116, 116, 0, 28)


def test_cases_that_fail_are_told_and_fail_the_command(run: Run, tmp_path: Path) -> None:
    root = cases(tmp_path / "a", expected("1"), expected("0.333333333333"))
    said = run("standards", "test", root, status=1)
    assert said.out.splitlines()[:2] == [
        "a: 1 passed, 1 failed",
        "  m-test-01.xml, case 1: d: expected 1, came 0.3333333333333333333333333333333333",
    ]
    assert run("standards", "test", root, "--json", status=1).json["failed"] == 1


def test_a_folder_without_cases(run: Run, tmp_path: Path) -> None:
    assert "came none" in one_line(run("standards", "test", tmp_path, status=1))
    assert "came no folder" in one_line(run("standards", "test", tmp_path / "none", status=1))


def test_a_pack_whose_tables_are_in_order(run: Run, toy: Path) -> None:
    head, gap, end = run("standards", "check", toy).out.splitlines()
    assert head.endswith("decision `d` (UNIQUE, 2 rules, 1 input): not every input is matched by a rule")
    assert gap == "  gap: no rule matches n = 10; all such inputs: n: > 9, null"
    assert end.startswith("sf-food ")
    assert end.endswith("is in order: 1 table in 1 model")
    [table] = run("standards", "check", toy, "--json").json["tables"]
    assert (table["complete"], table["findings"][0]["example"]) == (False, {"n": "10"})


def test_a_pack_with_a_contradiction_is_refused(run: Run, toy: Path) -> None:
    data = one_table(N, [["< 5", '"a"'], ["< 6", '"b"']], annotations=["SFHC 1", "SFHC 2"])
    (toy / "standards" / "toy.dmn").write_bytes(data)
    for command in (("standards", "check"), ("pack", "check")):
        said = run(*command, toy, status=1)
        assert "rules 1 and 2 both match, for example n = 4" in said.err
        assert not run(*command, toy, "--json", status=1).json["ok"]
