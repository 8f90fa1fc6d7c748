from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
import pytest

from bonafides.sample import write
from bonafides.sample.submissions import SUBMISSIONS, Format
from bonafides.sample.write import ENDINGS, open_writer

ROWS = pl.DataFrame({"名称": ["澄岚,“甲”", None], "处罚种类": ["警告、罚款", "罚款"]})
PENALTIES = next(one for one in SUBMISSIONS if one.lists)
GRADES = next(one for one in SUBMISSIONS if one.sheet)


def _written(path: Path, form: Format, pieces: int) -> bytes:
    writer = open_writer(path, form, GRADES if form == "xlsx" else PENALTIES)
    for start in range(0, ROWS.height, ROWS.height // pieces):
        writer.append(ROWS.slice(start, ROWS.height // pieces))
    writer.close()
    return path.read_bytes()


@pytest.mark.parametrize("form", list(ENDINGS))
def test_the_pieces_in_which_a_file_is_written_do_not_show(tmp_path: Path, form: Format) -> None:
    assert _written(tmp_path / "one", form, 1) == _written(tmp_path / "two", form, 2)


def test_each_agency_has_its_encoding(tmp_path: Path) -> None:
    assert _written(tmp_path / "a", "csv", 1).decode("utf-8").startswith("名称,")
    assert _written(tmp_path / "b", "csv-bom", 1).startswith(b"\xef\xbb\xbf")
    assert _written(tmp_path / "c", "csv-gb18030", 1).decode("gb18030") == _written(tmp_path / "a", "csv", 1).decode(
        "utf-8"
    )


def test_json_has_lists_and_nothing(tmp_path: Path) -> None:
    lines = [json.loads(line) for line in _written(tmp_path / "a", "jsonl", 1).decode().splitlines()]
    assert lines[0]["处罚种类"] == ["警告", "罚款"]
    assert lines[1]["名称"] is None


def test_parquet_groups_have_a_bounded_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "_GROUP_ROWS", 4)
    writer = open_writer(tmp_path / "a", "parquet", PENALTIES)
    for _ in range(5):
        writer.append(ROWS)
    writer.close()
    groups = pq.ParquetFile(tmp_path / "a").metadata
    assert [groups.row_group(place).num_rows for place in range(groups.num_row_groups)] == [4, 4, 2]
