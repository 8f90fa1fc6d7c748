"""The files of open data: what stands and no more, readable by its own metadata, gone when it ended."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from csvw import TableGroup
from django.conf import settings
from django.utils import timezone
from tests import registry
from tests.registry import row
from tests.sharing.conftest import Submit

from bonafides.sharing.feed import page as feed_page
from bonafides.sharing.feed.checkpoint import Checkpoint
from bonafides.sharing.opendata import publish as publishing
from bonafides.sharing.opendata.csvw import METADATA
from bonafides.sharing.opendata.dcat import catalogue
from bonafides.sharing.opendata.pages import businesses, changes, take_standing
from bonafides.sharing.opendata.publish import FTM, publish
from bonafides.sharing.opendata.snapshot import Snapshot, root, served
from bonafides.sharing.opendata.writer import sha256_of

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def _of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, today: Callable[[date], None]) -> None:
    """A folder of the test's own, a fixed day, no other transactions; codes that begin with P are of sole traders."""
    monkeypatch.setattr(settings, "VAR", tmp_path / "var")
    monkeypatch.setattr(feed_page, "settled", timezone.now)
    today(DAY)
    whole = '[{prefix: "", kind: enterprise}]}\n  - {scheme: uscc'
    registry.put_in_force(
        registry.toy("pack.yaml", whole, whole.replace("[{", '[{prefix: "P", kind: sole-trader}, {', 1))
    )


def folder() -> Path:
    found = served(DAY)
    assert found
    return found[1]


def rows(name: str) -> list[dict[str, str]]:
    with (folder() / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_what_stands_is_in_csv_and_parquet_alike(submit: Submit) -> None:
    submit(
        row("S1", "r1", name="Alpha", note="=1+1", secret="hush"), row("S1", "r2", value=7, note="+41"),
        row("S2", "r3", name="Beta"), row("P1", "r4", name="Wang Er"), row("S3", "r5"),
    )  # fmt: skip
    submit(
        row("S3", "r6", action="withdrawal", target="r5"), row("S1", "r7", action="correction", target="r2", value=8)
    )
    snapshot = publish()
    assert [one["code"] for one in rows("businesses.csv")] == ["S1", "S2"]
    fines = rows("toy.fine.csv")
    assert [(one["ref"], one["value"], one["note"], one["corrects"]) for one in fines] == [
        ("r1", "1", "'=1+1", ""), ("r3", "1", "", ""), ("r7", "8", "", "r2"),
    ]  # fmt: skip
    frame = pl.read_parquet(folder() / "toy.fine.parquet")
    assert frame["note"].to_list() == ["=1+1", None, None]
    assert frame.schema["event_date"] == pl.Date
    assert frame["value"].to_list() == [1, 1, 8]
    whole = b"".join(path.read_bytes() for path in folder().iterdir())
    for secret in (b"hush", b"Wang Er", b"P1", b"r5"):
        assert secret not in whole
    assert {one.name: one.rows for one in snapshot.files}["toy.fine.csv"] == 3


def test_the_metadata_is_csvw_and_the_files_are_of_it(submit: Submit) -> None:
    submit(row("S1", "r1", name="Alpha", note='a "quoted", long\nnote'), row("S2", "r2", note="@cmd"))
    publish()
    group = TableGroup.from_file(folder() / METADATA)
    group.check_referential_integrity()
    read = {table.local_name: list(table.iterdicts(strict=True)) for table in group.tables}
    assert [one["code"] for one in read["businesses.csv"]] == ["S1", "S2"]
    [first, second] = read["toy.fine.csv"]
    assert (first["event_date"].date(), first["value"], first["disputed"]) == (date(2024, 1, 1), 1, False)
    assert first["note"].splitlines() == ['a "quoted", long', "note"]
    assert second["note"] == "'@cmd"


def test_what_ended_is_in_no_file_that_is_left(submit: Submit) -> None:
    submit(row("S1", "r1", name="Alpha"), row("S2", "r2"))
    publish()
    old = folder()
    submit(row("S1", "r3", action="annulment", target="r1"))
    publish()
    assert not old.exists()
    assert [one["ref"] for one in rows("toy.fine.csv")] == ["r2"]
    assert [one["code"] for one in rows("businesses.csv")] == ["S2"]
    assert [path.name for path in root().iterdir() if path.is_dir()] == [folder().name]


def test_files_of_another_day_are_not_served(submit: Submit, today: Callable[[date], None]) -> None:
    submit(row("S1", "r1"))
    publish()
    assert served(DAY)
    assert served(DAY + timedelta(days=1)) is None


def test_what_expires_by_its_date_is_gone_that_day(submit: Submit, today: Callable[[date], None]) -> None:
    kind = registry.toy("catalogue/fine.yaml", "public: true, in_force", "public: true, months: 12, in_force")
    registry.put_in_force(kind)
    submit(row("S1", "r1", date="2025-06-02"), row("S1", "r2", date="2026-01-01"))
    assert publish() and [one["ref"] for one in rows("toy.fine.csv")] == ["r1", "r2"]  # noqa: PT018
    assert rows("toy.fine.csv")[0]["public_until"] == "2026-06-02"
    today(DAY + timedelta(days=1))
    publish()
    found = served(DAY + timedelta(days=1))
    assert found
    assert "r1" not in (found[1] / "toy.fine.csv").read_text("utf-8")


def test_a_failure_leaves_what_is_served(submit: Submit, monkeypatch: pytest.MonkeyPatch) -> None:
    submit(row("S1", "r1"))
    publish()
    before = folder()

    def fail(*_: Any) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(publishing, "metadata", fail)
    with pytest.raises(OSError, match="disk full"):
        publish()
    assert folder() == before
    assert [path for path in root().iterdir() if path.is_dir()] == [before]


def test_pages_do_not_matter(submit: Submit) -> None:
    submit(
        *(row(f"{'P' if number % 3 == 0 else 'S'}{number}", f"r{number}", name=f"N{number}") for number in range(10))
    )
    for size in (1, 3, 100):
        kept: list[str] = []
        take_standing(DAY, lambda lines, kept=kept: kept.extend(one["ref"] for one in lines), size)  # type: ignore[misc]
        assert kept == ["r1", "r2", "r4", "r5", "r7", "r8"]
        assert [one["code"] for page in businesses(DAY, size) for one in page] == ["S1", "S2", "S4", "S5", "S7", "S8"]


def test_a_copy_with_the_changes_is_the_next_snapshot(submit: Submit) -> None:
    submit(row("S1", "r1"), row("S2", "r2"), row("P1", "r3"))
    snapshot = publish()
    copy = {one["ref"]: one["value"] for one in rows("toy.fine.csv")}
    submit(row("S1", "r4", action="withdrawal", target="r1"), row("S2", "r5", action="correction", target="r2", value=9),
           row("S3", "r6", value=3), row("P1", "r7", action="annulment", target="r3"))  # fmt: skip
    after, more = Checkpoint.read(snapshot.checkpoint), True
    while more:
        lines, after, more = changes(DAY, after, 1)
        for one in lines:
            assert one["code"] != "P1"
            copy.pop(one["ref"], None)
            if one["change"] == "record":
                copy[one["ref"]] = str(one["facts"]["value"])
    publish()
    assert copy == {one["ref"]: one["value"] for one in rows("toy.fine.csv")}


def test_the_catalogue_tells_each_file_truly(submit: Submit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "OPEN_DATA_LICENCE", "https://example.org/licence")
    submit(row("S1", "r1", name="Alpha"))
    snapshot: Snapshot = publish()
    told = catalogue(snapshot, "https://register.example/data/files/")
    distributions = {
        one["@id"].rsplit("/", 1)[1]: one for data in told["dcat:dataset"] for one in data["dcat:distribution"]
    }
    on_disk = {path.name for path in folder().iterdir()} - {"index.json"}
    assert set(distributions) == on_disk
    for name, one in distributions.items():
        path = folder() / name
        assert int(one["dcat:byteSize"]["@value"]) == path.stat().st_size
        assert one["spdx:checksum"]["spdx:checksumValue"]["@value"] == sha256_of(path)
        assert one["dct:license"] == {"@id": "https://example.org/licence"}
    [line] = (folder() / FTM).read_text("utf-8").splitlines()
    entity = json.loads(line)
    assert (entity["schema"], entity["properties"]["name"]) == ("Company", ["Alpha"])


def test_a_code_of_china_is_named_as_followthemoney_names_it(submit: Submit) -> None:
    submit(row("91990000MA0TEXT124", "r1", name="Alpha"), mapping="a-codes")
    publish()
    entity = json.loads((folder() / FTM).read_text("utf-8"))
    assert entity["properties"]["uscCode"] == ["91990000MA0TEXT124"]
    assert entity["properties"]["jurisdiction"] == ["cn"]
