"""Where an input of a decision comes from. A closed set: each says of the case, of the day, or of the register beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bonafides.kernel.feel.values import Value


@dataclass(frozen=True)
class Constant:
    """Always this."""

    value: Value


@dataclass(frozen=True)
class Today:
    """The day on which the step is taken."""


@dataclass(frozen=True)
class OfField:
    """What was told last, by this step or one before it; of a finding, whether it holds. Null where nothing was."""

    name: str


@dataclass(frozen=True)
class Done:
    """Whether a step was taken."""

    step: str


@dataclass(frozen=True)
class AnyDone:
    """Whether one of these steps was taken."""

    steps: tuple[str, ...]


@dataclass(frozen=True)
class OnDay:
    """The day on which a step was taken last; null where it was not."""

    step: str


@dataclass(frozen=True)
class WorkingDays:
    """The working days after one step up to another, or up to today; null where one was not taken."""

    since: str
    until: str | None


@dataclass(frozen=True)
class Closed:
    """Whether a clock started, and is no longer running: it ran out, or a step stopped it."""

    clock: str


class Beside(StrEnum):
    """Where in the register, beside the case."""

    FACT = "fact"
    RECORD = "record"
    INDICATOR = "indicator"
    BUSINESS = "business"
    COMPUTED = "computed"


@dataclass(frozen=True)
class Outside:
    """Something that the register holds, or that code computes from it."""

    where: Beside
    name: str


@dataclass(frozen=True)
class Decided:
    """What a decision comes to (one of its outputs, where it has several)."""

    decision: str
    inputs: Mapping[str, Source]
    output: str | None = None


Source = Constant | Today | OfField | Done | AnyDone | OnDay | WorkingDays | Closed | Outside | Decided


def leaves(source: Source) -> Iterator[Source]:
    """A source and all that it reads through decisions."""
    yield source
    if isinstance(source, Decided):
        for one in source.inputs.values():
            yield from leaves(one)
