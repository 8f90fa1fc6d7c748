"""A YAML file of a pack: what it may say, the line of everything, and what is told where it cannot be read."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from bonafides.packs.document import DEEPEST, LARGEST_BYTES, Document, parse_document


def read(text: str | bytes) -> Document:
    document = parse_document("x.yaml", text if isinstance(text, bytes) else text.encode())
    assert isinstance(document, Document), document
    return document


def told(text: str | bytes) -> list[str]:
    faults = parse_document("x.yaml", text if isinstance(text, bytes) else text.encode())
    assert not isinstance(faults, Document), faults.content
    return [str(fault) for fault in faults]


def test_values_are_plain_and_lists_are_tuples() -> None:
    content = read(
        'a: text\nb: -36\nc: true\nd: 2021-09-01\ne: ~\nf: [1, x]\ng: {"1": "2"}\nh: |\n  two\n  lines\ni: 是\nj: yes\n'
    ).content
    assert content == {
        "a": "text", "b": -36, "c": True, "d": date(2021, 9, 1), "e": None, "f": (1, "x"), "g": {"1": "2"},
        "h": "two\nlines\n", "i": "是", "j": "yes",
    }  # fmt: skip
    assert type(content["a"]) is str
    assert type(content["c"]) is bool


def test_every_value_has_its_line_and_what_is_missing_that_of_its_parent() -> None:
    document = read("# law\na: 1\nb:\n  - x\n  - {c: 2,\n     d: 3}\n")
    lines = {(): 1, ("a",): 2, ("b",): 3, ("b", 0): 4, ("b", 1): 5, ("b", 1, "c"): 5, ("b", 1, "d"): 6}
    assert {path: document.line(path) for path in lines} == lines
    assert document.line(("b", 1, "nothing", 7)) == 5
    assert document.line(("nothing",)) == 1


def test_a_byte_order_mark_is_no_part_of_the_first_name() -> None:
    assert read(b"\xef\xbb\xbfa: 1").content == {"a": 1}


def test_what_cannot_be_read_is_told_with_its_line_and_the_mend(syntax: Any) -> None:
    assert told(syntax.new) == syntax.messages


def test_what_an_editor_would_not_show_is_told_too() -> None:
    quoted = "; or put it in quotes, if it is a text"
    assert told("a: " + "9" * 5000) == [f"x.yaml:1: a: expected a whole number such as 36, came `{'9' * 79}…`{quoted}"]
    assert told('a: "\\ud800"') == [f"x.yaml:1: a: expected characters that exist, came `\ud800`{quoted}"]
    assert told("a: 1\nb: \x01") == [
        "x.yaml:2: expected text without control characters, came the control character 0x01; remove it"
    ]
    assert told(b"a: 1\nb: \xb7\xa8\n") == ["x.yaml:2: expected UTF-8 text, came the byte 0xb7; save the file as UTF-8"]
    assert told("") == [
        "x.yaml: expected entries `name: value`, came an empty file; docs/reference/pack.md says what is in it"
    ]


def test_every_fault_of_a_file_is_told_not_only_the_first() -> None:
    assert [line.split(" ", 1)[0] for line in told("1: a\nb: 2021-02-30\nc: !x y\n")] == [
        "x.yaml:1:",
        "x.yaml:2:",
        "x.yaml:3:",
    ]


def test_a_file_that_is_too_large_is_not_parsed() -> None:
    (message,) = told(b"a: [" + b"1," * LARGEST_BYTES)
    assert message == (
        "x.yaml: expected at most 1,000,000 bytes, came more; a pack holds law, not records: split the file, "
        "or take out what is no law"
    )


def test_a_bomb_of_aliases_costs_no_memory() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 30)
    )
    tracemalloc.start()
    faults = told(bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert faults[0] == "x.yaml:2: a1[1]: expected the value itself, came an alias `*…`; write it out once more"
    assert peak < 20_000_000


@pytest.mark.parametrize("depth", [DEEPEST, 20_000])
def test_brackets_within_brackets_end_somewhere(depth: int) -> None:
    assert told("[" * depth + "1" + "]" * depth) == [
        "x.yaml:1: expected at most 30 levels, came more; check brackets and indentation"
    ]


def test_what_is_not_of_the_type_is_told(told: Callable[[str, str, str], list[str]], case: Any) -> None:
    assert told(case.file, case.old, case.new) == case.messages
