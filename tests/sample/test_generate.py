from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from bonafides.sample.generate import generate

AGENCIES = {"market-regulation", "tax", "customs", "environment", "human-resources", "courts"}


def _digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.parametrize("form", ["agency", "parquet"])
def test_the_same_arguments_give_the_same_bytes(tmp_path: Path, form: Any) -> None:
    generate(700, 3, tmp_path / "a", form=form)
    generate(700, 3, tmp_path / "b", form=form)
    assert _digests(tmp_path / "a") == _digests(tmp_path / "b")


def test_another_seed_gives_another_county(tmp_path: Path) -> None:
    generate(300, 3, tmp_path / "a")
    generate(300, 4, tmp_path / "b")
    first, second = _digests(tmp_path / "a"), _digests(tmp_path / "b")
    assert not set(first.values()) & set(second.values())


def test_the_manifest_tells_what_is_there(county: Any) -> None:
    manifest = county.manifest
    assert {file["agency"] for file in manifest["files"]} == AGENCIES
    assert [file["order"] for file in manifest["files"]] == sorted(file["order"] for file in manifest["files"])
    assert set(_digests(county.folder)) == {
        "manifest.json",
        "faults.csv",
        *(file["file"] for file in manifest["files"]),
        *(roster["file"] for roster in manifest["rosters"]),
    }
    for roster in manifest["rosters"]:
        assert hashlib.sha256((county.folder / roster["file"]).read_bytes()).hexdigest() == roster["sha256"]
    for file in manifest["files"]:
        rows = county.read(file["file"])
        assert rows.height == file["rows"]
        assert hashlib.sha256((county.folder / file["file"]).read_bytes()).hexdigest() == file["sha256"]
        assert Counter(rows["操作"]) == Counter(file["actions"])
        expected = file["expected"]
        assert expected["added"] + expected["unchanged"] + expected["quarantined"] == file["rows"]
        assert sum(expected["reasons"].values()) == expected["quarantined"]


def test_the_totals_are_the_sums_of_the_files(county: Any) -> None:
    expected, files = county.manifest["expected"], county.manifest["files"]
    assert expected["rows"] == sum(file["rows"] for file in files)
    assert expected["records"] + expected["unchanged"] + expected["quarantined"] == expected["rows"]
    outcomes = Counter(fault["outcome"] for fault in county.faults)
    assert expected["quarantined"] == outcomes["quarantined"]
    assert expected["normalised"] == outcomes["normalised"]


def test_every_entity_is_registered_once_without_a_fault(county: Any) -> None:
    kept: list[str] = []
    for file in county.manifest["files"][:2]:
        faulty = {int(fault["row"]) for fault in county.faults if fault["file"] == file["file"]} - {
            int(fault["row"])
            for fault in county.faults
            if fault["outcome"] == "warning" and fault["file"] == file["file"]
        }
        rows = county.read(file["file"]).with_row_index("row", offset=1)
        founded = rows.filter(
            (pl.col("业务类型") == "设立") & (pl.col("操作") == "新增") & ~pl.col("row").is_in(faulty)
        )
        kept += founded["统一社会信用代码"].to_list()
    assert len(kept) == len(set(kept)) == county.manifest["expected"]["entities"]


def test_both_formats_hold_the_same_cells(county: Any, parquet_county: Any) -> None:
    for own, typed in zip(county.manifest["files"], parquet_county.manifest["files"], strict=True):
        assert own["expected"] == typed["expected"]
        first, second = county.read(own["file"]), parquet_county.read(typed["file"])
        assert first.columns == second.columns
        assert first.equals(second), own["file"]


def test_about_six_records_an_entity_and_few_are_amended(county: Any) -> None:
    expected = county.manifest["expected"]
    assert 5.5 < expected["records"] / expected["entities"] < 7.5
    actions: Counter[str] = Counter()
    for file in county.manifest["files"]:
        actions.update(file["actions"])
    amended = sum(count for action, count in actions.items() if action != "新增")
    assert 0.004 < amended / expected["rows"] < 0.015


@pytest.mark.parametrize(
    ("entities", "as_of"), [(0, date(2026, 6, 30)), (60_000_000, date(2026, 6, 30)), (10, date(1999, 1, 1))]
)
def test_what_the_codes_and_calendars_do_not_reach_is_refused(tmp_path: Path, entities: int, as_of: date) -> None:
    with pytest.raises(ValueError, match="expected"):
        generate(entities, 1, tmp_path, as_of=as_of)


def test_one_entity_is_a_county_too(tmp_path: Path) -> None:
    manifest = generate(1, 1, tmp_path)
    assert manifest["expected"]["entities"] == 1
    assert manifest["expected"]["records"] >= 1
