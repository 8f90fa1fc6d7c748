"""Many files side by side come to what one after another comes to; and which of them wait for which."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests import registry
from tests.site.conftest import SOURCES, Place

from bonafides.records.ingest.many import stages
from bonafides.records.ingest.submitted import Submitted
from bonafides.sample.generate import generate

PACK = registry.repository_pack("cn")
IN_FORCE = """
import sys
from pathlib import Path
from bonafides.cli.database import ready
ready()
from bonafides.acts.act import Acting
from bonafides.packs.acts.install import install
from bonafides.packs.load import load_pack
install(Acting("x", "operator", "x", "x"), load_pack(Path(sys.argv[1])))
"""
TAKEN_IN = """
import json, sys
from pathlib import Path
from bonafides.site.setup import django_setup
django_setup()
from bonafides.cli.ingest_list import read_list
from bonafides.records.ingest.many import ingest_many
from bonafides.records.ingest.run import ingest
from django.db import transaction
from bonafides.records.ingest.read import csv_file
csv_file.CHUNK_ROWS = 100  # so that chunks of a file, too, go in beside each other
files = read_list(Path(sys.argv[1]))
if sys.argv[2] == "beside":
    done = list(ingest_many(files))
else:
    with transaction.atomic():  # in which everything waits for its turn
        done = [ingest(one.path, one.pack, one.version, one.mapping) for one in files]
print(json.dumps({one.file: one.as_json() for one in done}))
"""


def submitted(*mappings: str) -> list[Submitted]:
    return [Submitted(Path(f"{place}-{name}"), PACK, None, PACK.mappings[name]) for place, name in enumerate(mappings)]  # type: ignore[arg-type]


def test_an_agencys_files_keep_their_order_and_agencies_go_side_by_side() -> None:
    [lanes] = stages(submitted("mr-penalties", "tax-arrears", "mr-honours", "tax-penalties"))
    assert [[str(one.path) for one in lane] for lane in lanes] == [
        ["0-mr-penalties", "2-mr-honours"], ["1-tax-arrears", "3-tax-penalties"],
    ]  # fmt: skip


def test_what_gives_legacy_codes_goes_in_with_no_other_agencys() -> None:
    files = submitted(
        "tax-arrears", "mr-enterprise-registrations", "mr-sole-trader-registrations", "mr-penalties", "tax-arrears"
    )
    sizes = [[len(lane) for lane in lanes] for lanes in stages(files)]
    assert sizes == [[1], [2], [1, 1]]
    assert [one for lanes in stages(files) for lane in lanes for one in lane] == files


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county")
    manifest = generate(300, 5, folder)
    lines = [f"{one['file']},{one['mapping']}\n" for one in manifest["files"]]
    (folder / "files.csv").write_text("file,mapping\n" + "".join(lines), encoding="utf-8")
    return folder


class Server:
    """One server, with a database for each way, copied from one in which the pack is in force."""

    def __init__(self, place: Place) -> None:
        self.server = place.cluster.ensure()
        with self.server.open("postgres") as session:
            session.execute("ALTER SYSTEM SET fsync = off")
            session.execute("SELECT pg_reload_conf()")
        self.var = {"BONAFIDES_VAR": str(place.var), "PYTHONPATH": os.pathsep.join([str(SOURCES), *sys.path[1:]])}
        self.run(IN_FORCE, str(registry.PACKS / "cn"), database="")()

    def run(self, code: str, *arguments: str, database: str) -> Callable[[], str]:
        """Begun at once; what is given back waits for its last line."""
        uri = replace(self.server, dbname=database).uri() if database else ""
        process = subprocess.Popen(
            [sys.executable, "-B", "-c", code, *arguments], env=os.environ | self.var | {"DATABASE_URL": uri}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

        def last_line() -> str:
            told, wrong = process.communicate()
            assert process.returncode == 0, wrong
            return (told.splitlines() or [""])[-1]

        return last_line

    def takes_in(self, county: Path, way: str) -> Callable[[], tuple[dict[str, Any], dict[str, list[str]]]]:
        """What is told of each file, and what the register then holds."""
        with self.server.open("postgres") as session:
            session.execute(f"CREATE DATABASE {way} TEMPLATE bonafides")
        last_line = self.run(TAKEN_IN, str(county / "files.csv"), way, database=way)

        def done() -> tuple[dict[str, Any], dict[str, list[str]]]:
            told = json.loads(last_line())
            with self.server.open(way) as session:
                return told, registry.content(session)

        return done


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    place = Place()
    try:
        yield Server(place)
    finally:
        place.close()


def test_a_county_side_by_side_is_the_county_one_after_another(server: Server, county: Path) -> None:
    both = server.takes_in(county, "beside"), server.takes_in(county, "turn")
    (told, content), (expected, register) = (done() for done in both)
    left_out = ("batch", "seconds")
    for file, summary in expected.items():
        kept = {name: value for name, value in summary.items() if name not in left_out}
        assert {name: value for name, value in told[file].items() if name not in left_out} == kept, file
    assert content == register
    assert sum(len(rows) for rows in content.values()) > 2_000
