"""`bonafides verify` as an outsider runs it: files and keys in, no database and no Django."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Run
from tests.inspections.bulk.test_bulk import written
from tests.kernel.draw import made
from tests.kernel.merkle.test_audit import LOG, entries, files
from tests.kernel.merkle.test_receipts import ACT, SALT, receipt_of

from bonafides.inspections.bulk.verification import BulkList
from bonafides.kernel.draw.bundle import hold
from bonafides.kernel.draw.opening import opening
from bonafides.kernel.draw.subjects import Frozen
from bonafides.kernel.merkle.receipts import Disclosed

KEY = str(LOG.verifier)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A log of 300 entries, a receipt, both bundles of a draw and an opening."""
    for path, content in files(entries(300)).items():
        place = tmp_path / "log" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    (tmp_path / "key").write_text(KEY)
    (tmp_path / "act.tlog-proof").write_text(str(receipt_of(Disclosed(ACT, SALT))))
    subjects = made.subjects({"one": 60, "two": 30, "three": 10})
    committed = made.commitment(subjects, {"one": 300, "two": 1000, "three": 5000})
    bundle = hold(committed, subjects, made.EVIDENCE)
    _write(tmp_path / "auditor.json", bundle.to_json())
    _write(tmp_path / "public.json", bundle.for_the_public().to_json())
    _write(tmp_path / "s-001.json", opening(committed, Frozen(subjects), "s-001").to_json())
    return tmp_path


def _write(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value))


def test_a_receipt_holds_and_shows_its_content(folder: Path, run: Run) -> None:
    said = run("verify", "proof", folder / "act.tlog-proof", "--log-key", KEY)
    assert "entry 1 of 3 in the log example.com/log" in said.out
    assert json.loads(said.out.splitlines()[-1]) == ACT
    said = run("verify", "proof", folder / "act.tlog-proof", "--log-key", folder / "key", "--json")
    assert said.json["holds"]
    assert said.json["content"] == ACT


def test_a_false_receipt_is_refused(folder: Path, run: Run) -> None:
    path = folder / "act.tlog-proof"
    path.write_text(path.read_text().replace("index 1", "index 0"))
    said = run("verify", "proof", path, "--log-key", KEY, "--json", status=1)
    assert said.json["holds"] is False
    assert "leads to the root" in said.json["reason"]
    assert "leads to the root" in said.err


def test_without_a_key_nothing_is_proved(folder: Path, run: Run) -> None:
    assert "proves nothing" in run("verify", "proof", folder / "act.tlog-proof", status=2).err
    assert "proves nothing" in run("verify", "log", folder / "log", status=2).err
    run("verify", "proof", folder / "no-such-file", "--log-key", KEY, status=2)


def test_a_log_holds_until_a_byte_is_changed(folder: Path, run: Run) -> None:
    kept = folder / "kept"
    kept.write_bytes((folder / "log" / "checkpoint").read_bytes())
    said = run("verify", "log", folder / "log", "--log-key", KEY, "--old", kept)
    assert "300 entries" in said.out
    assert "goes on from the checkpoint of 300" in said.out
    said = run("verify", "log", folder / "log", "--log-key", KEY, "--witnesses", 1, status=1)
    assert "1 witnesses must have seen" in said.err
    bundle = folder / "log" / "tile" / "entries" / "001.p" / "44"
    bundle.write_bytes(bundle.read_bytes().replace(b"entry 257", b"entry 999"))
    assert "entry 257 is not the one" in run("verify", "log", folder / "log", "--log-key", KEY, status=1).err


def test_each_reader_is_told_what_is_shown_and_what_is_not(folder: Path, run: Run) -> None:
    public = run("verify", "draw", folder / "public.json")
    assert "10 of 100 subjects" in public.out
    assert "not shown  those drawn are the lowest tickets" in public.out
    auditor = run("verify", "draw", folder / "auditor.json", "--json").json
    assert auditor["seed"] == made.SEED.hex()
    assert "selection" in auditor["shown"]
    assert auditor["not_shown"] == ["logged", "before-the-seed"]


def test_subjects_in_a_file_are_read_beside_the_bundle(folder: Path, run: Run) -> None:
    subjects = made.subjects({"one": 60, "two": 30, "three": 10})
    committed = made.commitment(subjects, {"one": 300, "two": 1000, "three": 5000})
    path = written(subjects, folder / "subjects.parquet")
    _write(folder / "large.json", BulkList(path).hold(committed, made.EVIDENCE).to_json())
    assert "selection" in run("verify", "draw", folder / "large.json", "--json").json["shown"]
    written([*subjects[1:], subjects[0]], path)
    assert "lead to the root" in run("verify", "draw", folder / "large.json", status=1).err
    path.unlink()
    said = run("verify", "draw", folder / "large.json").out
    assert "not shown  those drawn are the lowest tickets" in said
    assert "subjects.parquet, which is not there" in said


def test_a_business_checks_its_own_ticket(folder: Path, run: Run) -> None:
    said = run("verify", "draw", folder / "public.json", "--opening", folder / "s-001.json", "--json")
    assert said.json["own"]["code"] == "s-001"
    assert "s-001" in run("verify", "draw", folder / "public.json", "--opening", folder / "s-001.json").out
    chinese = run("verify", "draw", folder / "public.json", "--opening", folder / "s-001.json", "--language", "zh")
    assert "抽中" in chinese.out


def test_a_false_bundle_is_refused(folder: Path, run: Run) -> None:
    value = json.loads((folder / "auditor.json").read_text())
    value["commitment"]["strata"][0]["bp"] = 9000
    _write(folder / "auditor.json", value)
    assert "to be drawn" in run("verify", "draw", folder / "auditor.json", status=1).err
    (folder / "auditor.json").write_text("{")
    assert "line 1: expected JSON" in run("verify", "draw", folder / "auditor.json", status=1).err


@pytest.mark.parametrize(
    "words",
    [
        ["proof", "act.tlog-proof", "--log-key", "key"],
        ["log", "log", "--log-key", "key"],
        ["draw", "auditor.json"],
        ["draw", "public.json", "--opening", "s-001.json", "--language", "zh"],
        ["draw", "key"],
    ],
)
def test_it_runs_without_django_or_a_database(folder: Path, words: list[str]) -> None:
    script = (
        "import sys\n"
        "sys.argv = ['bonafides', 'verify', *sys.argv[1:]]\n"
        "from bonafides.cli.main import run\n"
        "try:\n"
        "    run()\n"
        "except SystemExit as ended:\n"
        "    status = ended.code\n"
        "found = {name.split('.')[0] for name in sys.modules} & {'django', 'ninja', 'psycopg', 'duckdb', 'sqlite3'}\n"
        "print(status or 0, sorted(found))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, *words], cwd=folder, capture_output=True, text=True, timeout=60, check=True
    )
    assert ended.stdout.splitlines()[-1] == f"{int(words[-1] == 'key' and words[0] == 'draw')} []"


def test_it_is_made_of_the_kernel_alone() -> None:
    script = (
        "import sys, bonafides.cli.verify\n"
        "print(sorted({name.split('.')[1] for name in sys.modules if name.startswith('bonafides.')}))\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert ended.stdout == "['cli', 'kernel']\n"
