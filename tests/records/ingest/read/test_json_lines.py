"""JSON Lines: every digit as it was written, and a line that is none costs itself only."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bonafides.packs.mapping import Mapping
from bonafides.records.ingest.faults import FileRefusedError, Reason
from bonafides.records.ingest.read import json_lines
from bonafides.records.ingest.read.source import LIST_MARK

ReadAll = Callable[..., Any]
GOOD = '{"code": "1", "ref": "a", "date": "d"}'
PERSON = "11010519491231002X"


def file(tmp_path: Path, *lines: str | bytes, end: bytes = b"\n") -> Path:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"".join((line.encode() if isinstance(line, str) else line) + end for line in lines))
    return path


def test_members_come_as_text_and_numbers_as_they_are_written(
    tmp_path: Path, read_all: ReadAll, mapping: Mapping
) -> None:
    line = (
        '{"code": 12345678901234567890, "ref": 0.1, "date": 1e400, "a": true, "b": false, "c": null, '
        '"d": ["x", 1, null], "e": [], "f": {"g": "h"}, "i": -0.0, "j": 1.10, '
        '"k": "公\\n示\\u00e9", "l": [["m"], {"n": 1}], "o": ""}'
    )
    assert read_all(file(tmp_path, line), mapping).rows == {
        1: {
            "code": "12345678901234567890", "ref": "0.1", "date": "1e400", "a": "true", "b": "false", "c": None,
            "d": f"{LIST_MARK}x{LIST_MARK}1", "e": None, "f": '{"g": "h"}', "i": "-0.0", "j": "1.10", "k": "公\n示é",
            "l": f'{LIST_MARK}["m"]{LIST_MARK}{{"n": "1"}}', "o": "",
        }
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "details"),
    [
        ('{"code": "1", "ref": ', "expected JSON, but expecting value in place 21 of the line"),
        ("", None),
        ("   \t", None),
        ("[1, 2]", "expected a JSON object, came another value"),
        ('"text"', "expected a JSON object, came another value"),
        ("null", "expected a JSON object, came another value"),
        ("code,ref,date", "expected JSON, but expecting value in place 1 of the line"),
        ('{"code": NaN}', "expected JSON, but NaN is no JSON"),
        ('{"code": -Infinity}', "expected JSON, but -Infinity is no JSON"),
        ('{"code": "1", "ref": "a", "code": "2"}', "expected JSON, but the member `code` is there twice"),
        ('{"code": "\\ud800"}', "expected characters that exist, came half of a pair (\\ud800 to \\udfff)"),
        ('{"code": "a\\u001Fb"}', "expected text without control characters, came U+001F"),
        (b'{"code": "\xb9\xab"}', "expected UTF-8, came the byte 0xb9 in place 11 of the line"),
        ("[" * 100_000, "expected JSON, but maximum recursion depth exceeded"),
        ('{"a":' * 100_000 + "1", "expected JSON, but maximum recursion depth exceeded"),
    ],
)  # fmt: skip
def test_a_line_that_is_none_costs_itself_only(
    tmp_path: Path, read_all: ReadAll, mapping: Mapping, line: str | bytes, details: str | None
) -> None:
    found = read_all(file(tmp_path, GOOD, line, GOOD), mapping)
    assert list(found.rows) == [1, 3]
    if details is None:
        assert found.faults == {}
        return
    fault = found.faults[2]
    assert fault.reason == (Reason.ENCODING if isinstance(line, bytes) else Reason.MALFORMED)
    assert fault.details.startswith(details)
    assert fault.cells.keys() == {"code", "ref", "date", "_line"}
    assert not any(fault.cells[name] for name in ("code", "ref", "date"))


@pytest.mark.parametrize("value", ["[" * 900 + "]" * 900, '{"a":' * 900 + "1" + "}" * 900])
def test_deep_nesting_in_a_member_nobody_asked_for_is_a_fault_at_most(
    tmp_path: Path, read_all: ReadAll, mapping: Mapping, value: str
) -> None:
    found = read_all(file(tmp_path, GOOD, f'{{"code": "1", "ref": "a", "date": "d", "deep": {value}}}', GOOD), mapping)
    assert set(found.rows) | set(found.faults) == {1, 2, 3}


def test_a_very_long_line_is_not_read_whole(
    tmp_path: Path, read_all: ReadAll, mapping: Mapping, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_lines, "LONGEST_LINE", 1000)
    long = f'{{"code": "{"x" * 5000}"}}'
    found = read_all(file(tmp_path, GOOD, long, GOOD, long), mapping)
    assert list(found.rows) == [1, 3]
    assert found.faults[2].details == "expected at most 1,000 bytes on a line, came more"
    assert list(found.faults) == [2, 4]


def test_the_line_limit_is_the_last_byte(
    tmp_path: Path, read_all: ReadAll, mapping: Mapping, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_lines, "LONGEST_LINE", len(GOOD) + 1)
    assert list(read_all(file(tmp_path, GOOD, GOOD + " ", GOOD), mapping).rows) == [1, 3]


def test_windows_line_endings_a_mark_and_no_last_line_break(
    tmp_path: Path, read_all: ReadAll, mapping: Mapping
) -> None:
    path = file(tmp_path, b"\xef\xbb\xbf" + GOOD.encode(), GOOD, end=b"\r\n")
    path.write_bytes(path.read_bytes() + GOOD.encode())
    assert list(read_all(path, mapping).rows) == [1, 2, 3]


def test_a_member_may_be_missing_but_not_the_code_and_the_reference(
    tmp_path: Path, read_all: ReadAll, mapping: Mapping
) -> None:
    found = read_all(file(tmp_path, '{"code": "1", "ref": "a"}', '{"ref": "b", "code": null}'), mapping)
    assert found.rows == {
        1: {"code": "1", "ref": "a", "date": None},
        2: {"code": None, "ref": "b", "date": None},
    }
    path = file(tmp_path, '{"code": "1", "name": "x"}')
    with pytest.raises(FileRefusedError) as caught:
        read_all(path, mapping)
    assert str(caught.value) == (
        f"{path}: mapping test needs the column `ref`; the file has `code`, `name`, `date`. "
        "Was it the right mapping? Otherwise ask the agency for the missing column."
    )


@pytest.mark.parametrize(
    "content", ["", "\n\n", "code,ref,date\n", "[\n" + GOOD + "\n]\n".replace("{", "["), "公示".encode("gbk")]
)
def test_a_file_without_an_object_is_refused(
    tmp_path: Path, read_all: ReadAll, mapping: Mapping, content: str | bytes
) -> None:
    path = tmp_path / "a.ndjson"
    path.write_bytes(content if isinstance(content, bytes) else content.replace(GOOD, "1").encode())
    with pytest.raises(FileRefusedError) as caught:
        read_all(path, mapping)
    assert str(caught.value) == (
        f"{path}: expected a JSON object on each line, there is none in the first 1,000 lines. "
        "Is it JSON Lines, in UTF-8, and not one list of objects?"
    )


def test_natural_persons_are_masked_in_lines_that_cannot_be_read(
    tmp_path: Path, read_all: ReadAll, mapping: Mapping
) -> None:
    found = read_all(file(tmp_path, GOOD, f'{{"code": "{PERSON}"', f"{'x' * 490}{PERSON}"), mapping)
    assert sorted(found.faults) == [2, 3]
    assert all(PERSON[6:14] not in str(fault) for fault in found.faults.values())


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x1f"))
LINES = st.sampled_from([GOOD, "", "{", "[]", '{"code": 1, "ref": 2}', "x" * 50])


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LINES, max_size=20), st.integers(1, 22), st.integers(1, 5), st.integers(30, 200))
def test_a_resumed_file_is_the_rest_of_the_whole(
    tmp_path: Path, read_all: ReadAll, mapping: Mapping, lines: list[str], start: int, size: int, bytes_: int
) -> None:
    path = file(tmp_path, *lines, GOOD)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_lines, "CHUNK_ROWS", size)
        patch.setattr(json_lines, "CHUNK_BYTES", bytes_)
        whole, rest = read_all(path, mapping), read_all(path, mapping, start)
    assert rest.rows == {number: row for number, row in whole.rows.items() if number >= start}
    assert rest.faults == {number: fault for number, fault in whole.faults.items() if number >= start}
    assert sorted([*whole.rows, *whole.faults]) == [n for n, line in enumerate([*lines, GOOD], 1) if line]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.dictionaries(st.sampled_from(["code", "ref", "date"]), TEXT), min_size=1, max_size=5))
def test_whatever_text_a_member_holds_comes_out_again(
    tmp_path: Path, read_all: ReadAll, mapping: Mapping, objects: list[dict[str, str]]
) -> None:
    for ascii_ in (True, False):
        lines = [json.dumps(one, ensure_ascii=ascii_) for one in [{"code": "", "ref": ""}, *objects]]
        found = read_all(file(tmp_path, *lines), mapping)
        assert [{k: v for k, v in row.items() if v is not None} for row in found.rows.values()][1:] == objects
