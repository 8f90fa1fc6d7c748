"""What is planted for signals: the same arguments give the same bytes, nobody is chosen twice, each row is listed."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from bonafides.packs.load import load_pack
from bonafides.sample.causes import generate_causes
from bonafides.sample.causes.planted import CAUSES

REPOSITORY = Path(__file__).resolve().parents[3]
DAY = date(2026, 11, 30)


def _listed(folder: Path) -> list[dict[str, str]]:
    with (folder / "faults.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lately")
    generate_causes(3_000, 11, folder, DAY)
    return folder


def test_the_same_arguments_give_the_same_bytes(planted: Path, tmp_path: Path) -> None:
    generate_causes(3_000, 11, tmp_path, DAY)
    assert _digests(tmp_path) == _digests(planted)


def test_every_signal_of_the_pack_has_its_causes_and_no_business_two(planted: Path) -> None:
    assert {one.card for one in CAUSES} == set(load_pack(REPOSITORY / "packs" / "cn").signals)
    who = {(one["kind"], one["cell"]) for one in _listed(planted)}
    assert Counter(card for card, _ in who) == {one.card: one.many for one in CAUSES}
    assert len({code for _, code in who}) == len(who)


def test_every_row_is_listed_where_it_stands(planted: Path) -> None:
    files = {
        path.relative_to(planted).as_posix(): pl.read_csv(path, infer_schema=False) for path in planted.glob("*/*")
    }
    listed = _listed(planted)
    assert len(listed) == sum(rows.height for rows in files.values())
    for one in listed:
        assert files[one["file"]][one["column"]][int(one["row"]) - 1] == one["cell"]
        assert one["outcome"] == "signal"


def test_another_day_moves_what_happened_and_nothing_else(planted: Path, tmp_path: Path) -> None:
    generate_causes(3_000, 11, tmp_path, DAY + timedelta(days=7))
    complaints = "market-regulation/12-mr-complaints-lately.csv"
    before, after = (pl.read_csv(folder / complaints, infer_schema=False) for folder in (planted, tmp_path))
    assert before["统一社会信用代码"].equals(after["统一社会信用代码"])
    moved = after["登记日期"].str.to_date() - before["登记日期"].str.to_date()
    assert set(moved.dt.total_days()) == {7}
    assert (DAY - before["登记日期"].str.to_date().min()).days < 30  # type: ignore[operator]  # polars: a date


def test_a_county_too_small_has_those_for_whom_there_is_room(tmp_path: Path) -> None:
    manifest = generate_causes(1, 1, tmp_path, DAY)
    assert manifest["files"] == [] or all(one["rows"] for one in manifest["files"])
