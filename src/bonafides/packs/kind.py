"""`catalogue/KIND.yaml`: a kind of record, who may submit it, what it holds, how long it is public."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any, Literal

from pydantic import Field, model_validator

from bonafides.packs.facts import FactsSchema
from bonafides.packs.vocabulary import Citation, Entry, FactName, Identifier, InForce, Text

Category = Literal[
    "registration", "judicial", "administrative-management", "abnormal-status", "serious-dishonesty", "contract", "commitment",
    "evaluation", "compliance", "honour", "intellectual-property", "volunteered", "inspection",
]  # fmt: skip


class PublicityClass(Entry):
    """The class of a record whose facts hold one of the values given for each fact of `when` (no `when`: every record)."""

    name: Identifier = Field(alias="class")
    when: dict[FactName, tuple[str | bool | int, ...]] = Field(default_factory=dict)


class PublicityPeriod(Entry):
    """How long records of a class are public under the law of some years."""

    name: Identifier = Field(alias="class")
    public: bool
    months: int | None = Field(default=None, ge=1)
    starts: Literal["event_date", "valid_from"] = "event_date"
    in_force: InForce
    basis: Citation | tuple[Citation, ...] = ()
    note: str | Text | None = None


class Publicity(Entry):
    """First class whose `when` holds; a class without a period in force is not public."""

    classes: tuple[PublicityClass, ...] = Field(min_length=1)
    periods: tuple[PublicityPeriod, ...]

    @model_validator(mode="after")
    def _closed(self) -> Publicity:
        names = [one.name for one in self.classes]
        if self.classes[-1].when:
            raise ValueError("a last class without `when`, so that every record falls in one")
        if stray := [one.name for one in self.periods if one.name not in names]:
            raise ValueError(f"periods of the classes {', '.join(names)}, not of `{stray[0]}`")
        for name in names:
            spans = sorted((p.in_force.since, p.in_force.until) for p in self.periods if p.name == name)
            for (_, end), (start, _) in pairwise(spans):
                if end is None or start < end:
                    raise ValueError(f"one period of class `{name}` in force on any day (two on {start})")
        return self

    def period(self, name: str, day: date) -> PublicityPeriod | None:
        """The period of a class in force on a day."""
        return next((p for p in self.periods if p.name == name and p.in_force.covers(day)), None)


class Retention(Entry):
    """How long a record is kept at all."""

    months: int = Field(ge=1)
    starts: Literal["event_date", "valid_from", "valid_to"] = Field(default="event_date", alias="from")
    basis: Citation | tuple[Citation, ...] = ()
    note: str | Text | None = None


class Kind(Entry):
    """One kind of record of the catalogue."""

    kind: Identifier
    title: Text
    category: Category
    nature: Literal["event", "state"]
    in_force: InForce
    sources: tuple[Identifier, ...] = Field(min_length=1)
    basis: tuple[Citation, ...] = Field(min_length=1)
    publicity: Publicity
    retention: Retention
    exclusive: tuple[FactName, ...] = ()
    facts: FactsSchema
    note: str | Text | None = None

    @model_validator(mode="after")
    def _facts_named(self) -> Kind:
        facts = self.facts.properties
        for name in self.exclusive:
            if name not in facts:
                raise ValueError(f"`exclusive` to name facts of this kind, not `{name}`")
        for one in self.publicity.classes:
            for name, values in one.when.items():
                if name not in facts:
                    raise ValueError(f"`when` of class `{one.name}` to name facts of this kind, not `{name}`")
                allowed = facts[name].words
                if allowed and (stray := [value for value in values if value not in allowed]):
                    raise ValueError(f"values of `{name}` ({', '.join(map(str, allowed))}), not `{stray[0]}`")
        return self
