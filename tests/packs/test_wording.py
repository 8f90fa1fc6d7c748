"""What pydantic says, told in a lawyer's words: by its place in the file, and once for each thing that is wrong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import Field, ValidationError

from bonafides.packs.vocabulary import Citation, Entry, Text
from bonafides.packs.wording import faults_of, shown, wrong


class Shape(Entry):
    basis: Citation | tuple[Citation, ...] = ()
    note: str | Text | None = None
    const: str | bool | int | None = None
    many: tuple[str, ...] = Field(default=("x",), min_length=1)
    codes: dict[str, str | bool | int] = Field(default_factory=dict)


def told(content: dict[str, Any]) -> list[tuple[tuple[int | str, ...], str, str, str]]:
    with pytest.raises(ValidationError) as caught:
        Shape.model_validate(content)
    return list(faults_of(caught.value, content))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "nothing"), ("", "an empty text"), ("x", "`x`"), (True, "`true`"), (36, "`36`"),
        (Decimal("2026.10"), "`2026.10`"), (date(2021, 9, 1), "`2021-09-01`"),
        ((), "an empty list"), (("a", 1), "a list of `a`, `1`"), ({}, "no entries"),
        ({"a": 1, "b": 2}, "entries `a`, `b`"), ("y" * 200, "`" + "y" * 79 + "…`"),
    ],
)  # fmt: skip
def test_a_value_is_shown_as_its_author_would_know_it_again(value: object, text: str) -> None:
    assert shown(value) == text


def test_where_several_types_are_possible_the_one_that_was_meant_is_told_of() -> None:
    assert told({"basis": {"artikel": "3", "mark": "memory"}}) == [
        (("basis",), "an entry `instrument`", "none", "add `instrument: …`"),
        (("basis", "artikel"), "an entry that belongs here", "`artikel`", "mend its spelling, or remove it"),
    ]
    assert told(
        {"basis": ({"instrument": "PL", "mark": "memory"}, {"instrument": "PL", "article": 3, "mark": "memory"})}
    ) == [(("basis", 1, "article"), "text", "`3`", "put it in quotes")]


def test_where_none_was_meant_all_are_told_in_one() -> None:
    assert told({"basis": "PL"}) == [(("basis",), "entries `name: value`, or a list", "`PL`", "")]
    assert told({"const": Decimal("1.5")}) == [
        (("const",), "text, true or false, or a whole number", "`1.5`", "put it in quotes")
    ]
    assert told({"note": 5}) == [(("note",), "text", "`5`", "put it in quotes")]


def test_a_name_of_an_entry_that_looks_like_one_of_pydantics_own_keeps_its_place() -> None:
    """`x-labels` of industry sections are A to T; codes may be any text at all."""
    assert told({"codes": {"Citation": {}}}) == [
        (("codes", "Citation"), "text, true or false, or a whole number", "no entries", "")
    ]
    assert told({"note": {"A": 1}}) == [(("note", "A"), "text", "`1`", "put it in quotes")]


def test_a_list_with_a_fault_in_it_is_not_said_to_be_too_short_as_well() -> None:
    assert told({"many": (1,)}) == [(("many", 0), "text", "`1`", "put it in quotes")]
    assert told({"many": ()}) == [(("many",), "at least one", "an empty list", "")]


def test_our_own_validators_say_where_within_the_entry() -> None:
    error = wrong("a", "b", "c", ("d", 0))
    assert error.type == "pack"
    assert error.message() == "expected a, came b"
