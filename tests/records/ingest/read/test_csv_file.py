"""CSV: what is wrong stays in its own row, and every other row comes out with its number."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bonafides.packs.mapping import Mapping
from bonafides.records.ingest.faults import FileRefusedError, Reason, RowFault
from bonafides.records.ingest.read import csv_file, source
from bonafides.records.ingest.read.source import ROW, open_source

ReadAll = Callable[..., Any]
MappingOf = Callable[..., Mapping]
PERSON = "11010519491231002X"  # the example of GB 11643


def file(tmp_path: Path, content: str | bytes, name: str = "a.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def rows(*cells: str) -> list[dict[str, str]]:
    return [dict(zip(("code", "ref", "date"), one.split(","), strict=True)) for one in cells]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_same_rows_whatever_the_encoding_the_line_ending_and_the_delimiter(
    tmp_path: Path, read_all: ReadAll, mapping: Mapping, encoding: str, ending: str, delimiter: str
) -> None:
    cells = [["code", "ref", "date", "名称"], ["1", "甲", "", "a,b;c\t|"], ["2", '"', "两\n行", "公示"]]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=ending, quoting=csv.QUOTE_ALL).writerows(cells)
    found = read_all(file(tmp_path, text.getvalue().encode(encoding)), mapping)
    assert found.columns == cells[0]
    assert found.rows == {n: dict(zip(cells[0], row, strict=True)) for n, row in enumerate(cells[1:], 1)}
    assert found.faults == {}


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(*[st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=6)] * 3).filter(any),
        max_size=8,
    )
)
def test_whatever_a_cell_holds_comes_out_again(
    tmp_path: Path, read_all: ReadAll, mapping: Mapping, cells: list[tuple[str, str, str]]
) -> None:
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerows([("code", "ref", "date"), *cells])
    found = read_all(file(tmp_path, text.getvalue()), mapping)
    assert found.faults == {}
    assert [tuple(row.values()) for row in found.rows.values()] == cells
    assert list(found.rows) == list(range(1, len(cells) + 1))


EMPTY = {"code": None, "ref": None, "date": None, "_header": "code,ref,date"}  # of a line nothing is known


def test_too_few_and_too_many_cells(tmp_path: Path, read_all: ReadAll, mapping: Mapping) -> None:
    found = read_all(file(tmp_path, "code,ref,date\n1,a,d\n2,b\n3,c,d,e\n4,d,d\n"), mapping)
    assert list(found.rows) == [1, 4]
    assert {row: (fault.reason, fault.details) for row, fault in found.faults.items()} == {
        2: (Reason.MALFORMED, "line 3: expected 3 cells, came 2"),
        3: (Reason.MALFORMED, "line 4: expected 3 cells, came 4"),
    }
    assert found.faults[3].cells == EMPTY | {"_line": "3,c,d,e"}


def test_lines_without_any_cell_are_no_rows(tmp_path: Path, read_all: ReadAll, mapping: Mapping) -> None:
    found = read_all(file(tmp_path, "code,ref,date\n\n1,a,d\n,,\n\n2,b,d\n,,,,\n"), mapping)
    assert found.rows == dict(enumerate(rows("1,a,d", "2,b,d"), 1))
    assert found.faults == {}


def test_a_header_alone_is_a_file_of_no_rows(tmp_path: Path, read_all: ReadAll, mapping: Mapping) -> None:
    for text in ("code,ref,date", "code,ref,date\n", "code,ref,date\r\n\r\n"):
        found = read_all(file(tmp_path, text), mapping)
        assert (found.rows, found.faults, found.spans) == ({}, {}, [])


def test_a_header_with_a_name_twice_is_refused(tmp_path: Path, read_all: ReadAll, mapping: Mapping) -> None:
    path = file(tmp_path, "code,ref,date,ref \n1,2,3,4\n")
    with pytest.raises(FileRefusedError) as caught:
        read_all(path, mapping)
    assert str(caught.value) == f"{path}: expected each column once, `ref` is there twice; rename one of them"


def test_columns_without_a_name_are_numbered(tmp_path: Path, read_all: ReadAll, mapping: Mapping) -> None:
    found = read_all(file(tmp_path, "code,ref,date,,\n1,2,3,4,\n"), mapping)
    assert found.rows == {1: {"code": "1", "ref": "2", "date": "3", "column 4": "4", "column 5": ""}}


def test_a_quote_never_closed_costs_its_own_row_only(tmp_path: Path, read_all: ReadAll, mapping: Mapping) -> None:
    before = "".join(f"{n},r{n},d\n" for n in range(1, 6))
    after = "".join(f"{n},r{n},d\n" for n in range(7, 300))
    found = read_all(file(tmp_path, f'code,ref,date\n{before}6,"r6,d\n{after}'), mapping)
    assert sorted(found.rows) == [*range(1, 6), *range(7, 300)]
    assert all(row["ref"] == f"r{number}" for number, row in found.rows.items())
    (fault,) = found.faults.values()
    assert fault.row == 6
    assert fault.details == "line 7: expected CSV, came a quote that is never closed; the next line is read afresh"
    assert fault.cells == EMPTY | {"_line": '6,"r6,d'}


@pytest.mark.parametrize("bad", ['6,"r6,d', '"6,r6,d', '6,r6,"', '6,"r""6,d', '6,"r6"x,d', '6,r6,d",""", "'])
@pytest.mark.parametrize("quoted", [False, True])
@pytest.mark.parametrize("after", [0, 1, 3, 250])
def test_wherever_a_quote_goes_wrong_the_rows_around_it_are_kept(
    tmp_path: Path, read_all: ReadAll, mapping: Mapping, bad: str, quoted: bool, after: int
) -> None:
    def line(number: int) -> str:
        return f'"{number}","r, {number}","d"\n' if quoted else f"{number},r{number},d\n"

    numbers = [*range(1, 6), *range(7, 7 + after)]
    text = "code,ref,date\n" + "".join(map(line, numbers[:5])) + bad + "\n" + "".join(map(line, numbers[5:]))
    found = read_all(file(tmp_path, text), mapping)
    assert sorted(found.rows) == numbers
    assert [row["code"] for row in found.rows.values()] == [str(number) for number in numbers]
    assert list(found.faults) == [6]
    assert found.faults[6].details.startswith("line 7: expected ")


def test_every_line_with_a_quote_never_closed_is_told(tmp_path: Path, read_all: ReadAll, mapping: Mapping) -> None:
    found = read_all(file(tmp_path, "code,ref,date\n" + '1,"a,d\n' * 300 + "2,b,d\n"), mapping)
    assert sorted(found.faults) == list(range(1, 301))
    assert list(found.rows) == [301]


def test_a_line_break_in_quotes_is_part_of_the_cell_and_lines_are_counted(
    tmp_path: Path, read_all: ReadAll, mapping_of: MappingOf
) -> None:
    text = 'title\n\ncode,ref,date\n1,"a\nb\r\nc",d\n2,b\n'
    found = read_all(file(tmp_path, text), mapping_of(skip_rows=2))
    assert found.rows == {1: {"code": "1", "ref": "a\nb\r\nc", "date": "d"}}
    assert found.faults[2].details == "line 7: expected 3 cells, came 2"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_damaged_byte_costs_its_own_row_only(
    tmp_path: Path, read_all: ReadAll, mapping: Mapping, encoding: str
) -> None:
    lines = ["code,ref,date,名称", *(f"{n},r{n},2024-01-01,公示信息{n}" for n in range(1, 10))]
    parts = [(line + "\n").encode(encoding) for line in lines[:1]]
    plain = "utf-16-le" if encoding == "utf-16" else "utf-8" if encoding == "utf-8-sig" else encoding
    parts += [(line + "\n").encode(plain) for line in lines[1:]]
    if plain == "utf-16-le":
        parts[5] = parts[5].replace("信".encode(plain), b"\x00\xd8")  # half of a pair
    else:
        parts[5] = parts[5].replace("信".encode(plain), "信".encode(plain)[:-1])
    found = read_all(file(tmp_path, b"".join(parts)), mapping)
    assert sorted(found.rows) == [1, 2, 3, 4, 6, 7, 8, 9]
    assert found.rows[6]["名称"] == "公示信息6"
    (fault,) = found.faults.values()
    assert (fault.row, fault.reason, fault.column) == (5, Reason.ENCODING, "名称")
    assert fault.cells["code"] == "5"
    assert "\\x" in (fault.cells["名称"] or "")
    assert fault.details.startswith(
        f"line 6: expected {'utf-8-sig' if encoding == 'utf-8-sig' else encoding}, came bytes that are not"
    )


def test_a_damaged_byte_in_a_column_name_is_shown(tmp_path: Path, read_all: ReadAll, mapping: Mapping) -> None:
    found = read_all(file(tmp_path, "code,ref,date,名".encode() + b"\xff\n1,2,3,4\n"), mapping)
    assert found.columns == ["code", "ref", "date", "名\\xff"]
    assert list(found.rows) == [1]


def test_a_header_with_a_quote_never_closed_is_refused(tmp_path: Path, read_all: ReadAll, mapping: Mapping) -> None:
    for lines in (3, 500):
        path = file(tmp_path, 'code,ref,date,"name\n' + "1,2,3,4\n" * lines)
        with pytest.raises(FileRefusedError) as caught:
            read_all(path, mapping)
        assert "a quote that is never closed" in str(caught.value) or "needs the column" in str(caught.value)


def test_natural_persons_are_masked_in_rows_that_cannot_be_read(
    tmp_path: Path, read_all: ReadAll, mapping: Mapping
) -> None:
    lines = [f"1,{PERSON}", f'2,"{PERSON},x', f"3,{'x' * 480}{PERSON},d,e", f"4,a,d,{PERSON}"]
    found = read_all(file(tmp_path, "code,ref,date\n" + "\n".join(lines) + "\n"), mapping)
    assert sorted(found.faults) == [1, 2, 3, 4]
    for fault in found.faults.values():
        assert PERSON[6:14] not in str(fault)


def test_a_line_without_end_does_not_fill_memory(
    tmp_path: Path, read_all: ReadAll, mapping: Mapping, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_file, "LONGEST_LINE", 1000)
    monkeypatch.setattr(source, "LONGEST_SHOWN", 500)
    text = "code,ref,date\n1,a,d\n2," + "x" * 5000 + ',d\n3,b,d\n4,"c\n5,' + "y" * 1500 + ",d\n6,c,d\n"
    found = read_all(file(tmp_path, text), mapping)
    assert list(found.rows) == [1, 3, 6]
    assert sorted(found.faults) == [2, 4, 5]
    assert found.faults[2].details == (
        "line 3: expected CSV, came a line of more than 1,000 characters; the next line is read afresh"
    )
    assert found.faults[2].cells["_line"] == "2," + "x" * 498 + " […]"


def test_a_cell_too_large_is_a_fault_of_its_row(
    tmp_path: Path, read_all: ReadAll, mapping: Mapping, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_file, "LONGEST_CELL", 1000)
    try:
        found = read_all(file(tmp_path, f"code,ref,date\n1,a,d\n2,{'x' * 1001},d\n3,c,d\n"), mapping)
    finally:
        csv.field_size_limit(1_000_000)
    assert list(found.rows) == [1, 3]
    assert found.faults[2].reason == Reason.MALFORMED


def test_chunks_end_with_their_bytes_too(
    tmp_path: Path, read_all: ReadAll, mapping: Mapping, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_file, "CHUNK_BYTES", 100)
    found = read_all(file(tmp_path, "code,ref,date\n" + "1,abcdefgh,d\n" * 30), mapping)
    assert len(found.spans) == 4
    assert found.spans[0] == (1, 8)
    assert len(found.rows) == 30
    assert read_all(tmp_path / "a.csv", mapping, start=12).spans == [(12, 16), (17, 24), (25, 30)]


def test_200_000_rows_come_in_chunks_and_from_any_row_on_they_are_the_same(
    tmp_path: Path, mapping: Mapping, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With faults on both sides of the border of the chunks, and a record of several lines upon it."""
    monkeypatch.setattr(csv_file, "CHUNK_ROWS", 100_000)
    lines = [f"{n},r{n},d" for n in range(1, 200_001)]
    lines[99_998], lines[100_001], lines[150_000] = "99999,short", '100002,"never', "150001,a,b,c"
    lines[99_999] = '100000,"a\nb",d'
    path = file(tmp_path, "code,ref,date\n" + "\n".join(lines) + "\n")

    def read(start: int) -> tuple[list[tuple[int, int]], pl.DataFrame, list[RowFault]]:
        chunks = list(open_source(path, mapping).chunks(start))
        frame = pl.concat([chunk.frame for chunk in chunks]) if chunks else pl.DataFrame()
        return [(one.first, one.last) for one in chunks], frame, [fault for one in chunks for fault in one.faults]

    spans, whole, faults = read(1)
    assert spans == [(1, 100_000), (100_001, 200_000)]
    assert [fault.row for fault in faults] == [99_999, 100_002, 150_001]
    assert whole.height == 199_997
    assert (whole["code"].cast(pl.Int32) == whole[ROW]).all()
    assert whole.filter(pl.col(ROW) == 100_000)["ref"].item() == "a\nb"
    for start, expected in (
        (100_000, [(100_000, 100_000), (100_001, 200_000)]),
        (150_001, [(150_001, 200_000)]),
    ):
        spans, rest, later = read(start)
        assert spans == expected
        assert rest.equals(whole.filter(pl.col(ROW) >= start))
        assert later == [fault for fault in faults if fault.row >= start]
    assert read(200_001)[0] == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(["1,a,d", "", ",,", "short", '2,"never', '3,"a\nb",d', "a,b,c,d", '"x","y","z"']), max_size=20
    ),
    st.integers(1, 25),
    st.integers(1, 5),
)
def test_a_resumed_file_is_the_rest_of_the_whole(
    tmp_path: Path, read_all: ReadAll, mapping: Mapping, lines: list[str], start: int, size: int
) -> None:
    path = file(tmp_path, "code,ref,date\n" + "\n".join(lines) + "\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_file, "CHUNK_ROWS", size)
        whole, rest = read_all(path, mapping), read_all(path, mapping, start)
    assert rest.rows == {number: row for number, row in whole.rows.items() if number >= start}
    assert rest.faults == {number: fault for number, fault in whole.faults.items() if number >= start}
    assert sorted([*whole.rows, *whole.faults]) == list(range(1, len(whole.rows) + len(whole.faults) + 1))


def test_a_mended_export_of_the_quarantine_may_come_in_again(
    tmp_path: Path, read_all: ReadAll, mapping: Mapping
) -> None:
    """Its own column `_row` is the row of the first file, not of this one."""
    found = read_all(file(tmp_path, "code,ref,date,_quarantine,_row\n1,a,d,17,9\n2,b,d,18,10\n"), mapping)
    assert list(found.rows) == [1, 2]
    assert found.rows[1]["_quarantine"] == "17"
