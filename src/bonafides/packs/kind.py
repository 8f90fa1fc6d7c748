"""`catalogue/KIND.yaml`: a kind of record, who may submit it, what it holds, how long it is public."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, model_validator

from bonafides.packs.facts import LOCKED, Fact, FactsSchema
from bonafides.packs.vocabulary import Citation, Entry, FactName, Identifier, InForce, Text
from bonafides.packs.wording import shown, wrong

Category = Literal[
    "registration", "judicial", "administrative-management", "abnormal-status", "serious-dishonesty", "contract",
    "commitment", "evaluation", "compliance", "honour", "intellectual-property", "volunteered", "inspection",
]  # fmt: skip


class PublicityClass(Entry):
    """The class of records whose facts hold one of the values given for each fact of `when` (none: every record)."""

    name: Identifier = Field(alias="class")
    when: dict[FactName, Annotated[tuple[str | bool | int, ...], Field(min_length=1)]] = Field(default_factory=dict)


class PublicityPeriod(Entry):
    """How long records of a class are public under the law of some years; `while_valid`: no longer than they hold."""

    name: Identifier = Field(alias="class")
    public: bool
    months: int | None = Field(default=None, ge=1)
    starts: Literal["event_date", "valid_from"] = "event_date"
    while_valid: bool = False
    in_force: InForce
    basis: Citation | tuple[Citation, ...] = ()
    note: str | Text | None = None


class Publicity(Entry):
    """First class whose `when` holds; a class without a period in force is not public."""

    classes: tuple[PublicityClass, ...] = Field(min_length=1)
    periods: tuple[PublicityPeriod, ...]

    @model_validator(mode="after")
    def _closed(self) -> Publicity:
        names = tuple(dict.fromkeys(one.name for one in self.classes))
        last = len(self.classes) - 1
        if self.classes[last].when:
            mend = "add a last class without `when`, so that every record falls in one"
            raise wrong("no `when` in the last class", shown(self.classes[last].when), mend, ("classes", last, "when"))
        for index, one in enumerate(self.periods):
            if one.name not in names:
                raise wrong(f"one of the classes ({', '.join(names)})", f"`{one.name}`", at=("periods", index, "class"))
        for name in names:
            own = sorted((p.in_force.since, i) for i, p in enumerate(self.periods) if p.name == name)
            for (_, earlier), (start, later) in pairwise(own):
                end = self.periods[earlier].in_force.until
                if end is None or start < end:
                    mend = f"end the one of {self.periods[earlier].in_force.since} by `to: {start}`"
                    expected = f"one period of class `{name}` in force on any day"
                    raise wrong(expected, f"two on {start}", mend, ("periods", later, "in_force"))
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
        expected = f"a fact of this kind ({', '.join(facts)})"
        for index, name in enumerate(self.exclusive):
            if name not in facts:
                raise wrong(expected, f"`{name}`", at=("exclusive", index))
            _check_open(name, facts[name], ("exclusive", index))
        for number, one in enumerate(self.publicity.classes):
            at = ("publicity", "classes", number, "when")
            for name, values in one.when.items():
                if name not in facts:
                    raise wrong(expected, f"`{name}`", at=(*at, name))
                _check_open(name, facts[name], (*at, name))
                for index, value in enumerate(values):
                    _check_value(name, facts[name], value, (*at, name, index))
        return self


def _check_open(name: str, fact: Fact, at: tuple[int | str, ...]) -> None:
    """What is stored of such a fact in the clear would tell what is locked."""
    if fact.disclosure in LOCKED:
        raise wrong("a fact that is not under lock", f"`{name}`, whose class is {fact.disclosure}", "name another", at)


def _check_value(name: str, fact: Fact, value: object, at: tuple[int | str, ...]) -> None:
    if fact.words is not None and value not in fact.words:
        raise wrong(f"a value of `{name}` ({', '.join(fact.words)})", shown(value), at=at)
    expected = {"integer": (int, "a whole number"), "boolean": (bool, "true or false")}.get(fact.type, (str, "text"))
    if type(value) is not expected[0]:
        raise wrong(f"{expected[1]}, as `{name}` is", shown(value), at=at)
