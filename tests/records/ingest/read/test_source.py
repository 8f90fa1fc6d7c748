"""Opening a file: by its ending, with every column of the mapping, or a refusal that says what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from bonafides.packs.mapping import Mapping
from bonafides.records.ingest.faults import FileRefusedError, Reason, RowFault
from bonafides.records.ingest.read import source
from bonafides.records.ingest.read.source import ROW, missing_columns, open_source, slices


@pytest.mark.parametrize("name", ["a.csv", "a.CSV", "a.txt", "a.tsv"])
def test_the_ending_says_which_reader(tmp_path: Path, mapping: Mapping, name: str) -> None:
    path = tmp_path / name
    path.write_text("code\tref\tdate\n1\t2\t3\n")
    assert open_source(path, mapping).columns == ["code", "ref", "date"]


@pytest.mark.parametrize(
    ("name", "came"), [("a.pdf", ".pdf"), ("a.csv.gz", ".gz"), ("a", "no ending"), ("a.json", ".json")]
)
def test_another_ending_is_refused(tmp_path: Path, mapping: Mapping, name: str, came: str) -> None:
    path = tmp_path / name
    path.write_text("x")
    with pytest.raises(FileRefusedError) as caught:
        open_source(path, mapping)
    assert str(caught.value) == (
        f"{path}: expected one of .csv, .txt, .tsv, .xlsx, .xls, .jsonl, .ndjson, .parquet, came {came}"
    )


def test_no_file_or_a_folder_is_refused(tmp_path: Path, mapping: Mapping) -> None:
    for path in (tmp_path / "a.csv", tmp_path):
        with pytest.raises(FileRefusedError) as caught:
            open_source(path, mapping)
        assert str(caught.value) == f"{path}: expected a file, there is none; check the path"


def test_a_file_that_may_not_be_read_is_refused(
    tmp_path: Path, mapping: Mapping, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("code,ref,date\n")

    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(FileRefusedError) as caught:
        open_source(path, mapping)
    assert str(caught.value) == f"{path}: expected a file that can be read, but Permission denied; check its rights"


def test_columns_are_told_legibly(mapping_of: Callable[..., Mapping]) -> None:
    mapping = mapping_of()
    assert missing_columns(mapping, []) == ("mapping test needs the columns `code`, `ref`, `date`; the file has none")
    told = missing_columns(mapping, ["code", "ref", "a\x00b", "y" * 100, *map(str, range(100))])
    assert told.startswith(
        "mapping test needs the column `date`; the file has `code`, `ref`, `a\\x00b`, `" + "y" * 59 + ", `0`"
    )
    assert told.endswith(", `55` …")


def test_slices_of_a_frame_carry_their_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "CHUNK_ROWS", 3)
    frame = pl.DataFrame({"a": ["x"] * 5, ROW: [1, 2, 4, 5, 9]}, schema_overrides={ROW: pl.Int32})
    faults = [RowFault(row, "", Reason.MALFORMED, "", {}) for row in (3, 10)]
    found = [
        (one.first, one.last, one.frame[ROW].to_list(), [fault.row for fault in one.faults])
        for one in slices(frame, 2, faults)
    ]
    assert found == [(2, 4, [2, 4], [3]), (5, 7, [5], []), (8, 10, [9], [10])]
    assert list(slices(frame, 11, faults)) == []
    assert list(slices(frame.clear(), 1, [])) == []
