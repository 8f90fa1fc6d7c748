"""`bonafides ledger`, as the operator, a witness and a stranger use it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Run, one_line
from tests.ledger.conftest import act, many_leaves
from tests.registry import put_in_force, row, sql, take_in, toy, write_csv

from bonafides.ledger.queries import waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path, settings: object) -> Path:
    settings.LEDGER_FOLDER = str(tmp_path / "ledger")  # type: ignore[attr-defined]
    return tmp_path


def test_a_command_that_acts_is_sealed_when_it_ends(folder: Path, run: Run) -> None:
    put_in_force(toy())
    assert waiting() == 1
    run("act", "list")
    assert waiting() == 0
    assert run("ledger", "status", "--json").json["size"] == 1


def test_what_cannot_be_sealed_was_done_all_the_same(folder: Path, run: Run) -> None:
    act()
    run("act", "list")
    act()
    sql("SET session_replication_role = replica")
    sql("DELETE FROM ledger_entry")
    said = run("act", "list")
    assert "what was done is not sealed yet: the ledger was changed behind the application's back" in said.err
    assert waiting() == 1
    assert "bonafides ledger audit names what was changed" in one_line(run("ledger", "seal", status=1))


def test_seal_and_status(folder: Path, run: Run) -> None:
    many_leaves(3)
    assert run("ledger", "status", "--json").json["waiting"] == 3
    assert run("ledger", "seal", "--json").json["added"] == 3
    assert "3 entries" not in run("ledger", "seal").out
    status = run("ledger", "status")
    assert "localhost/ledger" in status.out
    [key] = run("ledger", "key").out.splitlines()
    assert key in status.out


def test_a_stranger_checks_what_was_printed(folder: Path, run: Run) -> None:
    put_in_force(toy())
    take_in(write_csv(folder / "a.csv", [row(f"S{n}", f"r{n}") for n in range(5)]), "a-fines")
    number = act("because")
    [key] = run("ledger", "key").out.splitlines()
    run("ledger", "seal")
    said = run("ledger", "receipt", number, "--out", folder / "act.tlog-proof")
    assert "bonafides verify proof" in said.out
    checked = run("verify", "proof", folder / "act.tlog-proof", "--log-key", key, "--json").json
    assert checked["content"]["reason"] == "because"
    (folder / "closed").write_text(run("ledger", "receipt", number, "--closed").out)
    closed = run("verify", "proof", folder / "closed", "--log-key", key)
    assert "does not open it" in closed.out
    assert "because" not in closed.out
    (folder / "record").write_text(run("ledger", "record-receipt", "a/r3").out)
    assert "r3" in run("verify", "proof", folder / "record", "--log-key", key).out
    assert "there is none" in one_line(run("ledger", "record-receipt", "a/nothing", status=1))
    run("ledger", "export", folder / "log")
    log = run("verify", "log", folder / "log", "--log-key", key, "--json").json
    assert (log["size"], log["entries"]) == (3, 3)


def test_an_export_is_gone_on_from(folder: Path, run: Run) -> None:
    assert "nothing was sealed yet" in one_line(run("ledger", "export", folder / "log", status=1))
    many_leaves(600)
    run("ledger", "seal")
    assert run("ledger", "export", folder / "log", "--json").json["files"] == 8
    (folder / "old").write_text(run("ledger", "checkpoint").out)
    many_leaves(300)
    run("ledger", "seal")
    assert run("ledger", "export", folder / "log", "--json").json["files"] == 6
    [key] = run("ledger", "key").out.splitlines()
    said = run("verify", "log", folder / "log", "--log-key", key, "--old", folder / "old")
    assert "It goes on from the checkpoint of 600 entries" in said.out


def test_a_witness(folder: Path, run: Run) -> None:
    many_leaves(3)
    run("ledger", "seal")
    [key] = run("ledger", "key").out.splitlines()

    def ask(old: int) -> Path:
        (folder / "request").write_text(run("ledger", "consistency", old).out)
        return folder / "request"

    own = ("--log-key", key, "--folder", folder / "witness")
    assert "there is no key yet" in one_line(run("ledger", "witness", ask(0), *own, status=1))
    said = run("ledger", "witness", ask(0), *own, "--name", "example.org/witness")
    (folder / "line").write_text(said.out)
    assert "is no witness of this log" in one_line(run("ledger", "cosign", folder / "line", status=1))
    (folder / "ledger" / "witnesses").write_text(said.err)
    assert "saw the log of 3 entries" in run("ledger", "cosign", folder / "line").out
    many_leaves(3)
    run("ledger", "seal")
    assert "ask for old 3" in one_line(run("ledger", "witness", ask(2), *own, status=1))
    (folder / "line").write_text(run("ledger", "witness", ask(3), *own).out)
    assert run("ledger", "cosign", folder / "line", "--json").json[0]["size"] == 6
    run("ledger", "export", folder / "log")
    seen = ("--witness-key", said.err.strip(), "--witnesses", 1)
    assert "example.org/witness" in run("verify", "log", folder / "log", "--log-key", key, *seen).out
    assert run("ledger", "audit", status=1).out, "these leaves are of no act"


def test_audit(folder: Path, run: Run) -> None:
    number = act()
    run("ledger", "seal")
    (folder / "old").write_text(run("ledger", "checkpoint").out)
    assert "Everything is as it was signed." in run("ledger", "audit", "--old", folder / "old").out
    assert "全部内容与签名时一致。" in run("ledger", "audit", "--language", "zh").out
    sql("SET session_replication_role = replica")
    sql("UPDATE acts_act SET reason = 'x' WHERE id = %s", number)
    said = run("ledger", "audit", status=1)
    assert f"acts_act {number} was changed  (entry 0)" in said.out
    assert "被改动" in run("ledger", "audit", "--language", "zh", status=1).out
    told = run("ledger", "audit", "--json", status=1).json
    assert told["findings"] == [{"table": "acts_act", "row": str(number), "fault": "changed", "told": "entry 0"}]
    assert run("ledger", "audit", "--log-key", "x+00000000+AAAA", status=1).err


def test_rotate(folder: Path, run: Run) -> None:
    act()
    run("ledger", "seal")
    [old] = run("ledger", "key").out.splitlines()
    assert len(run("ledger", "rotate", "--json").json["keys"]) == 2
    assert run("ledger", "rotate", "--retire", old.split("+")[1], "--json").json["retired"] == [old]
    assert run("ledger", "audit").status == 0
