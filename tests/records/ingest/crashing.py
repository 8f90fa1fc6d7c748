"""A server of our own and ingests in processes of their own, all of which may be killed.

Ingests are forked from a process that has read everything already: a start takes milliseconds, and a kill can come at any moment.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from tests import registry
from tests.prepared import copy_prepared
from tests.site.conftest import SOURCES, Place

CHUNK = 250
FORKER = f"""
import json, os, signal, sys
from pathlib import Path
from bonafides.site.setup import django_setup
django_setup()
from django.core.management import call_command
from bonafides.acts.act import Acting
from bonafides.packs.acts.install import install
from bonafides.packs.load import load_pack
from bonafides.packs.queries import pack_of_mapping
from bonafides.records.ingest import run
from bonafides.records.ingest.read import csv_file

csv_file.CHUNK_ROWS = {CHUNK}
signal.signal(signal.SIGCHLD, signal.SIG_IGN)

def work(order):
    if "migrate" in order:
        call_command("migrate", verbosity=0)
        install(Acting("x", "operator", "x", "x"), load_pack(Path(order["migrate"])))
        return {{}}
    pack, version = pack_of_mapping(order["mapping"])
    return run.ingest(Path(order["file"]), pack, version, pack.mappings[order["mapping"]]).as_json()

for line in sys.stdin:
    order = json.loads(line)
    pid = os.fork()
    if pid:
        print(pid, flush=True)
        continue
    try:
        told = work(order)
    except BaseException as error:
        told = {{"error": type(error).__name__, "told": str(error)}}
    Path(order["answer"] + ".new").write_text(json.dumps(told))
    os.replace(order["answer"] + ".new", order["answer"])
    os._exit(0)
"""


@dataclass
class Ingest:
    """An ingest in a process of its own."""

    pid: int
    answer: Path

    def running(self) -> bool:
        with suppress(ProcessLookupError):
            os.kill(self.pid, 0)
            return True
        return False

    def wait(self) -> dict[str, Any]:
        """What it said; nothing where it was killed."""
        deadline = time.monotonic() + 240  # a whole schema from nothing takes a minute where much else runs
        while self.running():
            assert time.monotonic() < deadline, "the ingest hangs"
            time.sleep(0.002)
        return json.loads(self.answer.read_text()) if self.answer.exists() else {}

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)


class Site:
    """A server of our own with the toy pack in force, and a process that forks ingests."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.place, self.orders, self.seconds = folder, Place(), 0, 0.0
        copy_prepared(self.place.layout)
        self.place.cluster.ensure()
        with self.connect("postgres") as session:
            session.execute("ALTER SYSTEM SET fsync = off")  # the machine stays up; what a commit promises stays on
            session.execute("SELECT pg_reload_conf()")
        pack = folder / "toy"
        for name, text in registry.TOY.items():
            (pack / name).parent.mkdir(parents=True, exist_ok=True)
            (pack / name).write_text(text, encoding="utf-8")
        environment = {
            "BONAFIDES_VAR": str(self.place.var),
            "PYTHONPATH": os.pathsep.join([str(SOURCES), *sys.path[1:]]),
        }
        environment |= {"DJANGO_SETTINGS_MODULE": "bonafides.site.settings", "DATABASE_URL": ""}
        self.forker = subprocess.Popen(
            [sys.executable, "-B", "-c", FORKER], env=os.environ | environment, text=True, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )  # fmt: skip
        assert self.order(migrate=str(pack)).wait() == {}
        with self.connect("postgres") as session:
            session.execute("CREATE DATABASE fresh TEMPLATE bonafides")

    def connect(self, database: str = "bonafides") -> psycopg.Connection[Any]:
        """A session; the server is started where it was killed."""
        return self.place.cluster.ensure(certain=True).open(database)

    def order(self, **order: str) -> Ingest:
        self.orders += 1
        answer = self.folder / f"answer{self.orders}"
        assert self.forker.stdin is not None
        assert self.forker.stdout is not None
        print(json.dumps(order | {"answer": str(answer)}), file=self.forker.stdin, flush=True)
        return Ingest(int(self.forker.stdout.readline()), answer)

    def ingest(self, file: Path, mapping: str = "a-fines") -> Ingest:
        return self.order(file=str(file), mapping=mapping)

    def fresh(self) -> None:
        """Begin anew: the pack in force, no records."""
        with self.connect("postgres") as session:
            session.execute("DROP DATABASE bonafides WITH (FORCE)")
            session.execute("CREATE DATABASE bonafides TEMPLATE fresh")

    def content(self) -> dict[str, list[str]]:
        with self.connect() as session:
            return registry.content(session)

    def whole_chunks(self) -> None:
        """Whatever was killed: the figures of each batch are those of the rows that are there."""
        with self.connect() as session:
            batches = session.execute(
                "SELECT id, next_row, added, unchanged, quarantined FROM records_batch"
            ).fetchall()
            for batch, next_row, added, unchanged, quarantined in batches:
                counted = "SELECT count(*), max(row_no) FROM records_record WHERE batch_id = %s"
                records, last = session.execute(counted, [batch]).fetchone() or (0, 0)
                folded = "SELECT coalesce(sum(repeats), 0), max(row_no) FROM records_quarantined WHERE batch_id = %s"
                faults, last_fault = session.execute(folded, [batch]).fetchone() or (0, 0)
                assert (records, faults) == (added, quarantined)
                assert next_row - 1 == added + unchanged + quarantined
                assert max(last or 0, last_fault or 0) < next_row

    def close(self) -> None:
        self.forker.kill()
        self.forker.wait()
        self.place.close()
