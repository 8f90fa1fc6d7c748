"""The JSON Schema of a kind's facts: the subset that every engine can check alike, and nothing outside it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any, Literal

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend
from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from bonafides.packs.patterns import check_pattern, portable
from bonafides.packs.vocabulary import Entry, FactName, Text
from bonafides.packs.wording import shown, wrong

Disclosure = Literal["public", "on-request", "shared", "trade-secret", "personal"]
LOCKED: tuple[Disclosure, ...] = ("personal", "trade-secret")
"""Facts of these classes are stored under a key of their business, so that they can be erased (records/locked)."""
ERASED = "erased:"
"""`erased:personal` stands for the facts of a class that were erased: {"on": day, "act": number, "basis": its basis}."""
LARGEST_EXACT = 2**53 - 1  # RFC 8785 writes numbers as IEEE doubles; beyond this an integer is no longer itself


def _no_number(word: Any) -> Any:
    if word == "number":
        mend = "amounts of money are whole fen (`integer`), other decimals are a `string` with a `pattern`"
        raise wrong("a type of exact values (`string`, `integer`, `boolean`, `array`)", "`number`", mend)
    return word


def _pattern(text: str) -> str:
    check_pattern(text)
    return text


def _each_once(values: tuple[str, ...]) -> tuple[str, ...]:
    for index, value in enumerate(values):
        if value in values[:index]:
            raise wrong("each value once", f"`{value}` a second time", "remove one", (index,))
    return values


Type = Annotated[Literal["string", "integer", "boolean", "array"], BeforeValidator(_no_number)]
Pattern = Annotated[str, AfterValidator(_pattern)]
Enum = Annotated[tuple[str, ...], Field(min_length=1), AfterValidator(_each_once)]
Exact = Annotated[int, Field(ge=-LARGEST_EXACT, le=LARGEST_EXACT)]


class StringItems(Entry):
    """The elements of a list: strings only."""

    type: Literal["string"]
    enum: Enum | None = None
    pattern: Pattern | None = None
    maxLength: int | None = Field(default=None, ge=1)  # noqa: N815 - JSON Schema's own word


class Fact(Entry):
    """One fact of a record. There is no `number`: exact values only."""

    title: Text = Field(alias="x-title")
    disclosure: Disclosure = Field(alias="x-disclosure")
    unit: str | None = Field(default=None, alias="x-unit")
    labels: dict[str, Text] = Field(default_factory=dict, alias="x-labels")
    note: str | Text | None = Field(default=None, alias="x-note")
    type: Type
    format: Literal["date"] | None = None
    enum: Enum | None = None
    pattern: Pattern | None = None
    minLength: int | None = Field(default=None, ge=0)  # noqa: N815
    maxLength: int | None = Field(default=None, ge=1)  # noqa: N815
    minimum: Exact | None = None
    maximum: Exact | None = None
    items: StringItems | None = None
    maxItems: int | None = Field(default=None, ge=1)  # noqa: N815

    @property
    def words(self) -> tuple[str, ...] | None:
        """The closed list of values, or of a list's elements, where there is one."""
        return self.items.enum if self.items else self.enum

    @model_validator(mode="after")
    def _keywords_fit(self) -> Fact:
        allowed = _KEYWORDS["date" if self.format == "date" and self.type == "string" else self.type]
        for word in _LIMITS:
            if getattr(self, word) is not None and word not in allowed:
                what = "a date" if self.format and self.type == "string" else f"`type: {self.type}`"
                raise wrong(f"a keyword of {what} ({_listed(allowed)})", f"`{word}`", "remove it", (word,))
        if self.type == "array" and self.items is None:
            raise wrong("an entry `items`, as the type is `array`", "none", "add `items: {type: string}`")
        for least, most in (("minimum", "maximum"), ("minLength", "maxLength")):
            low, high = getattr(self, least), getattr(self, most)
            if low is not None and high is not None and low > high:
                raise wrong(f"at least {low:,}, the `{least}`", shown(high), at=(most,))
        return self

    @model_validator(mode="after")
    def _labels_are_of_values(self) -> Fact:
        values = self.words
        for word in self.labels:
            if word not in (values or ()):
                expected = f"a value of `enum` ({', '.join(values)})" if values else "no labels, as there is no `enum`"
                raise wrong(expected, f"`{word}`", "mend its spelling, or remove it", ("x-labels", word))
        return self


_LIMITS = ("format", "enum", "pattern", "minLength", "maxLength", "minimum", "maximum", "items", "maxItems")
_KEYWORDS = {
    "string": ("format", "enum", "pattern", "minLength", "maxLength"),
    "date": ("format",),
    "integer": ("minimum", "maximum"),
    "array": ("items", "maxItems"),
    "boolean": (),
}


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"`{word}`" for word in words) or "none"


class FactsSchema(Entry):
    """`facts:` of a kind."""

    type: Literal["object"]
    additionalProperties: Literal[False]  # noqa: N815
    required: tuple[FactName, ...] = ()
    properties: dict[FactName, Fact]

    @model_validator(mode="after")
    def _required_exist(self) -> FactsSchema:
        for index, name in enumerate(self.required):
            if name not in self.properties:
                raise wrong(f"one of `properties` ({', '.join(self.properties)})", f"`{name}`", at=("required", index))
        return self

    @cached_property
    def json_schema(self) -> dict[str, Any]:
        """The schema as plain JSON, integers bounded to what canonical JSON holds exactly."""
        plain: dict[str, Any] = self.model_dump(by_alias=True, exclude_none=True, mode="json")
        for fact in plain["properties"].values():
            if fact["type"] == "integer":
                fact.setdefault("minimum", -LARGEST_EXACT)
                fact.setdefault("maximum", LARGEST_EXACT)
        return plain

    @cached_property
    def validator(self) -> Draft202012Validator:
        """The reference validator; the bulk one (records/ingest/validate.py) is equal to it by test."""
        return _VALIDATOR(self.json_schema, format_checker=FormatChecker(["date"]))

    def fault_of(self, name: str, value: object) -> str:
        """Why a value is none of a fact, such as `minimum: 0`; empty where it is one."""
        errors = self.validator.evolve(schema=self.json_schema["properties"][name]).iter_errors(value)
        error = next(errors, None)
        return f"{error.validator}: {error.validator_value}" if error else ""

    @property
    def public(self) -> frozenset[str]:
        return frozenset(name for name, fact in self.properties.items() if fact.disclosure == "public")

    def locked(self, of: str) -> frozenset[str]:
        """The facts of a class that is locked."""
        return frozenset(name for name, fact in self.properties.items() if fact.disclosure == of)


def _matches(validator: Validator, pattern: str, value: object, _: object) -> Iterator[ValidationError]:
    if isinstance(value, str) and not portable(pattern).search(value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


_VALIDATOR: type[Draft202012Validator] = extend(Draft202012Validator, {"pattern": _matches})  # type: ignore[no-untyped-call]
