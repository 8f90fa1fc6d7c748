"""The sequencer killed at each of its steps, and several at once: no leaf is lost, none is doubled, nothing is forked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from tests.ledger.conftest import act, many_leaves, reading, trust
from tests.registry import emptied_db, sql

from bonafides.kernel.merkle.audit import audit as read_log
from bonafides.ledger.audit.whole import audit
from bonafides.ledger.keys import folder, keys
from bonafides.ledger.memory import remembered
from bonafides.ledger.models import Checkpoint, Entry
from bonafides.ledger.queries import waiting
from bonafides.ledger.sequence import seal_all, sequence

transactional_db = emptied_db
pytestmark = pytest.mark.usefixtures("transactional_db")
# In a process of its own, on the database of this test. It kills itself before the step that it is told.
SEQUENCER = """
import os, signal, sys
database, ledger, step, runs = sys.argv[1:]
from bonafides.site.setup import django_setup
django_setup()
from django.conf import settings
from django.db import connection
connection.settings_dict["NAME"], settings.LEDGER_FOLDER = database, ledger
from bonafides.ledger import sequence as steps
from bonafides.ledger.models import Checkpoint

def killed(*given, **named):
    os.kill(os.getpid(), signal.SIGKILL)

if step == "checkpoint":
    Checkpoint.objects.create = killed
elif step == "commit":
    connection._commit = killed
elif step != "none":
    setattr(steps, step, killed)
print("ready", flush=True)
if runs != "1":
    sys.stdin.readline()
for _ in range(int(runs)):
    steps.sequence(70)
"""
STEPS = ["newest", "_place", "write_tiles", "checkpoint", "commit", "remember"]


def started(step: str = "none", runs: int = 1) -> subprocess.Popen[str]:
    given = [str(connection.settings_dict["NAME"]), str(folder()), step, str(runs)]
    return subprocess.Popen(
        [sys.executable, "-c", SEQUENCER, *given], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_a_step(step: str) -> None:
    many_leaves(300)
    sequence()
    many_leaves(40)
    killed = started(step)
    killed.communicate()
    assert killed.returncode == -9
    done = step == "remember"  # the transaction had ended
    assert (Entry.objects.count(), waiting()) == ((340, 0) if done else (300, 40))
    assert Checkpoint.objects.count() == (2 if done else 1)
    many_leaves(300)
    assert seal_all().size == 640
    assert read_log(reading(), trust()).entries == 640
    assert waiting() == 0
    kept = remembered(keys())
    assert kept is not None
    assert kept.size == 640


def test_several_at_once() -> None:
    """Each waits for the others; leaves come meanwhile, committed in another order than they were numbered."""
    working = [started(runs=12) for _ in range(3)]
    for one in working:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in working:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    for count in (30, 100, 7, 200, 63) * 4:
        many_leaves(count)
    for one in working:
        one.communicate()
        assert one.returncode == 0
    seal_all()
    assert sql("SELECT count(*), min(index), max(index), count(DISTINCT leaf_id) FROM ledger_entry") == [
        (1600, 0, 1599, 1600)
    ]
    assert waiting() == 0
    assert read_log(reading(), trust()).entries == 1600
    sizes = list(Checkpoint.objects.order_by("id").values_list("size", flat=True))
    assert sizes == sorted(set(sizes)), "no size was signed twice"


def test_an_audit_on_two_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    many = [act() for _ in range(300)]
    sequence()
    assert audit(processes=2).findings == []
    sql("SET session_replication_role = replica")
    sql("UPDATE acts_act SET reason = 'x' WHERE id = %s", many[7])
    sql("SET session_replication_role = DEFAULT")
    told: list[tuple[int, int]] = []
    found = audit(processes=2, progress=lambda done, total: told.append((done, total)))
    assert [(one.table, one.row) for one in found.findings] == [("acts_act", str(many[7]))]
    assert told[-1][0] == told[-1][1] == len(told)


def test_an_older_database_is_not_signed(tmp_path: Path, settings: Any) -> None:
    """Put back from a backup, the database is behind what was signed: going on from it would fork the log."""
    from bonafides.ledger.errors import BrokenLedgerError

    many_leaves(5)
    sequence()
    sql("SET session_replication_role = replica")
    for table in ("ledger_checkpoint", "ledger_entry", "acts_leaf"):
        sql(f"DELETE FROM {table}")
    sql("SET session_replication_role = DEFAULT")
    many_leaves(1)
    with pytest.raises(BrokenLedgerError, match="this machine signed 5 entries, the database holds 0"):
        sequence()
    assert waiting() == 1
