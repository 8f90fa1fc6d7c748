"""`bonafides ingest --later` and `bonafides worker`: queued, taken in, and nothing twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.prepared import ROOT, copy_prepared

from bonafides.site.embedded import Layout


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with the pack of China in force."""
    folder = tmp_path_factory.mktemp("v")
    copy_prepared(Layout(folder / "postgres"))
    assert _run(folder, "pack", "install", str(ROOT / "packs" / "cn")).returncode == 0
    return folder


def _run(var: Path, *words: str) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-c", "from bonafides.cli.main import run; run()", *words]
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"} | {
        "BONAFIDES_VAR": str(var)
    }
    return subprocess.run(call, capture_output=True, text=True, timeout=120, env=environment, check=False)


def test_a_queued_file_is_taken_in_by_a_worker(var: Path, tmp_path: Path) -> None:
    sample = tmp_path / "county"
    assert _run(var, "sample", "--entities", "60", "--out", str(sample)).returncode == 0
    manifest = json.loads((sample / "manifest.json").read_text(encoding="utf-8"))
    first = next(one for one in manifest["files"] if one["mapping"] == "mr-sole-trader-registrations")
    file = str(sample / first["file"])
    queued = _run(var, "ingest", file, "--mapping", first["mapping"], "--later", "--json")
    assert queued.returncode == 0, queued.stderr
    assert json.loads(queued.stdout.splitlines()[-1])["mapping"] == first["mapping"]
    worked = _run(var, "worker", "--once")
    assert worked.returncode == 0, worked.stderr
    again = _run(var, "ingest", file, "--mapping", first["mapping"], "--json")
    told = json.loads(again.stdout.splitlines()[-1])
    assert told["already"] is True
    assert told["added"] == first["expected"]["added"]


@pytest.mark.parametrize("option", [["--later"], []])
def test_a_file_that_is_not_there_is_refused_at_once(var: Path, tmp_path: Path, option: list[str]) -> None:
    done = _run(var, "ingest", str(tmp_path / "none.csv"), "--mapping", "tax-arrears", *option)
    assert done.returncode == 1
    assert "there is none" in done.stderr
    assert "Traceback" not in done.stderr
