"""Bad input, each from end to end: a clear error or quarantine, the good rows kept, and the next run goes on.

What each reader, the pack and the server make of it in detail is held by their own tests. A full disk and a database that
goes away are in `test_resume.py`, `test_run.py` and `test_crash.py`.
"""

from __future__ import annotations

import os
import resource
import zipfile
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests import registry

from bonafides.packs.faults import PackRefusedError
from bonafides.records.ingest.faults import FileRefusedError
from bonafides.records.ingest.read.source import CHUNK_ROWS
from bonafides.records.models import Batch, Quarantined, Record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("toy_in_force")]
toy_in_force = registry.toy_in_force
MANY = int(os.environ.get("BONAFIDES_MANY_ROWS") or 120_000)  # identical rows; 2,000,000 took 21 s on 2 cores


def good(number: int, **cells: object) -> dict[str, object]:
    return registry.row(f"S{number}", f"r{number}") | cells


def typed(rows: list[dict[str, object]]) -> pl.DataFrame:
    return pl.DataFrame([{name: str(row.get(name, "")) for name in registry.COLUMNS} for row in rows])


def refused(path: Path, told: str) -> None:
    """Nothing of the file is taken, and nothing is in the way of the next one."""
    for _ in range(2):
        with pytest.raises(FileRefusedError, match=told):
            registry.take_in(path, "a-fines")
    assert not Record.objects.exists()
    assert not Batch.objects.exists()


def taken(path: Path) -> Any:
    summary = registry.take_in(path, "a-fines")
    assert summary.added == Record.objects.filter(batch=summary.batch).count()
    return summary


def test_a_truncated_parquet(tmp_path: Path) -> None:
    """Refused whole; the file sent again comes in under the same name."""
    path = tmp_path / "a.parquet"
    typed([good(number) for number in range(50)]).write_parquet(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    refused(path, r"a\.parquet: expected Parquet, but .*; is it complete\? Ask for it again")
    path.write_bytes(whole)
    assert taken(path).added == 50


@pytest.mark.parametrize("encoding", ["utf-16-le", "big5", "cp037"])
def test_the_wrong_encoding(tmp_path: Path, encoding: str) -> None:
    """Under none that we read is its header the mapping's."""
    registry.put_in_force(registry.toy("mappings/a-fines.yaml", "note: {column: note}", "note: {column: 备註}"))
    path = registry.write_csv(
        tmp_path / "a.csv", [good(1, 备註="公示")], [*(name for name in registry.COLUMNS if name != "note"), "备註"]
    )
    text = path.read_text("utf-8")
    path.write_bytes(text.replace("备", "備").encode(encoding, "replace"))
    refused(path, r"line 1: mapping a-fines needs the columns? .* in UTF-8 or GB18030, its header on that line\?")
    path.write_text(text, encoding="gb18030")
    assert taken(path).added == 1


def test_some_bytes_of_another_encoding(tmp_path: Path) -> None:
    """They cost their own row."""
    path = registry.write_csv(tmp_path / "a.csv", [good(number, note="公示") for number in range(30)])
    lines = path.read_bytes().split(b"\n")
    lines[5] = lines[5].replace("公示".encode(), "公示".encode("gb18030"))
    path.write_bytes(b"\n".join(lines))
    summary = taken(path)
    assert (summary.added, summary.reasons) == (29, {"encoding": 1})
    assert Quarantined.objects.get().row_no == 5


def test_a_quote_never_closed(tmp_path: Path) -> None:
    """It costs its own row, not the thousand behind it."""
    path = registry.write_csv(tmp_path / "a.csv", [good(number, note="n") for number in range(1000)])
    path.write_text(path.read_text("utf-8").replace("S7,r7", 'S7,"r7', 1), encoding="utf-8")
    summary = taken(path)
    assert (summary.added, summary.reasons) == (999, {"malformed-row": 1})
    assert "a quote that is never closed" in Quarantined.objects.get().details


def test_a_column_missing(tmp_path: Path) -> None:
    path = registry.write_csv(tmp_path / "a.csv", [], [name for name in registry.COLUMNS if name != "value"])
    refused(path, r"mapping a-fines needs the column `value`; the file has `code`, `ref`, ")


def test_codes_of_no_scheme_and_dates_to_come(tmp_path: Path) -> None:
    rows = [good(1), good(2, code="-/+"), good(3, date="2026-07-01"), good(4, date="2999-12-31"), good(5)]
    summary = taken(registry.write_csv(tmp_path / "a.csv", rows))
    assert (summary.added, summary.reasons) == (2, {"code-invalid": 1, "future-date": 2})
    told = list(Quarantined.objects.order_by("row_no").values_list("row_no", "column", "details"))
    assert told[0][:2] == (2, "code")
    assert told[1] == (3, "date", "event_date: expected a date up to 2026-06-30, came `2026-07-01`")


def test_identical_rows_by_the_million(tmp_path: Path) -> None:
    """One record, an entry or two a chunk (the first is in two), in bounded memory."""
    path = registry.write_csv(tmp_path / "a.csv", [good(1, note="the same")])
    head, line = path.read_bytes().split(b"\r\n")[:2]
    with path.open("wb") as file:
        file.write(head + b"\r\n")
        for _ in range(MANY // 1000):
            file.write((line + b"\r\n") * 1000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    summary = taken(path)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert (summary.rows, summary.added, summary.reasons) == (MANY, 1, {"duplicate-row": MANY - 1})
    assert Quarantined.objects.count() <= 2 * (1 - -MANY // CHUNK_ROWS)
    assert grown < 500_000, f"{grown:,} kB more than before"
    assert registry.take_in(path, "a-fines").already


def test_a_bomb_in_a_workbook(tmp_path: Path) -> None:
    """Refused by its size unpacked, before a byte is: the mend is told."""
    path = tmp_path / "a.xlsx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as one,
    ):
        for _ in range(150):
            one.write(bytes(1_000_000))
    refused(path, r"unpacks from [0-9,]+ to 150,000,000 bytes, .*; not opened\. Ask the agency for CSV or Parquet")


def test_a_pack_with_an_error(tmp_path: Path) -> None:
    """Nothing is put in force; what is in force goes on."""
    before = registry.digest()
    with pytest.raises(PackRefusedError, match=r"catalogue/fine\.yaml:\d+"):
        registry.put_in_force(registry.toy("catalogue/fine.yaml", "nature: event", "nature: evil"))
    assert registry.digest() == before
    assert taken(registry.write_csv(tmp_path / "a.csv", [good(1)])).added == 1


def test_everything_at_once(tmp_path: Path) -> None:
    """A file of faults of every sort: what is good comes in, every other row is told of, and its mend is one loop away."""
    rows = [good(1), good(1), good(2, value="x"), good(3, date="31.2.2024"), good(4, code=""), good(5, action="delete")]
    path = registry.write_csv(tmp_path / "a.csv", rows)
    path.write_bytes(path.read_bytes() + b"S6,r6\r\n" + b'S7,"r7\r\n')
    summary = taken(path)
    assert (summary.rows, summary.added, summary.quarantined) == (8, 1, 7)
    assert summary.reasons == {
        "duplicate-row": 1, "unreadable": 2, "missing": 1, "not-in-code-list": 1, "malformed-row": 2,
    }  # fmt: skip
