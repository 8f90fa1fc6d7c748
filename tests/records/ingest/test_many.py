"""Many files side by side come to what one after another comes to; and which of them wait for which."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests import registry
from tests.site.conftest import SOURCES, Place

from bonafides.records.ingest.many import Submitted, stages
from bonafides.sample.generate import generate

PACK = registry.repository_pack("cn")
FORKED = """
import json, sys
from pathlib import Path
from bonafides.cli.database import ready
ready()
from bonafides.acts.act import Acting
from bonafides.cli.ingest_list import read_list
from bonafides.packs.acts.install import install
from bonafides.packs.load import load_pack
from bonafides.records.ingest.many import ingest_many
from bonafides.records.ingest.run import ingest
install(Acting("x", "operator", "x", "x"), load_pack(Path(sys.argv[2])))
files = read_list(Path(sys.argv[1]))
if sys.argv[3] == "beside":
    done = list(ingest_many(files))
else:
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


def test_what_gives_legacy_codes_goes_in_alone() -> None:
    files = submitted(
        "tax-arrears", "mr-enterprise-registrations", "mr-sole-trader-registrations", "mr-penalties", "tax-arrears"
    )
    sizes = [[len(lane) for lane in lanes] for lanes in stages(files)]
    assert sizes == [[1], [1], [1], [1, 1]]
    assert [one for lanes in stages(files) for lane in lanes for one in lane] == files


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county")
    manifest = generate(300, 5, folder)
    lines = [f"{one['file']},{one['mapping']}\n" for one in manifest["files"]]
    (folder / "files.csv").write_text("file,mapping\n" + "".join(lines), encoding="utf-8")
    return folder


def taken_in(county: Path, how: str) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """What was told of each file, and what the register then held."""
    place = Place()
    try:
        place.cluster.ensure()
        environment = os.environ | {
            "BONAFIDES_VAR": str(place.var), "PYTHONPATH": os.pathsep.join([str(SOURCES), *sys.path[1:]]), "DATABASE_URL": "",
        }  # fmt: skip
        arguments = [str(county / "files.csv"), str(registry.PACKS / "cn"), how]
        done = subprocess.run(
            [sys.executable, "-B", "-c", FORKED, *arguments], env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        with place.cluster.ensure().open("bonafides") as session:
            return json.loads(done.stdout.splitlines()[-1]), registry.content(session)
    finally:
        place.close()


def test_a_county_side_by_side_is_the_county_one_after_another(county: Path) -> None:
    told, content = taken_in(county, "beside")
    expected, register = taken_in(county, "in turn")
    left_out = ("batch", "seconds")
    for file, summary in expected.items():
        kept = {name: value for name, value in summary.items() if name not in left_out}
        assert {name: value for name, value in told[file].items() if name not in left_out} == kept, file
    assert content == register
    assert sum(len(rows) for rows in content.values()) > 2_000
