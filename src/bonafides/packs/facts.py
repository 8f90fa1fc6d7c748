"""The JSON Schema of a kind's facts: the subset that every engine can check alike, and nothing outside it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, Literal

from jsonschema import Draft202012Validator, FormatChecker
from pydantic import Field, model_validator

from bonafides.packs.vocabulary import Entry, FactName, Text

Disclosure = Literal["public", "on-request", "shared", "trade-secret", "personal"]
LARGEST_EXACT = 2**53 - 1  # RFC 8785 writes numbers as IEEE doubles; beyond this an integer is no longer itself


class StringItems(Entry):
    """The elements of a list: strings only."""

    type: Literal["string"]
    enum: tuple[str, ...] | None = None
    pattern: str | None = None
    maxLength: int | None = Field(default=None, ge=1)  # noqa: N815 - JSON Schema's own word


class Fact(Entry):
    """One fact of a record. There is no `number`: exact values only."""

    title: Text = Field(alias="x-title")
    disclosure: Disclosure = Field(alias="x-disclosure")
    unit: str | None = Field(default=None, alias="x-unit")
    labels: dict[str, Text] = Field(default_factory=dict, alias="x-labels")
    note: str | Text | None = Field(default=None, alias="x-note")
    type: Literal["string", "integer", "boolean", "array"]
    format: Literal["date"] | None = None
    enum: tuple[str, ...] | None = None
    pattern: str | None = None
    minLength: int | None = Field(default=None, ge=0)  # noqa: N815
    maxLength: int | None = Field(default=None, ge=1)  # noqa: N815
    minimum: int | None = None
    maximum: int | None = None
    items: StringItems | None = None
    maxItems: int | None = Field(default=None, ge=1)  # noqa: N815

    @property
    def words(self) -> tuple[str, ...] | None:
        """The closed list of values, or of a list's elements, where there is one."""
        return self.items.enum if self.items else self.enum

    @model_validator(mode="after")
    def _keywords_fit_the_type(self) -> Fact:
        of = {
            "string": ("format", "enum", "pattern", "minLength", "maxLength"),
            "integer": ("minimum", "maximum"),
            "array": ("items", "maxItems"),
            "boolean": (),
        }
        for kind, words in of.items():
            if kind != self.type and (stray := [word for word in words if getattr(self, word) is not None]):
                raise ValueError(f"keywords of a {self.type}, not `{stray[0]}`")
        if self.type == "array" and self.items is None:
            raise ValueError("`items: {type: string}` for an array")
        for pattern in (self.pattern, self.items.pattern if self.items else None):
            if pattern is not None:
                try:
                    re.compile(pattern)
                except re.error as error:
                    raise ValueError(f"a regular expression in `pattern` ({error})") from error
        values = self.words
        if values and self.labels and (stray := sorted(set(self.labels) - set(values))):
            raise ValueError(f"labels of the values {', '.join(values)}, not of `{stray[0]}`")
        return self


class FactsSchema(Entry):
    """`facts:` of a kind."""

    type: Literal["object"]
    additionalProperties: Literal[False]  # noqa: N815
    required: tuple[FactName, ...] = ()
    properties: dict[FactName, Fact]

    @model_validator(mode="after")
    def _required_exist(self) -> FactsSchema:
        if stray := [name for name in self.required if name not in self.properties]:
            raise ValueError(f"`required` to name properties, not `{stray[0]}`")
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
        return Draft202012Validator(self.json_schema, format_checker=FormatChecker(["date"]))

    @property
    def public(self) -> frozenset[str]:
        return frozenset(name for name, fact in self.properties.items() if fact.disclosure == "public")
