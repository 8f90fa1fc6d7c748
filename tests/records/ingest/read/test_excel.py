"""Excel workbooks: what an officer sees in the sheet is what comes in; what would fill memory is not opened."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook

from bonafides.packs.mapping import Mapping
from bonafides.records.ingest.faults import FileRefusedError, Reason
from bonafides.records.ingest.read import excel, source
from bonafides.records.ingest.read import workbook as guard

ReadAll = Callable[..., Any]
MappingOf = Callable[..., Mapping]
HEADER = ["code", "ref", "date"]


def workbook(path: Path, sheets: dict[str, list[list[Any]]], **options: Any) -> Path:
    with Workbook(path, options) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, datetime | date):
                        sheet.write_datetime(row, column, cell, day)
                    elif isinstance(cell, str) and cell.startswith("=#"):
                        sheet.write_formula(row, column, "=1/0", None, cell[1:])
                    elif cell is not None:
                        sheet.write(row, column, cell)
    return path


def test_cells_of_every_kind_come_as_text(tmp_path: Path, read_all: ReadAll, mapping: Mapping) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        {"S": [HEADER, ["00123", 1, date(2024, 3, 5)], [" x ", 0.1, datetime(2024, 3, 5, 10, 30)], [True, 1e-7, -5.5],  # noqa: DTZ001
               [123456789012345, 1_000_000.0, "2024-03-05"]]},
    )  # fmt: skip
    found = read_all(path, mapping)
    assert [tuple(row.values()) for row in found.rows.values()] == [
        ("00123", "1", "2024-03-05 00:00:00"), (" x ", "0.1", "2024-03-05 10:30:00"), ("true", "0.0000001", "-5.5"),
        ("123456789012345", "1000000", "2024-03-05"),
    ]  # fmt: skip
    assert source.open_source(path, mapping).rows == 4


def test_blank_rows_are_no_rows_but_are_counted(tmp_path: Path, read_all: ReadAll, mapping: Mapping) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [HEADER, [], ["1", "a", "d"], [], [], ["2", "b"]]})
    found = read_all(path, mapping)
    assert found.rows == {
        2: {"code": "1", "ref": "a", "date": "d"},
        5: {"code": "2", "ref": "b", "date": None},
    }
    assert read_all(path, mapping, start=3).rows == {5: found.rows[5]}


def test_the_named_sheet_and_lines_above_the_header(tmp_path: Path, read_all: ReadAll, mapping_of: MappingOf) -> None:
    sheets = {"封面": [["x"]], "名单": [["企业信用等级"], [], HEADER, ["1", "a", "d"]]}
    path = workbook(tmp_path / "a.xlsx", sheets)
    assert read_all(path, mapping_of(sheet="名单", skip_rows=2)).rows == {1: {"code": "1", "ref": "a", "date": "d"}}
    with pytest.raises(FileRefusedError) as caught:
        read_all(path, mapping_of(sheet="清单", skip_rows=2))
    assert str(caught.value) == (
        f"{path}: expected the sheet `清单`, there are `封面`, `名单`; rename the sheet, or mend `sheet` in the mapping"
    )


def test_without_a_name_it_is_the_first_sheet_and_blank_rows_above_the_header_do_not_matter(
    tmp_path: Path, read_all: ReadAll, mapping: Mapping
) -> None:
    path = workbook(tmp_path / "a.xlsx", {"A": [[], [], HEADER, ["1", "a", "d"]], "B": [["x"]]})
    assert list(read_all(path, mapping).rows) == [1]


def test_names_twice_are_refused_and_columns_without_a_name_numbered(
    tmp_path: Path, read_all: ReadAll, mapping: Mapping
) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [[*HEADER, "ref"], ["1", "a", "d", "b"]]})
    with pytest.raises(FileRefusedError) as caught:
        read_all(path, mapping)
    assert str(caught.value) == f"{path}: expected each column once, `ref` is there twice; rename one of them"
    path = workbook(tmp_path / "b.xlsx", {"S": [[*HEADER, None, " 备注 "], ["1", "a", "d", "b", "c"], ["2", "b", "d"]]})
    assert read_all(path, mapping).rows[1] == {"code": "1", "ref": "a", "date": "d", "column 4": "b", "备注": "c"}


@pytest.mark.parametrize("skip", [0, 2])
def test_a_cell_that_holds_an_error_of_excel_costs_its_row(
    tmp_path: Path, read_all: ReadAll, mapping_of: MappingOf, skip: int
) -> None:
    table = [
        [*HEADER, "备注"],
        ["1", "a", "d"],
        ["2", "=#N/A", "d"],
        [],
        ["3", "c", "=#DIV/0!"],
        ["4", "d", "d", "=#REF!"],
    ]
    rows: list[list[Any]] = [*[["t"]] * skip, *table]
    found = read_all(workbook(tmp_path / "a.xlsx", {"S": rows}), mapping_of(skip_rows=skip))
    assert list(found.rows) == [1, 5]  # an error in a column that the mapping does not take is nobody's loss
    assert {row: (fault.column, fault.reason, fault.details) for row, fault in found.faults.items()} == {
        2: ("ref", Reason.UNREADABLE, "`ref`: expected a value, came an error of Excel"),
        4: ("date", Reason.UNREADABLE, "`date`: expected a value, came an error of Excel"),
    }
    assert found.faults[2].cells["code"] == "2"


@pytest.mark.parametrize("rows", [[], [HEADER]])
def test_a_sheet_without_rows(tmp_path: Path, read_all: ReadAll, mapping: Mapping, rows: list[list[Any]]) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": rows})
    if rows:
        assert read_all(path, mapping).rows == {}
        return
    with pytest.raises(FileRefusedError) as caught:
        read_all(path, mapping)
    assert str(caught.value) == f"{path}: expected a header in row 1 of the sheet `S`, there is none"


def test_more_lines_to_skip_than_there_are_is_told(tmp_path: Path, read_all: ReadAll, mapping_of: MappingOf) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [HEADER]})
    with pytest.raises(FileRefusedError, match=r"a\.xlsx: expected"):
        read_all(path, mapping_of(skip_rows=9))


def test_a_column_that_is_missing_is_told(tmp_path: Path, read_all: ReadAll, mapping: Mapping) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [["code", "date"]]})
    with pytest.raises(FileRefusedError) as caught:
        read_all(path, mapping)
    assert str(caught.value) == (
        f"{path}: mapping test needs the column `ref`; the file has `code`, `date`. "
        "Was it the right mapping? Otherwise ask the agency for the missing column."
    )


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls"])
@pytest.mark.parametrize("content", [b"", b"code,ref,date\n1,2,3\n", b"<html><table>", b"PK\x03\x04" + b"x" * 100])
def test_what_is_no_workbook_is_refused(
    tmp_path: Path, read_all: ReadAll, mapping: Mapping, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FileRefusedError) as caught:
        read_all(path, mapping)
    assert str(caught.value).startswith(f"{path}: expected an Excel workbook, but ")
    assert str(caught.value).endswith("; is it complete?")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_workbook_is_refused(tmp_path: Path, read_all: ReadAll, mapping: Mapping, share: float) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [HEADER, *([str(n), "a", "d"] for n in range(500))]})
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(FileRefusedError, match="is it complete"):
        read_all(path, mapping)


def test_a_damaged_sheet_within_a_whole_archive_is_refused(tmp_path: Path, read_all: ReadAll, mapping: Mapping) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [HEADER, *([str(n), "a", "d"] for n in range(500))]})
    with zipfile.ZipFile(path) as archive:
        part = archive.getinfo("xl/worksheets/sheet1.xml")
    content = bytearray(path.read_bytes())
    at = part.header_offset + part.compress_size // 2
    content[at : at + 20] = bytes(255 - byte for byte in content[at : at + 20])
    path.write_bytes(content)
    with pytest.raises(FileRefusedError, match="is it complete"):
        read_all(path, mapping)


def test_a_bomb_is_not_opened(
    tmp_path: Path, read_all: ReadAll, mapping: Mapping, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundred and fifty million blanks in a few hundred kilobytes."""
    monkeypatch.setattr(excel.fastexcel, "read_excel", lambda _: pytest.fail("it was opened"))
    path = tmp_path / "a.xlsx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as part,
    ):
        for _ in range(150):
            part.write(b" " * 1_000_000)
    with pytest.raises(FileRefusedError) as caught:
        read_all(path, mapping)
    packed = path.stat().st_size
    assert str(caught.value) == (
        f"{path}: unpacks from {packed:,} to 150,000,000 bytes, more than an honest workbook does; not opened. "
        "Ask the agency for CSV or Parquet."
    )


def test_the_largest_honest_workbook_has_room() -> None:
    """1,048,576 rows of 20 cells of about 25 bytes of XML each."""
    assert guard.LARGEST_UNPACKED > 1_048_576 * 20 * 25


def test_a_resumed_workbook_is_the_rest_of_the_whole(
    tmp_path: Path, read_all: ReadAll, mapping: Mapping, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "CHUNK_ROWS", 10)
    rows = [[str(n), "=#N/A" if n % 7 == 0 else f"r{n}", "d"] if n % 5 else [] for n in range(1, 48)]
    path = workbook(tmp_path / "a.xlsx", {"S": [HEADER, *rows]})
    whole = read_all(path, mapping)
    assert sorted([*whole.rows, *whole.faults]) == [n for n in range(1, 48) if n % 5]
    for start in (1, 9, 10, 11, 35, 47, 48):
        rest = read_all(path, mapping, start=start)
        assert rest.rows == {number: row for number, row in whole.rows.items() if number >= start}
        assert rest.faults == {number: fault for number, fault in whole.faults.items() if number >= start}


def test_a_mended_export_of_the_quarantine_may_come_in_again(
    tmp_path: Path, read_all: ReadAll, mapping: Mapping
) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [[*HEADER, "_quarantine", "_row"], ["1", "a", "d", "17", "9"]]})
    found = read_all(path, mapping)
    assert list(found.rows) == [1]
    assert found.rows[1]["_quarantine"] == "17"
