"""Reading a pack from its folder: those of this repository are in order, and what is not is told file by file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bonafides.packs.faults import PackRefusedError
from bonafides.packs.load import load_pack, pack_digest, parse_pack

Files = dict[str, bytes]
Faults = Callable[[Files], list[str]]
BY_ACT = {"duty-performance"}
"""Kinds that come in no file: an officer enters what the agency saw done (`records.enter`)."""
FOLDER = Path(__file__).resolve().parents[2] / "packs"


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.iterdir() if path.is_dir()))
def test_every_pack_of_this_repository_is_in_order(name: str) -> None:
    pack = load_pack(FOLDER / name)
    assert pack.name == name
    assert pack.catalogue
    assert {mapping.kind for mapping in pack.mappings.values()} | BY_ACT == set(pack.catalogue) | BY_ACT
    assert len(pack.digest) == 64


def test_there_are_packs() -> None:
    assert {"cn", "sf-food", "jp-labor", "chicago-food"} <= {path.name for path in FOLDER.iterdir()}


def test_a_pack_in_order_has_no_fault(mini: Files, faults_of_files: Faults) -> None:
    assert faults_of_files(mini) == []
    pack = parse_pack(mini, "mini")
    assert list(pack.instruments) == ["PP-45", "CR-107"]
    assert list(pack.agencies) == ["market", "tax"]


@pytest.mark.parametrize("name", ["pack.yaml", "instruments.yaml", "agencies.yaml"])
def test_a_file_that_is_not_there_is_told(mini: Files, faults_of_files: Faults, name: str) -> None:
    del mini[name]
    mend = "create it; docs/reference/pack.md says what is in it"
    assert faults_of_files(mini) == [f"{name}: expected this file, came no file; {mend}"]


def test_faults_of_every_file_are_told_at_once(mini: Files, faults_of_files: Faults) -> None:
    """But not what only follows from them: a kind that cannot be read is not also said to be unknown."""
    mini["catalogue/fine.yaml"] = b"kind: [fine"
    mini["agencies.yaml"] = b"market: Market"
    mini["instruments.yaml"] = b""
    assert [message.partition(", came ")[0] for message in faults_of_files(mini)] == [
        "agencies.yaml:1: expected a list",
        "catalogue/fine.yaml:1: expected a closing bracket",
        "instruments.yaml: expected entries `name: value`",
    ]


def test_the_name_of_a_file_is_the_name_of_the_thing_in_it(mini: Files, faults_of_files: Faults) -> None:
    mini["catalogue/fines.yaml"] = mini.pop("catalogue/fine.yaml")
    mini["mappings/fine.yaml"] = mini.pop("mappings/fines.yaml")
    mend = "rename the one or the other"
    assert faults_of_files(mini) == [
        f"catalogue/fines.yaml:1: kind: expected `fines`, the name of the file, came `fine`; {mend}",
        f"mappings/fine.yaml:1: mapping: expected `fine`, the name of the file, came `fines`; {mend}",
    ]


def test_a_list_where_entries_are_expected_is_told(mini: Files, faults_of_files: Faults) -> None:
    mini["pack.yaml"] = b"- pack: mini\n"
    assert faults_of_files(mini) == ["pack.yaml:1: expected entries `name: value`, came a list of entries `pack`"]


@pytest.mark.parametrize("name", ["instrument.yaml", "catalog/fine.yaml", "Mappings/x.yaml"])
def test_a_file_that_nothing_reads_is_told(mini: Files, faults_of_files: Faults, name: str) -> None:
    mini[name] = b"a: 1"
    (message,) = faults_of_files(mini)
    assert message == (
        f"{name}: expected one of agencies.yaml, decision-points.yaml, indicators.yaml, instruments.yaml, measure-list.yaml, "
        "names.yaml, pack.yaml, parameters.yaml, purposes.yaml, or a file in a folder of a pack (catalogue, mappings, standards, "
        "procedures, measures, pledges, inspection-items, calendar, notices, documents, repairs, forms, risk-models, signals), "
        "came a file that nothing reads; mend its name, or move it out of the pack"
    )


@pytest.mark.parametrize("name", ["catalogue/old/fine.yaml", "catalogue/fine.csv"])
def test_a_folder_of_things_holds_nothing_else(mini: Files, faults_of_files: Faults, name: str) -> None:
    mini[name] = b"a: 1"
    assert faults_of_files(mini) == [
        f"{name}: expected `catalogue/NAME.yaml`, one kind a file, came another file; rename or move it"
    ]


def test_a_folder_that_is_none_or_holds_something_too_large_is_told(tmp_path: Path, mini: Files) -> None:
    with pytest.raises(PackRefusedError, match="expected the folder of a pack, came no such folder; check the path"):
        load_pack(tmp_path / "nothing")
    for name, content in mini.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    (tmp_path / "README.md").write_text("Not read.")
    assert load_pack(tmp_path).name == "mini"
    with (tmp_path / "calendar.csv").open("wb") as file:
        file.truncate(10**11)  # sparse: nobody may read it whole before looking at its size
    (tmp_path / "catalogue/more.yml").write_bytes(b"")
    with pytest.raises(PackRefusedError) as caught:
        load_pack(tmp_path)
    assert [str(fault).partition("; ")[0] for fault in caught.value.faults] == [
        "calendar.csv: expected at most 1,000,000 bytes, came more",
        "catalogue/more.yml: expected a name that ends in `.yaml`, came `.yml`",
    ]


def test_the_digest_is_of_names_sizes_and_bytes_in_name_order() -> None:
    digest = pack_digest({"a": b"1", "b": b"2"})
    assert digest == pack_digest({"b": b"2", "a": b"1"})
    others = [
        {"a": b"2", "b": b"1"},
        {"a": b"1"},
        {"a": b"12", "b": b""},
        {"a": b"1", "c": b"2"},
        {"a": b"1b\x002\x00"},
    ]
    assert len({digest, *map(pack_digest, others)}) == 6
