"""`measures/NAME.yaml`: what may follow for a business, from what, on which basis, by which agency, for how long, and where.

`measure-list.yaml` is the list outside which there are no measures; `decision-points.yaml` says where a measure counts.
See docs/reference/measures.md for what each entry means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field, field_validator, model_validator

from bonafides.packs.indicator import Length
from bonafides.packs.vocabulary import Citation, Entry, FactName, Identifier, InForce, Rank, SubjectKind, Text
from bonafides.packs.wording import Path, shown, wrong

Severity = Literal["minor", "general", "serious"]
SEVERITIES: tuple[str, ...] = get_args(Severity)
"""How grave a misconduct is, the least grave first: a measure is proportionate from one of them on."""
Effect = Literal["deny", "weigh", "require", "favour"]
"""At a decision point: no; to be weighed by who decides; only with what the measure says; in its favour."""
Restricts = Literal[
    "market-access", "listing", "publication", "fiscal-funds", "honours", "facilitation", "supervision", "ratings", "lending",
    "reward", "posts", "consumption", "exit", "schooling",
]  # fmt: skip
OF_PERSONS = ("posts", "consumption", "exit", "schooling")
"""What can only be restricted for a natural person. A list may name it; no measure of this platform can be of it."""
Basis = Annotated[tuple[Citation, ...], Field(min_length=1)]


def _point(word: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*", word):
        raise wrong("the name of a point such as `procurement.supplier`", shown(word))
    return word


PointName = Annotated[str, Field(max_length=60), AfterValidator(_point)]


class ListEntry(Entry):
    """An entry of the list of measures: `needs` are the ranks of instruments of which one must be its basis."""

    entry: Identifier
    title: Text
    restricts: Restricts
    of_class: Literal["I", "II", "III", "incentive"] = Field(alias="class")
    needs: Annotated[tuple[Rank, ...], Field(min_length=1)]
    basis: Basis
    note: str | Text | None = None


class DecisionPoint(Entry):
    """Where an agency or another body decides something about a business, and may ask what counts there.

    `covers` are the scopes of a measure that reach it, where it is about some of them only.
    """

    point: PointName
    title: Text
    agencies: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    covers: tuple[str, ...] | None = None
    basis: Basis
    note: str | Text | None = None


class Pattern(Entry):
    """What a trigger must be: a record of a list, a record, or a tier; `where` narrows a record."""

    listing: Identifier | None = None
    record: Identifier | None = None
    tier: str | None = None
    where: str | None = None

    @model_validator(mode="after")
    def _one_of(self) -> Pattern:
        given = [word for word in ("listing", "record", "tier") if getattr(self, word) is not None]
        if len(given) != 1:
            raise wrong("one of `listing`, `record`, `tier`", " and ".join(f"`{one}`" for one in given) or "none")
        if self.tier is not None and self.where is not None:
            raise wrong("no `where`, as a tier has no facts", shown(self.where), "remove it", ("where",))
        return self

    @property
    def kind(self) -> str | None:
        """The kind of record that it is of."""
        return self.listing or self.record


class TriggerPattern(Pattern):
    """What a measure may be imposed for: with it, by the cascade, or by an officer's own decision.

    `severity` is how grave the misconduct is, or the name of the record's fact that says so.
    """

    how: Literal["with", "decided"]
    severity: Severity | None = None
    severity_of: FactName | None = None

    @model_validator(mode="after")
    def _graded(self) -> TriggerPattern:
        if self.severity is not None and self.severity_of is not None:
            raise wrong("either `severity` or `severity_of`", "both", "remove one")
        if self.tier is not None and (self.severity or self.severity_of):
            raise wrong("no severity, as a tier is no misconduct", "one", "remove it")
        return self


class AskedDecision(Entry):
    """A decision of the pack: `given` are the inputs that the officer states, `always` those that are fixed here."""

    decision: FactName
    given: tuple[FactName, ...] = ()
    always: dict[FactName, bool | int | str] = Field(default_factory=dict)


class Condition(AskedDecision):
    """A decision that must come to `yes`."""

    yes: bool | str = True


class Period(AskedDecision):
    """A decision that concludes a period, counted from the day of the event in its input `day`."""

    day: FactName


class Span(AskedDecision):
    """A decision that concludes between what lengths, in `unit`, an officer chooses."""

    least: FactName
    most: FactName
    unit: Literal["months", "years"]


class Duration(Entry):
    """How long: as long as the trigger holds; so many months from the event; by a decision; as chosen within one's span."""

    with_trigger: Literal["trigger"] | None = Field(default=None, alias="while")
    months: Length | None = None
    period: Period | None = None
    span: Span | None = None

    @model_validator(mode="after")
    def _one_of(self) -> Duration:
        given = {"while": self.with_trigger, "months": self.months, "period": self.period, "span": self.span}
        told = [f"`{name}`" for name, value in given.items() if value is not None]
        if len(told) != 1:
            expected = "one of `while: trigger`, `months`, `period`, `span`"
            raise wrong(expected, " and ".join(told) or "none", "a measure without an end is refused: say when it ends")
        if isinstance(self.months, int) and not 1 <= self.months <= 1_200:
            raise wrong("a number of months from 1 to 1,200", shown(self.months), at=("months",))
        return self

    @property
    def asked(self) -> AskedDecision | None:
        """The decision that it asks."""
        return self.period or self.span


class ScopeOf(Entry):
    """To what a measure is confined: one of the words of a fact, such as a kind of licence; an officer states which."""

    record: Identifier
    fact: FactName


class Measure(Entry):
    """One measure of an agency's catalogue. `statutory`: the articles that impose it themselves, whatever an agency decides."""

    measure: Identifier
    title: Text
    content: Text
    kind: Literal["penalty", "reward"]
    entry: Identifier
    targets: Annotated[tuple[SubjectKind, ...], Field(min_length=1)]
    agency: Identifier
    in_force: InForce
    basis: Basis
    triggers: Annotated[tuple[TriggerPattern, ...], Field(min_length=1)]
    least_severity: Severity | None = None
    requires: Condition | None = None
    duration: Duration
    scope: ScopeOf | None = None
    statutory: Basis | None = None
    points: Annotated[dict[PointName, Effect], Field(min_length=1)]
    public: bool
    declinable: bool = False
    lost_by: tuple[Pattern, ...] = ()
    note: str | Text | None = None

    @field_validator("targets", mode="before")
    @classmethod
    def _businesses(cls, targets: object) -> object:
        known = get_args(SubjectKind)
        for index, one in enumerate(targets if isinstance(targets, tuple) else ()):
            if one not in known:
                mend = "remove it: no measure of this platform is aimed at a natural person"
                raise wrong(f"a kind of business ({', '.join(known)})", shown(one), mend, (index,))
        return targets

    @model_validator(mode="after")
    def _whole(self) -> Measure:
        reward = self.kind == "reward"
        for name, effect in self.points.items():
            if (effect == "favour") != reward:
                fitting = (
                    "`favour`, as it is a reward" if reward else "`deny`, `weigh` or `require`, as it is a penalty"
                )
                raise wrong(fitting, shown(effect), at=("points", name))
        if reward and not self.lost_by:
            raise wrong(
                "an entry `lost_by`, as it is a reward", "none", "add `lost_by: …`: what ends it before its time"
            )
        if not reward and (self.lost_by or self.declinable):
            word = "lost_by" if self.lost_by else "declinable"
            raise wrong(f"no `{word}`, as it is a penalty", f"`{word}`", "remove it", (word,))
        if reward and self.least_severity is not None:
            raise wrong("no `least_severity`, as it is a reward", shown(self.least_severity), at=("least_severity",))
        for index, one in enumerate(self.triggers):
            if not reward and one.tier is not None:
                mend = "name a record or a list: no score is a ground for punishment"
                raise wrong("no tier, as it is a penalty", f"`tier: {one.tier}`", mend, ("triggers", index, "tier"))
            if not reward and not (one.severity or one.severity_of):
                expected = "`severity` or `severity_of`, as it is a penalty"
                raise wrong(expected, "neither", "say how grave the misconduct is", ("triggers", index))
            if one.how == "with" and (self.duration.asked or self.requires or self.scope):
                expected = "`decided`, as it asks what only an officer can state"
                raise wrong(expected, "`with`", at=("triggers", index, "how"))
        return self

    def texts(self) -> Iterator[tuple[Path, Text]]:
        """Every text that people read, with its place."""
        yield ("title",), self.title
        yield ("content",), self.content

    def decisions(self) -> Iterator[tuple[Path, AskedDecision]]:
        """Every decision that it asks, with its place."""
        if self.requires is not None:
            yield ("requires",), self.requires
        for name in ("period", "span"):
            if (one := getattr(self.duration, name)) is not None:
                yield ("duration", name), one

    def patterns(self) -> Iterator[tuple[Path, Pattern]]:
        """Every pattern of a trigger, with its place."""
        for name, many in (("triggers", self.triggers), ("lost_by", self.lost_by)):
            for index, one in enumerate(many):
                yield (name, index), one
