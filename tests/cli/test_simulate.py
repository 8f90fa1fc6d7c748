"""`bonafides simulate`: a candidate beside the law in force, told, written down, and for programs."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.cli.conftest import Run
from tests.registry import put_in_force, row, take_in, write_csv
from tests.tiers.simulate.test_simulate import CANDIDATE, CURRENT

pytestmark = pytest.mark.django_db
DAY = ("--as-of", "2026-06-20")


@pytest.fixture
def candidate(tmp_path: Path) -> str:
    """The folder of the candidate, over a register of 60 shops of which a half were fined 50."""
    put_in_force(CURRENT)
    rows = [row(f"S{n}", f"r{n}", date="2026-06-10", value=50 if n % 2 else 5) for n in range(1, 61)]
    take_in(write_csv(tmp_path / "a.csv", rows), "a-fines")
    for name, content in CANDIDATE.files.items():
        path = tmp_path / "next" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return str(tmp_path / "next")


def test_it_tells_who_moves_where(run: Run, candidate: str) -> None:
    said = run("simulate", "--pack", candidate, *DAY)
    lines = said.out.splitlines()
    assert lines[0] == "Of 60 businesses, 30 (50.0%) would have another result."
    assert lines[1] == "30 would be classed with more risk, 0 with less."
    table = [line.split() for line in lines]
    assert ["Tier", "C", "0", "0", "30", "30", "60"] in table
    assert ["at", "least", "50", "30", "30", "(100.0%)", "more", "0", "(0.0%)"] in table


def test_a_report_that_stands_by_itself(run: Run, candidate: str, tmp_path: Path) -> None:
    folder = tmp_path / "report"
    told = run("simulate", "--pack", candidate, "--against", "toy", *DAY, "--out", str(folder), "--json").json
    assert (told["businesses"], told["changed"], told["to_more_risk"]) == (60, 30, 30)
    assert told["moves"] == [{"from": "C", "to": "C", "count": 30}, {"from": "C", "to": "D", "count": 30}]
    assert sorted(path.name for path in folder.iterdir()) == [
        "changed.parquet", "chart.svg", "report.html", "simulation.json",
    ]  # fmt: skip
    assert json.loads((folder / "simulation.json").read_text()) == told
    picture = ElementTree.fromstring((folder / "chart.svg").read_text())  # noqa: S314  # our own
    assert "Tier C to Tier D: 30" in "".join(picture.itertext())
    page = (folder / "report.html").read_text()
    for words in (
        "Of 60 businesses, 30 (50.0%) would have another result.", "Tiers are internal: this page is not for publication.",
        "c: more than 90 → D", "c: more than 40 → D", "<td>2</td><td>1</td>", "<svg",
    ):  # fmt: skip
        assert words in page
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")


def test_in_chinese(run: Run, candidate: str, tmp_path: Path) -> None:
    out = run("simulate", "--pack", candidate, *DAY, "--language", "zh", "--out", str(tmp_path / "r")).out
    assert out.startswith("在60户经营主体中，30户（50.0%）的结果会改变。\n其中30户的风险等级会调高，0户会调低。\n")
    assert 'lang="zh-Hans"' in (tmp_path / "r" / "report.html").read_text()


def test_what_it_refuses(run: Run, candidate: str) -> None:
    assert "pack `cn` is not in force here" in run("simulate", "--pack", "cn", *DAY, status=1).err
    assert "no such folder" in run("simulate", "--pack", "./nowhere", *DAY, status=1).err
    assert "no decision `rank`" in run("simulate", "--pack", candidate, *DAY, "--decision", "rank", status=1).err
