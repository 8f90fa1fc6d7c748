"""The command `bonafides sample`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bonafides.cli.sample import sample


@pytest.fixture
def command() -> typer.Typer:
    app = typer.Typer()
    app.command()(sample)
    return app


def test_the_last_line_is_json(tmp_path: Path, command: typer.Typer) -> None:
    out = tmp_path / "county"
    found = CliRunner().invoke(command, ["--entities", "200", "--seed", "3", "--out", str(out), "--json"])
    assert found.exit_code == 0, found.output
    totals = json.loads(found.stdout.splitlines()[-1])
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    assert totals["records"] == manifest["expected"]["records"]
    assert manifest["as_of"] == "2026-06-30"


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path, command: typer.Typer) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    found = CliRunner().invoke(command, ["--entities", "5", "--out", str(tmp_path)])
    assert found.exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_earlier_sample_is_replaced_whole(tmp_path: Path, command: typer.Typer) -> None:
    out = tmp_path / "county"
    for extra in (["--entities", "40"], ["--entities", "20", "--format", "parquet"]):
        found = CliRunner().invoke(command, ["--out", str(out), *extra])
        assert found.exit_code == 0, found.output
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    listed = {file["file"] for file in (*manifest["files"], *manifest["rosters"])}
    there = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert there == {"manifest.json", "faults.csv", *listed}


def test_an_interrupted_sample_is_replaced(tmp_path: Path, command: typer.Typer) -> None:
    out = tmp_path / "county"
    CliRunner().invoke(command, ["--out", str(out), "--entities", "40"])
    (out / "manifest.json").unlink()
    found = CliRunner().invoke(command, ["--out", str(out), "--entities", "30"])
    assert found.exit_code == 0, found.output
    assert json.loads((out / "manifest.json").read_text("utf-8"))["expected"]["entities"] == 30


@pytest.mark.parametrize("day", ["2026-13-01", "yesterday", "1999-01-01"])
def test_a_day_that_is_none_is_refused(tmp_path: Path, command: typer.Typer, day: str) -> None:
    found = CliRunner().invoke(command, ["--entities", "5", "--out", str(tmp_path / "county"), "--as-of", day])
    assert found.exit_code == 2
