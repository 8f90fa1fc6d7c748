"""Real files taken in from end to end, through mappings alone: reconciled to the file, each row that stayed out explained."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests import registry

from bonafides.entities.models import Entity
from bonafides.records.models import Batch, Quarantined, Record
from bonafides.sharing.unified_record import unified_record

pytestmark = pytest.mark.django_db
Shared = Callable[..., Path]


def take_in(path: Path, mapping: str) -> Any:
    """A file in; its figures must add up, in the summary as in the register."""
    summary = registry.take_in(path, mapping)
    assert summary.rows == pl.scan_parquet(path).select(pl.len()).collect().item()
    assert summary.rows == summary.added + summary.unchanged + summary.quarantined
    assert sum(summary.reasons.values()) == summary.quarantined
    if not summary.unchanged:
        assert Record.objects.filter(batch=summary.batch).count() == summary.added
    assert sum(one.repeats for one in Quarantined.objects.filter(batch=summary.batch)) == summary.quarantined
    return summary


def twice(tmp_path: Path, path: Path, mapping: str) -> None:
    """The same file, and the same rows in a file that was written anew, leave the register as it was."""
    before = registry.digest()
    assert registry.take_in(path, mapping).already
    assert registry.digest() == before
    first = Batch.objects.get(file_name=path.name, mapping=mapping)
    content = registry.own_content()
    again = tmp_path / f"again-{path.name}"
    pl.read_parquet(path).write_parquet(again, compression="lz4")
    summary = take_in(again, mapping)
    assert (summary.added, summary.quarantined, summary.unchanged) == (0, first.quarantined, first.added)
    after = registry.own_content()
    assert all(after[table] == content[table] for table in ("records", "entities", "names", "aliases"))


def test_san_francisco(tmp_path: Path, shared: Shared) -> None:
    inspections, findings = shared("data", "sf_inspections.parquet"), shared("data", "sf_violations.parquet")
    registry.put_in_force(registry.repository_pack("sf-food"))
    first = take_in(inspections, "sf-inspections")
    assert (first.rows, first.added, first.quarantined) == (25_863, 25_673, 190)
    assert first.reasons == {"future-date": 2, "duplicate-row": 187, "ref-taken": 1}
    assert Entity.objects.count() == 6_109
    second = take_in(findings, "sf-findings")
    assert (second.rows, second.added, second.quarantined) == (37_965, 37_924, 41)
    assert second.reasons == {"duplicate-row": 41}
    assert Entity.objects.count() == 6_109, "a finding is of a business that was inspected"
    _each_is_explained(inspections, findings)
    twice(tmp_path, inspections, "sf-inspections")
    twice(tmp_path, findings, "sf-findings")


def _each_is_explained(inspections: Path, findings: Path) -> None:
    """What the file says, looked up in another way, bears the reason out: for every single row in quarantine."""
    tables = {path.name: pl.read_parquet(path) for path in (inspections, findings)}
    keys = {
        inspections.name: ["business_id", "date", "inspection_type"],
        findings.name: ["business_id", "date", "violation_type_id"],
    }
    for one in Quarantined.objects.select_related("batch"):
        table, key = tables[one.batch.file_name], keys[one.batch.file_name]
        row = table.row(one.row_no - 1, named=True)
        same_key = table.with_row_index("at", 1).filter(
            pl.all_horizontal(pl.col(name).eq_missing(row[name]) for name in key)
        )
        earlier = same_key.filter(pl.col("at") < one.row_no)
        match one.reason:
            case "future-date":
                assert str(row["date"])[:10] > "2017-11-07"
            case "duplicate-row":
                assert not earlier.is_empty()
                assert earlier.drop("at").rows()[0] == tuple(row.values())
                assert f"the same as row {earlier['at'][0]} of this file" in one.details
            case "ref-taken":
                assert not earlier.is_empty()
                assert earlier.drop("at").rows()[0] != tuple(row.values())
            case other:
                raise AssertionError(f"row {one.row_no}: {other} is not explained")


def test_japan(tmp_path: Path, shared: Shared) -> None:
    path = shared("data", "jp_labor_violations.parquet")
    registry.put_in_force(registry.repository_pack("jp-labor"))
    summary = take_in(path, "jp-labor-violations")
    assert (summary.rows, summary.added, summary.quarantined) == (1_626, 1_626, 0)
    source = pl.read_parquet(path)
    assert Record.objects.filter(valid_to=None).count() == source["still_listed_at_last_snapshot"].sum() == 355
    assert 1_500 < Entity.objects.count() <= 1_626
    for row, day in (
        (697, date(2018, 11, 30)),
        (1297, date(2017, 11, 30)),
    ):  # published on the day of their only snapshot
        record = Record.objects.get(row_no=row)
        assert (record.valid_from, record.valid_to) == (day, day + timedelta(days=1))
    twice(tmp_path, path, "jp-labor-violations")


def test_chicago(tmp_path: Path, shared: Shared) -> None:
    inspections, findings = (shared("data", f"chicago_{what}.parquet") for what in ("inspections", "violations"))
    registry.put_in_force(registry.repository_pack("chicago-food"))
    assert take_in(inspections, "chicago-inspections").added == 20_619
    assert Entity.objects.count() == 11_190
    assert take_in(findings, "chicago-findings").added == 85_310
    assert Entity.objects.count() == 11_190
    assert not Quarantined.objects.exists()
    twice(tmp_path, inspections, "chicago-inspections")


def test_one_business_of_san_francisco_is_what_its_rows_say(shared: Shared) -> None:
    """The unified record of the business with most inspections, against the file."""
    path = shared("data", "sf_inspections.parquet")
    registry.put_in_force(registry.repository_pack("sf-food"))
    registry.take_in(path, "sf-inspections")
    rows = pl.read_parquet(path).filter(pl.col("date").cast(pl.Date) <= pl.date(2017, 11, 7))
    business = Counter(rows["business_id"]).most_common(1)[0][0]
    own = rows.filter(pl.col("business_id") == business).unique(["date", "inspection_type"])
    text = unified_record("sf-business", str(business))
    assert text is not None
    record = json.loads(text)
    [found] = [records for kind, records in record["records"].items() if kind.endswith("/inspection")]
    assert sorted(one["event_date"] for one in found) == sorted(str(day)[:10] for day in own["date"])
