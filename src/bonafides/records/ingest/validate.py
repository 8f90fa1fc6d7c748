"""A kind's JSON Schema as checks over whole columns. Equal to the reference validator (jsonschema) by test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from bonafides.packs.facts import LARGEST_EXACT, Fact, FactsSchema, StringItems
from bonafides.records.ingest.faults import Reason

RULE_OF_TYPE = {"string": "text", "integer": "integer", "boolean": "boolean", "array": "list"}
DTYPE_OF_TYPE: dict[str, pl.DataType | type[pl.DataType]] = {
    "string": pl.String,
    "integer": pl.Int64,
    "boolean": pl.Boolean,
    "array": pl.List(pl.String),
}
CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f]"


@dataclass(frozen=True)
class Check:
    """`fails` is true where the fact breaks its schema; null counts as kept."""

    fact: str
    fails: pl.Expr
    reason: Reason
    expected: str


def rule_of(fact: Fact) -> str:
    """The parse rule that a fact's type implies where the mapping names none."""
    return "date" if fact.format == "date" else RULE_OF_TYPE[fact.type]


def checks(schema: FactsSchema, mapped: set[str], coded: set[str]) -> Iterator[Check]:
    """Every check of the facts in `mapped`, over columns named after them.

    `coded` facts hold words of a list that was checked with the pack. One rule goes beyond JSON Schema: text without
    control characters but tab and line break; PostgreSQL holds no U+0000, and the others serve only to deceive.
    """
    for name in schema.required:
        column = pl.col(name) if name in mapped else pl.lit(None)
        yield Check(name, column.is_null(), Reason.MISSING, "a value")
    for name in sorted(mapped):
        yield from _of(name, schema.properties[name], name in coded)


def _of(name: str, fact: Fact, coded: bool) -> Iterator[Check]:  # noqa: FBT001
    column = pl.col(name)
    match fact.type:
        case "integer":
            least = -LARGEST_EXACT if fact.minimum is None else fact.minimum
            most = LARGEST_EXACT if fact.maximum is None else fact.maximum
            unit = f" {fact.unit}" if fact.unit else ""
            yield Check(name, ~column.is_between(least, most), Reason.OUT_OF_RANGE, f"{least:,} to {most:,}{unit}")
        case "string" if fact.format is None and not coded:
            yield Check(name, column.str.contains(CONTROL), Reason.CONTROL, "text without control characters")
            yield from _string(name, fact, column)
        case "array" if fact.items is not None:
            if fact.maxItems is not None:
                expected = f"at most {fact.maxItems} elements"
                yield Check(name, column.list.len() > fact.maxItems, Reason.LENGTH, expected)
            if not coded:
                element = pl.element()
                controlled = column.list.eval(element.str.contains(CONTROL)).list.any()
                yield Check(name, controlled, Reason.CONTROL, "text without control characters")
                for check in _string(name, fact.items, element):
                    yield Check(name, column.list.eval(check.fails).list.any(), check.reason, check.expected)


def _string(name: str, fact: Fact | StringItems, value: pl.Expr) -> Iterator[Check]:
    if fact.enum is not None:
        shown = ", ".join(fact.enum[:12]) + (", …" if len(fact.enum) > 12 else "")
        yield Check(name, ~value.is_in(list(fact.enum)), Reason.CODE_LIST, f"one of {shown}")
    if fact.pattern is not None:
        yield Check(name, ~value.str.contains(fact.pattern), Reason.PATTERN, f"the form {fact.pattern}")
    if isinstance(fact, Fact) and fact.minLength is not None:
        yield Check(
            name,
            value.str.len_chars() < fact.minLength,
            Reason.LENGTH,
            f"at least {fact.minLength} characters",
        )
    if fact.maxLength is not None:
        yield Check(
            name,
            value.str.len_chars() > fact.maxLength,
            Reason.LENGTH,
            f"at most {fact.maxLength} characters",
        )
