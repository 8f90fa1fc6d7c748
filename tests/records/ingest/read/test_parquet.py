"""Parquet: columns keep their types, and a file that ends in ruin says from which row on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bonafides.packs.mapping import Mapping
from bonafides.records.ingest.faults import FileRefusedError, Reason
from bonafides.records.ingest.parse.cell import plain
from bonafides.records.ingest.read import parquet
from bonafides.records.ingest.read.source import LIST_MARK, open_source

ReadAll = Callable[..., Any]
MappingOf = Callable[..., Mapping]


def file(tmp_path: Path, columns: dict[str, Any], **options: Any) -> Path:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table(columns), path, **options)
    return path


def table(count: int) -> dict[str, Any]:
    numbers = list(range(1, count + 1))
    return {"code": [f"c{n}" for n in numbers], "ref": numbers, "date": [date(2024, 3, 5)] * count}


def test_every_type_becomes_the_text_that_an_officer_would_write(tmp_path: Path, mapping: Mapping) -> None:
    moment = datetime(2024, 3, 5, 20, 30, tzinfo=UTC)
    columns: dict[str, tuple[pa.Array, str | None]] = {
        "code": (pa.array(["a "]), "a"), "ref": (pa.array([12]), "12"),
        "date": (pa.array([date(2024, 3, 5)]), "2024-03-05"), "float": (pa.array([0.1]), "0.1"),
        "whole": (pa.array([5.0]), "5"), "float32": (pa.array([0.1], pa.float32()), "0.1"),
        "decimal": (pa.array([Decimal("1.50")]), "1.50"), "truth": (pa.array([True]), "true"),
        "null": (pa.nulls(1), None),
        "uint64": (pa.array([2**64 - 1], pa.uint64()), "18446744073709551615"),
        "moment": (pa.array([moment], pa.timestamp("ms", "Asia/Shanghai")), "2024-03-06"),
        "plain": (pa.array([moment.replace(tzinfo=None)], pa.timestamp("ns")), "2024-03-05"),
        "dictionary": (pa.array([" x"]).dictionary_encode(), "x"), "large": (pa.array(["y"], pa.large_string()), "y"),
        "list": (pa.array([["a", "b, c"]]), f"{LIST_MARK}a{LIST_MARK}b, c"),
        "numbers": (pa.array([[1, 2]]), f"{LIST_MARK}1{LIST_MARK}2"),
        "fixed": (pa.array([["a"]], pa.list_(pa.string(), 1)), f"{LIST_MARK}a"),
        "date64": (pa.array([moment], pa.date64()), "2024-03-05"),
    }  # fmt: skip
    path = file(tmp_path, {name: array for name, (array, _) in columns.items()})
    opened = open_source(path, mapping)
    assert (opened.rows, opened.columns) == (1, list(columns))
    (chunk,) = opened.chunks(1)
    texts = chunk.frame.select(plain(name, chunk.frame.schema, ()).alias(name) for name in columns)
    assert texts.row(0, named=True) == {name: text for name, (_, text) in columns.items()}


@pytest.mark.parametrize(
    "array",
    [
        pa.array([b"\xff"]), pa.array([{"a": 1}]), pa.array([[["a"]]]), pa.array([5], pa.duration("s")),
        pa.array([[(1, "a")]], pa.map_(pa.int64(), pa.string())), pa.array([5], pa.time32("s")),
    ],
)  # fmt: skip
def test_a_column_of_bytes_or_structures_is_refused_only_where_it_is_wanted(
    tmp_path: Path, read_all: ReadAll, mapping: Mapping, mapping_of: MappingOf, array: pa.Array
) -> None:
    path = file(tmp_path, {"code": ["1"], "ref": ["a"], "date": ["d"], "odd": array})
    assert read_all(path, mapping).rows == {1: {"code": "1", "ref": "a", "date": "d"}}
    with pytest.raises(FileRefusedError) as caught:
        read_all(path, mapping_of(document_no={"column": "odd"}))
    expected = f"{path}: expected text, numbers, dates or lists of text in the column `odd`, it holds "
    assert str(caught.value).startswith(expected)
    assert str(caught.value).endswith("; ask the agency to write it as text")


def test_columns_missing_or_twice_are_told(tmp_path: Path, read_all: ReadAll, mapping: Mapping) -> None:
    path = file(tmp_path, {"code": ["1"], "a.b": ["x"]})
    with pytest.raises(FileRefusedError) as caught:
        read_all(path, mapping)
    assert str(caught.value) == (
        f"{path}: mapping test needs the columns `ref`, `date`; the file has `code`, `a.b`. "
        "Was it the right mapping? Otherwise ask the agency for the missing column."
    )
    pq.write_table(pa.Table.from_arrays([pa.array(["1"])] * 4, ["code", "ref", "date", "ref"]), path)
    with pytest.raises(FileRefusedError, match="expected each column once, `ref` is there twice; rename one of them"):
        read_all(path, mapping)


@pytest.mark.parametrize("content", [b"", b"PAR1", b"code,ref,date\n1,2,3\n", b"PAR1" + b"\x00" * 100 + b"PAR1"])
def test_what_is_no_parquet_is_refused(tmp_path: Path, read_all: ReadAll, mapping: Mapping, content: bytes) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(content)
    with pytest.raises(FileRefusedError) as caught:
        read_all(path, mapping)
    assert str(caught.value).startswith(f"{path}: expected Parquet, but ")
    assert str(caught.value).endswith("; is it complete? Ask for it again.")


def test_a_file_truncated_in_its_footer_is_refused(tmp_path: Path, read_all: ReadAll, mapping: Mapping) -> None:
    path = file(tmp_path, table(1000))
    content = path.read_bytes()
    for cut in (1, 4, 8, 50, len(content) // 2):
        path.write_bytes(content[:-cut])
        with pytest.raises(FileRefusedError, match="is it complete"):
            read_all(path, mapping)


@pytest.mark.parametrize("compression", ["zstd", "snappy", "none"])
def test_a_file_damaged_in_the_middle_gives_the_rows_before_and_says_where(
    tmp_path: Path, mapping: Mapping, monkeypatch: pytest.MonkeyPatch, compression: str
) -> None:
    monkeypatch.setattr(parquet, "CHUNK_ROWS", 1000)
    path = file(
        tmp_path,
        table(4000),
        row_group_size=1000,
        compression=compression,
        write_page_checksum=True,
        use_dictionary=False,
    )
    group = pq.read_metadata(path).row_group(2).column(0)
    at = group.data_page_offset + group.total_compressed_size // 2
    content = bytearray(path.read_bytes())
    content[at : at + 40] = b"\x5a" * 40
    path.write_bytes(content)
    taken: list[tuple[int, int]] = []

    def take() -> None:
        taken.extend((chunk.first, chunk.last) for chunk in open_source(path, mapping).chunks(1))

    with pytest.raises(FileRefusedError) as caught:
        take()
    assert taken == [(1, 1000), (1001, 2000)]
    message = str(caught.value)
    assert message.startswith(f"{path}: row 2,001 and those after it cannot be read: ")
    assert message.endswith(
        "; the rows before it are safe. Ask the agency for the file again and ingest it: "
        "what is in already is not taken twice."
    )


def test_text_that_is_not_utf8_costs_its_own_row_only(
    tmp_path: Path, read_all: ReadAll, mapping: Mapping, citizen_id_of: Callable[[int], str]
) -> None:
    """Parquet writers do not check: the bytes of GBK in a column of strings would stop the reader in its tracks."""
    cells = ["a", "公示", "公示".encode("gbk"), None, b"\xff" + citizen_id_of(1).encode(), "b"]
    raw = pa.array([one.encode() if isinstance(one, str) else one for one in cells])
    texts = pa.Array.from_buffers(pa.string(), len(raw), raw.buffers())
    lists = pa.ListArray.from_arrays(pa.array([0, 1, 2, 2, 4, 4, 4], pa.int32()), texts)
    columns = {"code": [f"c{n}" for n in range(1, 7)], "ref": texts, "date": texts.dictionary_encode(), "other": lists}
    path = file(tmp_path, columns)
    found = read_all(path, mapping)
    assert {number: row["ref"] for number, row in found.rows.items()} == {1: "a", 2: "公示", 6: "b"}
    assert {number: one.column for number, one in found.faults.items()} == {3: "ref", 4: "other", 5: "ref"}
    fault = found.faults[3]
    assert (fault.column, fault.reason) == ("ref", Reason.ENCODING)
    assert fault.details == "`ref`: expected UTF-8, came bytes that are not"
    assert (
        fault.cells["ref"] == fault.cells["date"] == "\\xb9\\xab\u02be"
    )  # two of the four bytes happen to be a letter
    assert citizen_id_of(1)[6:14] not in str(found.faults)
    rest = read_all(path, mapping, start=4)
    assert rest.rows == {number: row for number, row in found.rows.items() if number >= 4}
    assert rest.faults == {number: fault for number, fault in found.faults.items() if number >= 4}


def test_names_that_are_not_utf8_are_refused(tmp_path: Path, read_all: ReadAll, mapping: Mapping) -> None:
    path = file(tmp_path, table(3) | {"公示栏": ["x"] * 3})
    path.write_bytes(path.read_bytes().replace("公示栏".encode(), b"\xb9\xab\xca\xbe\xc0\xb8\xb8\xb8\xb8"))
    with pytest.raises(FileRefusedError, match="is it complete"):
        read_all(path, mapping)


def test_chunks_and_from_any_row_on_the_same_rows(
    tmp_path: Path, read_all: ReadAll, mapping: Mapping, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "CHUNK_ROWS", 100)
    path = file(tmp_path, table(950), row_group_size=170)
    whole = read_all(path, mapping)
    assert [row["ref"] for row in whole.rows.values()] == list(range(1, 951))
    assert list(whole.rows) == list(range(1, 951))
    for start in (2, 100, 101, 555, 950, 951):
        rest = read_all(path, mapping, start=start)
        assert rest.rows == {number: row for number, row in whole.rows.items() if number >= start}


def test_a_file_without_rows(tmp_path: Path, read_all: ReadAll, mapping: Mapping) -> None:
    empty = {name: pa.array([], pa.string()) for name in ("code", "ref", "date")}
    assert read_all(file(tmp_path, empty), mapping).rows == {}


def test_a_column_of_the_quarantines_own_is_not_ours(tmp_path: Path, read_all: ReadAll, mapping: Mapping) -> None:
    path = file(tmp_path, table(3) | {"_row": ["9", "8", "7"]})
    assert list(read_all(path, mapping).rows) == [1, 2, 3]
    assert pl.read_parquet(path).height == 3
