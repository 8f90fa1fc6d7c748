"""Which encoding a file is in: a mark decides, then the mapping's word, then what the header and the whole file say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bonafides.packs.mapping import Mapping
from bonafides.records.ingest.faults import FileRefusedError
from bonafides.records.ingest.read.encoding import UNDECODED, choose_encoding, header_names

HEADER = "代码,编号,日期,名称"
MappingOf = Callable[..., Mapping]


@pytest.fixture(name="mapping")
def _mapping(mapping_of: MappingOf) -> Mapping:
    return mapping_of(code={"column": "代码", "scheme": "uscc"}, ref={"column": "编号"}, event_date={"column": "日期"})


def file(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("encoding", "chosen"),
    [
        ("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("gbk", "gb18030"), ("gb2312", "gb18030"),
        ("gb18030", "gb18030"),         ("utf-16", "utf-16"),
    ],
)  # fmt: skip
def test_the_encoding_is_told_by_mark_or_header(tmp_path: Path, mapping: Mapping, encoding: str, chosen: str) -> None:
    path = file(tmp_path, f"{HEADER}\n1,2,3,甲\n".encode(encoding))
    assert choose_encoding(path, mapping) == (chosen, False, ",")


def test_a_big_endian_mark_is_one_too(tmp_path: Path, mapping: Mapping) -> None:
    path = file(tmp_path, b"\xfe\xff" + f"{HEADER}\n1,2,3,甲\n".encode("utf-16-be"))
    assert choose_encoding(path, mapping)[0] == "utf-16"


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_the_mark_that_divides_the_header(tmp_path: Path, mapping: Mapping, delimiter: str) -> None:
    path = file(tmp_path, f"{HEADER.replace(',', delimiter)}\n".encode())
    assert choose_encoding(path, mapping)[2] == delimiter


def test_the_mappings_word_goes_before_a_guess(tmp_path: Path, mapping_of: MappingOf) -> None:
    """A header in ASCII fits every encoding; Shift-JIS is none that would be guessed."""
    path = file(tmp_path, "code,ref,date,name\n1,2,3,株式会社\n".encode("shift_jis"))
    assert choose_encoding(path, mapping_of(encoding="shift_jis"))[:2] == ("shift_jis", False)


def test_where_the_header_is_ascii_the_rows_decide(tmp_path: Path, mapping_of: MappingOf) -> None:
    rows = "".join(f"{n},{n},2024-01-01,公示信息\n" for n in range(50))
    for encoding, chosen in (("utf-8", "utf-8"), ("gbk", "gb18030")):
        path = file(tmp_path, ("code,ref,date,name\n" + rows).encode(encoding))
        assert choose_encoding(path, mapping_of())[:2] == (chosen, False)


def test_utf8_with_a_damaged_byte_is_not_taken_for_gb18030(tmp_path: Path, mapping_of: MappingOf) -> None:
    """Most of UTF-8 decodes as GB18030 too, to other characters: one byte must not turn a whole file into those."""
    text = "code,ref,date,name\n1,1,2024-01-01,公示信息公示\n2,2,2024-01-01,公示\n3,3,2024-01-01,信息信息\n".encode()
    damaged = text.replace("公示\n".encode(), b"\xe5\x85\n", 1)
    damaged.decode("gb18030")
    assert choose_encoding(file(tmp_path, damaged), mapping_of())[:2] == ("utf-8", True)
    gbk = text.decode().encode("gbk")
    assert choose_encoding(file(tmp_path, gbk + b"\xff\n"), mapping_of())[:2] == ("gb18030", True)


@pytest.mark.parametrize("content", [b"", b"\n \r\n", b"\xef\xbb\xbf", b"\xff\xfe\n\x00"])
def test_an_empty_file_is_refused(tmp_path: Path, mapping: Mapping, content: bytes) -> None:
    path = file(tmp_path, content)
    with pytest.raises(FileRefusedError) as caught:
        choose_encoding(path, mapping)
    assert str(caught.value) == f"{path}: expected a header and rows, came an empty file; ask the agency for it again"


def test_a_file_of_another_encoding_or_another_table_is_refused(tmp_path: Path, mapping: Mapping) -> None:
    path = file(tmp_path, "代码,編號,日期\n1,2,3\n".encode("big5", "replace"))
    with pytest.raises(FileRefusedError) as caught:
        choose_encoding(path, mapping)
    message = str(caught.value)
    assert message.startswith(f"{path}: line 1: mapping test needs the columns `代码`, `编号`, `日期`; the file has `")
    assert message.endswith("Is it the right file for this mapping, in UTF-8 or GB18030, its header on that line?")
    path = file(tmp_path, "代码,日期\n1,2\n".encode("gbk"))
    with pytest.raises(FileRefusedError) as caught:
        choose_encoding(path, mapping)
    assert str(caught.value) == (
        f"{path}: line 1: mapping test needs the column `编号`; the file has `代码`, `日期`, read as gb18030. "
        "Is it the right file for this mapping, in UTF-8 or GB18030, its header on that line?"
    )


def test_utf16_without_a_mark_is_told_readably(tmp_path: Path, mapping: Mapping) -> None:
    path = file(tmp_path, f"{HEADER}\n".encode("utf-16-le"))
    with pytest.raises(FileRefusedError) as caught:
        choose_encoding(path, mapping)
    assert str(caught.value).isprintable()


def test_lines_above_the_header_are_skipped(tmp_path: Path, mapping_of: MappingOf) -> None:
    path = file(tmp_path, b'list of fines, "2024\nmade on;;;;;\ncode,ref,date\n')
    assert choose_encoding(path, mapping_of(skip_rows=2)) == ("utf-8", False, ",")
    with pytest.raises(FileRefusedError, match=r": line 1: mapping test needs"):
        choose_encoding(path, mapping_of())


def test_the_name_of_a_column_may_hold_a_line_break(tmp_path: Path, mapping_of: MappingOf) -> None:
    mapping = mapping_of(event_date={"column": "date\n(of notice)"})
    assert choose_encoding(file(tmp_path, b'code,ref,"date\n(of notice)"\n1,2,3\n'), mapping)[0] == "utf-8"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "shift_jis", "ascii"])
def test_bytes_that_are_not_of_the_encoding_are_kept_and_spare_the_line_break(tmp_path: Path, encoding: str) -> None:
    path = file(tmp_path, "a\n".encode(encoding) + b"\xff\xdc\xd8\xff\x81\x0a\x0a\x00" + "b\n".encode(encoding)[-2:])
    with path.open(encoding=encoding, errors="bonafides-keep", newline="") as read:
        text = read.read()
    assert text.startswith("a\n")
    assert UNDECODED.search(text)


def test_a_header_without_some_names_still_is_one() -> None:
    assert header_names([" code ", "", "ref\u3000", " "]) == ["code", "column 2", "ref", "column 4"]
