"""A generated county taken in whole: what the manifest promises is what comes out, row for row, and twice is once."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests import registry

from bonafides.entities.models import Entity
from bonafides.records.models import Quarantined, Record
from bonafides.sample.generate import generate

pytestmark = pytest.mark.django_db
ENTITIES, SEED = 600, 11
NOTES = ("full-width to half-width", "upper-cased", "blanks removed", "linked by legacy code", "inner-check")


@dataclass
class Taken:
    """A county and the summary of each of its files, by the file's place in the manifest."""

    folder: Path
    manifest: dict[str, Any]
    summaries: list[Any]

    @property
    def files(self) -> list[tuple[dict[str, Any], Any]]:
        return list(zip(self.manifest["files"], self.summaries, strict=True))

    def planted(self, outcome: str) -> list[dict[str, str]]:
        with (self.folder / "faults.csv").open(encoding="utf-8", newline="") as file:
            return [fault for fault in csv.DictReader(file) if fault["outcome"] == outcome]


def take_in(folder: Path, manifest: dict[str, Any]) -> list[Any]:
    return [registry.take_in(folder / one["file"], one["mapping"]) for one in manifest["files"]]


@pytest.fixture(scope="module")
def county(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Taken]:
    """The county in the agencies' own formats, taken in once for the tests of this module."""
    folder = tmp_path_factory.mktemp("county")
    manifest = generate(ENTITIES, SEED, folder)
    with registry.rolled_back(django_db_blocker):
        registry.put_in_force(registry.repository_pack("cn"))
        yield Taken(folder, manifest, take_in(folder, manifest))


def test_every_file_has_the_figures_of_the_manifest(county: Taken) -> None:
    seen: set[str] = set()
    for file, summary in county.files:
        expected = file["expected"]
        assert summary.already == (file["sha256"] in seen), "so few rows that what is sent again is the same file"
        seen.add(file["sha256"])
        if summary.already:
            assert (file["rows"], expected["unchanged"]) == (summary.rows, summary.rows)
            continue
        found = (summary.rows, summary.added, summary.unchanged, summary.quarantined, summary.reasons)
        wanted = (file["rows"], *(expected[word] for word in ("added", "unchanged", "quarantined", "reasons")))
        assert found == wanted, file["file"]


def test_the_register_has_the_figures_of_the_manifest(county: Taken) -> None:
    expected = county.manifest["expected"]
    assert Entity.objects.count() == expected["entities"] == ENTITIES
    assert Record.objects.count() == expected["records"] > 5 * ENTITIES
    assert sum(one.repeats for one in Quarantined.objects.all()) == expected["quarantined"] > 0


def test_every_planted_fault_is_found_where_it_is(county: Taken) -> None:
    """With its reason, in its row, and in its column where the fault is of one; and nothing else is held to be one."""
    batches = {summary.batch: file["file"] for file, summary in county.files}
    found = {(batches[one.batch_id], one.row_no): one for one in Quarantined.objects.all()}
    planted = {(fault["file"], int(fault["row"])): fault for fault in county.planted("quarantined")}
    assert {place: one.reason for place, one in found.items()} == {
        place: fault["reason"] for place, fault in planted.items()
    }
    of_cells = {
        "code-invalid",
        "missing",
        "natural-person",
        "future-date",
        "unreadable",
        "not-in-code-list",
        "subject-refused",
    }
    for place, fault in planted.items():
        if fault["reason"] in of_cells:
            assert found[place].column == fault["column"], fault
        assert dict(found[place].cells)[fault["column"]] is not None or not fault["cell"]
    assert len({fault["kind"] for fault in planted.values()}) >= 15


def test_what_is_put_right_is_told(county: Taken) -> None:
    planted = Counter(fault["reason"] for word in ("normalised", "warning") for fault in county.planted(word))
    told: Counter[str] = Counter()
    for summary in county.summaries:
        told.update({word: count for word, count in summary.warnings.items() if word in NOTES})
    assert told == planted
    assert set(told) == set(NOTES)


def test_twice_is_once(county: Taken) -> None:
    before = registry.digest()
    assert all(summary.already for summary in take_in(county.folder, county.manifest))
    assert registry.digest() == before


def test_the_same_rows_in_other_files_change_nothing(county: Taken, tmp_path: Path) -> None:
    """In Parquet, as an agency may send them again: known already, and faulty where they were."""
    before = registry.own_content()
    manifest = generate(ENTITIES, SEED, tmp_path, form="parquet")
    for (file, first), again in zip(county.files, take_in(tmp_path, manifest), strict=True):
        if file["file"].endswith(".parquet"):
            assert again.already, "the courts send Parquet anyway: it is the same file"
        elif not again.already:
            assert (again.added, again.unchanged) == (0, first.added + first.unchanged), file["file"]
            assert again.reasons == first.reasons, file["file"]
    after = registry.own_content()
    for table in ("records", "entities", "names", "aliases"):
        assert after[table] == before[table], table
