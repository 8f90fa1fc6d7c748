"""The JSON Schema of facts: the subset, and nothing outside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bonafides.packs.facts import LARGEST_EXACT, FactsSchema

Told = Callable[[str, str, str], list[str]]


def schema(**properties: dict[str, Any]) -> FactsSchema:
    own = {"x-title": {"en": "T"}, "x-disclosure": "public"}
    return FactsSchema.model_validate(
        {
            "type": "object",
            "additionalProperties": False,
            "properties": {name: own | fact for name, fact in properties.items()},
        }
    )


def test_what_is_outside_the_subset_is_told(told: Callable[[str, str, str], list[str]], case: Any) -> None:
    assert told(case.file, case.old, case.new) == case.messages


def test_an_integer_is_bounded_to_what_canonical_json_holds_exactly() -> None:
    facts = schema(amount={"type": "integer"}, few={"type": "integer", "minimum": 0, "maximum": 9})
    assert facts.json_schema["properties"]["amount"]["minimum"] == -LARGEST_EXACT
    assert facts.json_schema["properties"]["few"]["maximum"] == 9
    assert facts.validator.is_valid({"amount": LARGEST_EXACT})
    assert not facts.validator.is_valid({"amount": LARGEST_EXACT + 1})


def test_the_reference_validator_reads_a_pattern_as_the_others_do() -> None:
    """Python's `$` also stands before a line break at the end; JSON Schema's (ECMA 262) and polars' do not."""
    facts = schema(number={"type": "string", "pattern": "^[0-9]{4}$"})
    assert facts.validator.is_valid({"number": "1234"})
    assert not facts.validator.is_valid({"number": "1234\n"})


def test_days_are_checked_as_days() -> None:
    facts = schema(day={"type": "string", "format": "date"})
    days = ["2024-02-29", "2023-02-29", "0000-01-01", "2024-2-9", "20240209"]
    assert [facts.validator.is_valid({"day": day}) for day in days] == [True, False, False, False, False]


def test_only_public_facts_are_public() -> None:
    facts = schema(a={"type": "boolean"}, b={"type": "boolean", "x-disclosure": "shared"})
    assert facts.public == {"a"}


def test_words_are_the_closed_list_of_a_fact_or_of_its_elements() -> None:
    facts = schema(
        a={"type": "string", "enum": ("x",)},
        b={"type": "array", "items": {"type": "string", "enum": ("y",)}},
        c={"type": "string"},
    )
    assert {name: fact.words for name, fact in facts.properties.items()} == {"a": ("x",), "b": ("y",), "c": None}
