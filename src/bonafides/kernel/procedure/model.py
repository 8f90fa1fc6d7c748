"""A procedure as data: its states, the steps between them, what guards each step, and the clocks that steps start.

Nothing here knows a pack or a law: decisions are names, citations are texts. `packs/procedure.py` reads it from YAML.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bonafides.kernel.procedure.sources import Source

OPENED = "opened"
"""The name of the step that opens a case."""
Texts = Mapping[str, str]


class Meaning(StrEnum):
    """What a state means for the business."""

    OPEN = "open"
    DECIDED = "decided"
    IN_FORCE = "in-force"
    ENDED = "ended"


class Kind(StrEnum):
    """What a step is: what the checks of a procedure know about it."""

    NOTICE = "notice"
    BUSINESS = "business"
    HEARING = "hearing"
    INVESTIGATION = "investigation"
    REVIEW = "review"
    CONSENT = "consent"
    DECISION = "decision"
    SERVICE = "service"
    PUBLICATION = "publication"
    END = "end"
    OTHER = "other"


class Who(StrEnum):
    """Whose step it is. What the business did is entered by an officer, or by whoever represents it.

    `clock`: the machine's, when a clock runs out. `register`: the machine's, when something in the register asks for it: what the
    case rests on fell, or another case decided.
    """

    AGENCY = "agency"
    BUSINESS = "business"
    CLOCK = "clock"
    REGISTER = "register"


class Type(StrEnum):
    """What a field holds. A finding is a person's: whether it holds, why, and on what evidence.

    Officers are told by their numbers; words are some of a closed list.
    """

    BOOLEAN = "boolean"
    STRING = "string"
    INTEGER = "integer"
    DATE = "date"
    TEXT = "text"
    OFFICERS = "officers"
    WORDS = "words"
    FINDING = "finding"


@dataclass(frozen=True)
class Field:
    """Something that a step is told."""

    name: str
    title: Texts
    type: Type
    enum: tuple[str, ...] = ()
    least: int | None = None
    labels: Mapping[str, Texts] = field(default_factory=dict)


@dataclass(frozen=True)
class State:
    """Where a case can stand."""

    name: str
    title: Texts
    meaning: Meaning


@dataclass(frozen=True)
class Guard:
    """A decision that must come to one of these values before a step is taken."""

    decision: str
    yes: tuple[str | bool, ...]
    inputs: Mapping[str, Source]


@dataclass(frozen=True)
class Period:
    """A decision that says how long: a period, or a day. `excluded`: that day is the first one after."""

    decision: str
    inputs: Mapping[str, Source]
    output: str | None = None
    excluded: bool = False


@dataclass(frozen=True)
class Effect:
    """What a step does beyond the case: a word of a closed set, and what it is given."""

    name: str
    given: Mapping[str, Source]


@dataclass(frozen=True)
class Step:
    """One step. `start` are the states that it is taken in; `to` the state after it, None where it stays."""

    name: str
    title: Texts
    kind: Kind
    start: tuple[str, ...]
    to: str | None
    who: Who = Who.AGENCY
    by: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    adverse: bool = False
    without_notice: tuple[str, ...] = ()
    not_who_took: tuple[str, ...] = ()
    not_named: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    evidence: bool = False
    guards: tuple[Guard, ...] = ()
    needs: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    repeats: bool = False
    undoes: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """All that it may be told."""
        return self.required + self.optional


@dataclass(frozen=True)
class Clock:
    """A period that steps start and stop. When it runs out: a window is over, an alarm goes, or the machine takes a step.

    `of`: whose time it is, the agency's or the business's.
    """

    name: str
    title: Texts
    starts: tuple[str, ...]
    period: Period
    of: Who
    basis: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    permits: bool = False
    step: str | None = None

    @property
    def alarms(self) -> bool:
        """Whether it is a deadline: what runs out is late."""
        return not self.permits and self.step is None


@dataclass(frozen=True)
class Procedure:
    """A whole procedure, between the days on which cases may be opened under it."""

    name: str
    title: Texts
    of: str
    agencies: tuple[str, ...]
    since: date
    until: date | None
    opens: Step
    states: Mapping[str, State]
    fields: Mapping[str, Field]
    steps: Mapping[str, Step]
    clocks: Mapping[str, Clock]
    version_of: str = ""
    on_record: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """What all its versions are called."""
        return self.version_of or self.name

    def step(self, name: str) -> Step:
        """A step by name, the opening among them. Raises KeyError."""
        return self.opens if name == OPENED else self.steps[name]

    def all_steps(self) -> tuple[Step, ...]:
        """The opening, and all steps in the order of the file."""
        return (self.opens, *self.steps.values())
