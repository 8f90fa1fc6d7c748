"""A row fails in bulk if and only if jsonschema refuses it; control characters are the one rule more."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bonafides.packs.facts import LARGEST_EXACT, FactsSchema
from bonafides.records.ingest.faults import Reason
from bonafides.records.ingest.validate import CONTROL, DTYPE_OF_TYPE, checks, rule_of

OWN = {"x-title": {"en": "T"}, "x-disclosure": "public"}
WORDS = ["a", "b", "ab", "公示", "", "A", "a b", "1", "é", "𠮷𠮷", "a\n", "\t", "x" * 12]
TEXTS = st.one_of(st.sampled_from(WORDS), st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=6))
PATTERNS = st.sampled_from(["^[a-z]+$", "^.{2,3}$", "公", "^$", "[0-9]", "^(a|b){1,2}$", "^[^a]*$", "b$", "^é?.$"])
EDGES = st.one_of(st.integers(-5, 5), st.sampled_from([LARGEST_EXACT, -LARGEST_EXACT]))


def bounds(draw: st.DrawFn, least: str, most: str, values: st.SearchStrategy[int]) -> dict[str, int]:
    low, high = sorted([draw(values), draw(values)])
    return {name: value for name, value in ((least, low), (most, high)) if draw(st.booleans())}


@st.composite
def strings(draw: st.DrawFn, *, least: bool = True) -> dict[str, Any]:
    found: dict[str, Any] = {"type": "string"}
    if draw(st.booleans()):
        found["enum"] = tuple(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4, unique=True)))
    if draw(st.booleans()):
        found["pattern"] = draw(PATTERNS)
    limits = bounds(draw, "minLength", "maxLength", st.integers(1, 4))
    return found | {name: value for name, value in limits.items() if least or name == "maxLength"}


@st.composite
def facts(draw: st.DrawFn) -> dict[str, Any]:
    match draw(st.sampled_from(["string", "date", "integer", "boolean", "array"])):
        case "string":
            return OWN | draw(strings())
        case "date":
            return OWN | {"type": "string", "format": "date"}
        case "integer":
            return OWN | {"type": "integer"} | bounds(draw, "minimum", "maximum", EDGES)
        case "boolean":
            return OWN | {"type": "boolean"}
    most = {"maxItems": draw(st.integers(1, 3))} if draw(st.booleans()) else {}
    return OWN | {"type": "array", "items": draw(strings(least=False))} | most


def values(fact: dict[str, Any]) -> st.SearchStrategy[Any]:
    """What the parse rule of a fact can yield: of its type, and not always in order."""
    if fact.get("format"):
        return st.dates()
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "string": TEXTS,
        "integer": st.one_of(st.integers(-7, 7), st.integers(-LARGEST_EXACT, LARGEST_EXACT)),
        "boolean": st.booleans(),
        "array": st.lists(TEXTS, max_size=4),
    }
    return kinds[fact["type"]]


@st.composite
def cases(draw: st.DrawFn) -> tuple[FactsSchema, list[dict[str, Any]], set[str]]:
    """A schema, rows of facts, and which facts a mapping has."""
    properties = draw(st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), facts(), min_size=1))
    required = tuple(draw(st.lists(st.sampled_from(sorted(properties)), unique=True)))
    schema = FactsSchema.model_validate(
        {"type": "object", "additionalProperties": False, "required": required, "properties": properties}
    )
    mapped = set(draw(st.lists(st.sampled_from(sorted(properties)), unique=True)))
    rows = draw(
        st.lists(
            st.fixed_dictionaries({name: st.one_of(st.none(), values(properties[name])) for name in sorted(mapped)}),
            min_size=1,
            max_size=6,
        )
    )
    return schema, rows, mapped


def failing(schema: FactsSchema, rows: list[dict[str, Any]], mapped: set[str], coded: set[str]) -> list[set[Reason]]:
    """The reasons for which each row fails in bulk."""
    types = {
        name: pl.Date if schema.properties[name].format else DTYPE_OF_TYPE[schema.properties[name].type]
        for name in mapped
    }
    data = {name: pl.Series([row[name] for row in rows], dtype=dtype) for name, dtype in types.items()}
    frame = pl.DataFrame({"row": range(len(rows)), **data})
    found: list[set[Reason]] = [set() for _ in rows]
    for check in checks(schema, mapped, coded):
        assert check.expected
        for number, fails in enumerate(frame.select("row", fails=check.fails)["fails"].to_list()):
            if fails:
                found[number].add(check.reason)
    return found


def plain(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in row.items()
        if value is not None
    }


def controlled(row: dict[str, Any]) -> bool:
    texts = [text for value in row.values() for text in (value if isinstance(value, list) else [value])]
    return any(isinstance(text, str) and re.search(CONTROL, text) for text in texts)


@settings(max_examples=200, deadline=None)
@given(cases())
def test_a_row_fails_in_bulk_iff_jsonschema_refuses_it(
    case: tuple[FactsSchema, list[dict[str, Any]], set[str]],
) -> None:
    schema, rows, mapped = case
    for row, reasons in zip(rows, failing(schema, rows, mapped, set()), strict=True):
        refused = not schema.validator.is_valid(plain(row))
        assert bool(reasons - {Reason.CONTROL}) == refused, (plain(row), reasons, schema.json_schema)
        assert (Reason.CONTROL in reasons) == controlled(row)


def one(fact: dict[str, Any], value: Any, *, coded: bool = False) -> set[Reason]:
    schema = FactsSchema.model_validate(
        {"type": "object", "additionalProperties": False, "required": ("a",), "properties": {"a": OWN | fact}}
    )
    return failing(schema, [{"a": value}], {"a"}, {"a"} if coded else set())[0]


@pytest.mark.parametrize(
    ("fact", "good", "bad", "reason"),
    [
        ({"type": "string"}, "x", None, Reason.MISSING),
        ({"type": "string"}, "a\tb\r\nc", "a\x00", Reason.CONTROL),
        ({"type": "string", "enum": ("a",)}, "a", "b", Reason.CODE_LIST),
        ({"type": "string", "pattern": "^a$"}, "a", "a\n", Reason.PATTERN),
        ({"type": "string", "minLength": 2}, "𠮷𠮷", "𠮷", Reason.LENGTH),
        ({"type": "string", "maxLength": 2}, "公示", "公示三", Reason.LENGTH),
        ({"type": "integer", "minimum": 0}, 0, -1, Reason.OUT_OF_RANGE),
        ({"type": "integer"}, LARGEST_EXACT, LARGEST_EXACT + 1, Reason.OUT_OF_RANGE),
        ({"type": "array", "items": {"type": "string"}, "maxItems": 1}, ["a"], ["a", "b"], Reason.LENGTH),
        ({"type": "array", "items": {"type": "string"}}, [], ["a", "b\x1f"], Reason.CONTROL),
        ({"type": "array", "items": {"type": "string", "enum": ("a",)}}, ["a", "a"], ["a", "b"], Reason.CODE_LIST),
        ({"type": "array", "items": {"type": "string", "pattern": "^a$"}}, ["a"], ["a", "b"], Reason.PATTERN),
        ({"type": "array", "items": {"type": "string", "maxLength": 1}}, ["a"], ["a", "bb"], Reason.LENGTH),
        ({"type": "boolean"}, False, None, Reason.MISSING),
        ({"type": "string", "format": "date"}, date(2024, 3, 5), None, Reason.MISSING),
    ],
)  # fmt: skip
def test_each_keyword_has_its_reason(fact: dict[str, Any], good: Any, bad: Any, reason: Reason) -> None:
    assert one(fact, good) == set()
    assert one(fact, bad) == {reason}


def test_words_of_a_checked_list_are_not_checked_again() -> None:
    """The values of `codes` were held against the enum when the pack was loaded; the length of a list was not."""
    assert one({"type": "string", "enum": ("a",)}, "b", coded=True) == set()
    listed = {"type": "array", "items": {"type": "string", "enum": ("a",)}, "maxItems": 1}
    assert one(listed, ["b"], coded=True) == set()
    assert one(listed, ["a", "a"], coded=True) == {Reason.LENGTH}


def test_a_required_fact_that_nothing_maps_is_always_missing() -> None:
    schema = FactsSchema.model_validate(
        {
            "type": "object",
            "additionalProperties": False,
            "required": ("a",),
            "properties": {"a": OWN | {"type": "boolean"}},
        }
    )
    assert failing(schema, [{}, {}], set(), set()) == [{Reason.MISSING}] * 2


def test_every_type_has_a_rule() -> None:
    schema = FactsSchema.model_validate(
        {
            "type": "object", "additionalProperties": False,
            "properties": {
                "a": OWN | {"type": "string"}, "b": OWN | {"type": "string", "format": "date"},
                "c": OWN | {"type": "integer"}, "d": OWN | {"type": "boolean"},
                "e": OWN | {"type": "array", "items": {"type": "string"}},
            },
        }
    )  # fmt: skip
    rules = {name: rule_of(fact) for name, fact in schema.properties.items()}
    assert rules == {"a": "text", "b": "date", "c": "integer", "d": "boolean", "e": "list"}
