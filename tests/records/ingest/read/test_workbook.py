"""Workbooks that are not opened: bombs that lie about their size, macros, values of other files; and Parquet that has no end."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from xlsxwriter import Workbook

from bonafides.records.ingest.faults import FileRefusedError
from bonafides.records.ingest.read import parquet
from bonafides.records.ingest.read.workbook import refuse_unsafe


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "a.xlsx"
    with Workbook(path) as made:
        made.add_worksheet("S").write_row(0, 0, ["code", "ref"])
    return path


def added(path: Path, name: str, content: bytes = b"<x/>") -> Path:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return path


def test_a_plain_one_is_opened(book: Path) -> None:
    refuse_unsafe(book)
    refuse_unsafe(added(book, "xl/media/logo.png"))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("xl/vbaProject.bin", "without macros"), ("xl/macrosheets/sheet1.xml", "without macros"),
        ("XL\\VBAPROJECT.BIN", "without macros"), ("xl/activeX/activeX1.bin", "without macros"),
        ("xl/externalLinks/externalLink1.xml", "stands by itself"), ("xl/connections.xml", "stands by itself"),
        ("xl/queryTables/queryTable1.xml", "stands by itself"),
    ],
)  # fmt: skip
def test_macros_and_links_are_refused(book: Path, name: str, told: str) -> None:
    with pytest.raises(FileRefusedError, match=told):
        refuse_unsafe(added(book, name))


def test_a_macro_of_the_old_form(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 512 + "_VBA_PROJECT_CUR".encode("utf-16-le"))
    with pytest.raises(FileRefusedError, match="without macros"):
        refuse_unsafe(path)


def test_a_bomb_that_lies_about_its_size(book: Path) -> None:
    added(book, "xl/worksheets/sheet2.xml", b"0" * 5_000_000)
    raw = bytearray(book.read_bytes())
    place = raw.rindex(b"PK\x01\x02", 0, raw.rindex(b"xl/worksheets/sheet2.xml"))
    assert struct.unpack_from("<I", raw, place + 24) == (5_000_000,)
    struct.pack_into("<I", raw, place + 24, 10)
    book.write_bytes(raw)
    with pytest.raises(FileRefusedError, match="unpacks to more than it says"):
        refuse_unsafe(book)


def test_members_that_lie_over_each_other(book: Path, tmp_path: Path) -> None:
    raw = book.read_bytes()
    end = raw.rindex(b"PK\x05\x06")
    start = struct.unpack_from("<I", raw, end + 16)[0]
    entries = raw[start:end]
    count = struct.unpack_from("<H", raw, end + 10)[0]
    tail = bytearray(raw[end:])
    struct.pack_into("<HHI", tail, 8, count * 9, count * 9, len(entries) * 9)
    book.write_bytes(raw[:start] + entries * 9 + tail)
    with pytest.raises(FileRefusedError, match=r"more than an honest workbook does|Overlapped"):
        refuse_unsafe(book)


def test_parquet_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"code": pa.array(["A"] * 200_000).dictionary_encode()}), path)
    metadata = pq.ParquetFile(path).metadata
    parquet._refuse_bombs(path, metadata)
    monkeypatch.setattr(parquet, "MOST_ROWS_AT_ALL", 1_000)
    monkeypatch.setattr(parquet, "ROWS_A_BYTE", 1)
    with pytest.raises(FileRefusedError, match="200,000 rows"):
        parquet._refuse_bombs(path, metadata)
