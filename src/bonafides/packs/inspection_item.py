"""`inspection-items/NAME.yaml`: what may be inspected, at which businesses, how many of them, by whom, and what comes of it.

See docs/reference/inspection-items.md for what each entry means. Every number is a parameter's or a decision's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from bonafides.packs.group import Characters
from bonafides.packs.vocabulary import Citation, Entry, FactName, Identifier, InForce, Text
from bonafides.packs.wording import Path, wrong

Value = bool | int | str | date
Constant = bool | int | str | tuple[str, ...]
Rules = Annotated[tuple[Citation, ...], Field(min_length=1)] | Citation
Told = Literal[
    "item", "basis", "authority", "plan", "draw", "reason", "officers", "findings", "follow_ups", "replied", "reply",
]  # fmt: skip
"""What an inspection tells its record beside the result: each goes into the fact that the item names for it."""
TOLD: tuple[str, ...] = get_args(Told)
YEARLY_CAP, SAME_ITEM = "yearly-cap", "same-item"
EXCLUSIONS = (YEARLY_CAP, SAME_ITEM)
"""The rules by which a business can be left out of a draw: those that the draw knows how to apply."""


class Condition(Entry):
    """What must hold of a business: an indicator, or what every business has, is one of some values or at least a number."""

    of: FactName
    within: Annotated[tuple[Value, ...], Field(min_length=1)] | None = Field(default=None, alias="in")
    at_least: int | None = None

    @model_validator(mode="after")
    def _one_of(self) -> Condition:
        if (self.within is None) == (self.at_least is None):
            raise wrong("either `in` or `at_least`", "neither" if self.within is None else "both")
        return self


class Strata(Entry):
    """The decision that gives the ratio of a tier, in basis points, and which of its outputs that is."""

    decision: FactName
    output: FactName


class Region(Entry):
    """Where a business is, for its officers: the code or an indicator, or some characters of it."""

    of: FactName
    characters: Characters | None = None


class Gate(Entry):
    """A decision that must come to a value before a step is taken."""

    decision: FactName
    yes: bool | str = True


class Clock(Entry):
    """A period that a decision states. `inputs` are what it is asked with; `day` names the day that it counts from."""

    decision: FactName
    inputs: dict[FactName, bool | int | str] = Field(default_factory=dict)
    day: FactName


class CheckPoint(Entry):
    """A point of the checklist; where it requires evidence, no finding on it is entered without."""

    point: Identifier
    title: Text
    basis: Rules
    requires: Literal["evidence", "none"] = "none"


class ItemRecord(Entry):
    """The record that a result becomes: its kind, facts that are always so, and into which facts the rest goes.

    `ok` is the result that stands alone: no finding of a problem beside it. `states`: what the officers may state besides.
    """

    kind: Identifier
    facts: dict[FactName, Constant] = Field(default_factory=dict)
    result: FactName
    ok: str
    states: tuple[FactName, ...] = ()
    tells: dict[Told, FactName] = Field(default_factory=dict)


class FollowUps(Entry):
    """The decision that says what follows a result. `none`: nothing; `recheck`: what asks for another visit."""

    decision: FactName
    none: str
    recheck: tuple[str, ...] = ()


class StatedRule(Entry):
    """A rule of the draw as it is committed to: its text and its basis."""

    title: Text
    basis: Rules


class InspectionItem(Entry):
    """One item that may be inspected."""

    item: Identifier
    title: Text
    agency: Identifier
    basis: Annotated[tuple[Citation, ...], Field(min_length=1)]
    in_force: InForce
    level: Literal["general", "key"]
    full_coverage: bool = False
    must_include: tuple[Condition, ...] = ()
    methods: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    field: Identifier
    scope: Annotated[tuple[Condition, ...], Field(min_length=1)]
    strata: Strata
    floor_bp: FactName | None = None
    cap_bp: FactName | None = None
    weight: FactName | None = None
    plan: Gate | None = None
    risk_model: Identifier | None = None
    """The model of risk that may put targeted inspections of this item in order; none: there are no such inspections."""
    permitted: Gate
    officers: FactName
    yearly_cap: FactName
    region: Region | None = None
    notice: Literal["required", "exempt"] = "required"
    checklist: Annotated[tuple[CheckPoint, ...], Field(min_length=1)]
    record: ItemRecord
    follow_ups: FollowUps | None = None
    recheck: Clock | None = None
    publication: Clock
    merges_with: tuple[Identifier, ...] = ()
    exclusions: dict[Identifier, StatedRule]
    substitutions: dict[Identifier, StatedRule] = Field(default_factory=dict)
    note: str | Text | None = None

    @model_validator(mode="after")
    def _whole(self) -> InspectionItem:
        if YEARLY_CAP not in self.exclusions:
            mend = f"add `{YEARLY_CAP}: {{title: …, basis: …}}`: a business that had its visits this year is left out"
            raise wrong(f"an entry `{YEARLY_CAP}`", "none", mend, ("exclusions",))
        for name in self.exclusions:
            if name not in EXCLUSIONS:
                expected = f"a rule that the draw can apply ({', '.join(EXCLUSIONS)})"
                mend = "remove it, or narrow the `scope` by it"
                raise wrong(expected, f"`{name}`", mend, ("exclusions", name))
        seen: set[str] = set()
        for index, one in enumerate(self.checklist):
            if one.point in seen:
                at = ("checklist", index, "point")
                raise wrong("each point once", f"`{one.point}` a second time", "rename or remove one", at)
            seen.add(one.point)
        if self.follow_ups is None and self.recheck is not None:
            raise wrong("`follow_ups`, as there is a `recheck`", "none", "add them, or remove it", ("recheck",))
        return self

    def texts(self) -> Iterator[tuple[Path, Text]]:
        """Every text that people read, with its place."""
        yield ("title",), self.title
        for index, one in enumerate(self.checklist):
            yield ("checklist", index, "title"), one.title
        for rules, stated in (("exclusions", self.exclusions), ("substitutions", self.substitutions)):
            for name, rule in stated.items():
                yield (rules, name, "title"), rule.title

    def citations(self) -> Iterator[tuple[Path, Rules]]:
        """Everything that the item rests on, with its place."""
        yield ("basis",), self.basis
        for index, one in enumerate(self.checklist):
            yield ("checklist", index, "basis"), one.basis
        for rules, stated in (("exclusions", self.exclusions), ("substitutions", self.substitutions)):
            for name, rule in stated.items():
                yield (rules, name, "basis"), rule.basis

    def point(self, name: str) -> CheckPoint | None:
        """The point of the checklist of that name."""
        return next((one for one in self.checklist if one.point == name), None)
