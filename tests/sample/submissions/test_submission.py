"""The files fit the mappings of the pack `cn`: every mapped column is there, and every cell of a code list is known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from bonafides.packs.load import load_pack
from bonafides.packs.pack import Pack
from bonafides.sample.submissions import SUBMISSIONS

REPOSITORY = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(REPOSITORY / "packs" / "cn")


def test_there_is_a_file_for_every_mapping_of_the_pack(pack: Pack) -> None:
    of_the_pack = {name: one.agency for name, one in pack.mappings.items()}
    assert {one.mapping: one.agency for one in SUBMISSIONS} == of_the_pack


def test_every_column_is_mapped_or_known_and_left(parquet_county: Any, pack: Pack) -> None:
    for file in parquet_county.manifest["files"]:
        mapping = pack.mappings[file["mapping"]]
        assert set(parquet_county.read(file["file"]).columns) == {*mapping.columns, *mapping.ignore}


def test_every_cell_of_a_code_list_is_in_it_but_the_planted_ones(parquet_county: Any, pack: Pack) -> None:
    for file in parquet_county.manifest["files"]:
        rows = parquet_county.read(file["file"])
        spoilt = [
            int(one["row"])
            for one in parquet_county.faults
            if one["file"] == file["file"] and one["outcome"] == "quarantined"
        ]
        clean = rows.with_row_index("row", offset=1).filter(~pl.col("row").is_in(spoilt))
        for cell in pack.mappings[file["mapping"]].cells.values():
            if cell.codes and cell.column:
                given = clean[cell.column].drop_nulls()
                parts = given.str.split("、").explode() if cell.parse == "list" else given
                assert set(parts) <= set(cell.codes), (file["file"], cell.column)


def test_references_are_unique_within_an_agency(parquet_county: Any) -> None:
    seen: dict[str, set[str]] = {}
    by_mapping = {one.mapping: one for one in SUBMISSIONS}
    for file in parquet_county.manifest["files"]:
        if "-amendments" in file["file"]:
            continue
        refs = set(parquet_county.read(file["file"])[by_mapping[file["mapping"]].ref])
        assert not refs & seen.setdefault(file["agency"], set())
        seen[file["agency"]] |= refs
