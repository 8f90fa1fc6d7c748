"""What is known of a case on a day: the steps that count, what was told, the clocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bonafides.kernel.feel.values import Value
from bonafides.kernel.procedure.law import Law
from bonafides.kernel.procedure.model import Clock, Procedure


@dataclass(frozen=True)
class Taken:
    """A step that was taken: when, what was told, and by whom. The first of a case is its opening."""

    step: str
    on: date
    fields: Mapping[str, Value] = field(default_factory=dict)
    who: str = ""


@dataclass(frozen=True)
class ClockStanding:
    """A clock that was started. `last_day` is included; `unknown` says why it cannot be told.

    `number`: which step of the case started it, the opening being 0. `over`: the last day was past before a step stopped it.
    """

    clock: Clock
    started: date
    number: int
    last_day: date | None
    stopped: date | None
    unknown: str
    over: bool

    @property
    def running(self) -> bool:
        return self.stopped is None and not self.over

    @property
    def over_from(self) -> date:
        """The first day after it; far away where it cannot be told."""
        return date.max if self.last_day is None else self.last_day + timedelta(days=1)

    @property
    def due(self) -> bool:
        """Whether it ran out, and what follows from that is still to come."""
        return self.over and self.stopped is None


@dataclass
class Known:
    """What sources read: the case on a day, with what the step at hand is told.

    `last` holds each step that counts, as it was taken last, and `numbers` which step of the case that was.
    """

    procedure: Procedure
    taken: Sequence[Taken]
    today: date
    law: Law
    told: Mapping[str, Value] = field(default_factory=dict)
    clocks: Mapping[str, ClockStanding] = field(default_factory=dict)
    last: dict[str, Taken] = field(init=False)
    numbers: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.last, self.numbers = {}, {}
        for number, one in enumerate(self.taken):
            for name in self.procedure.step(one.step).undoes:
                self.last.pop(name, None)
            self.last[one.step], self.numbers[one.step] = one, number

    def fields(self) -> dict[str, Value]:
        """All that was told, the last of each."""
        return {name: value for one in self.taken for name, value in one.fields.items()} | dict(self.told)

    def field(self, name: str) -> Value:
        """What was told last; null where nothing was."""
        if name in self.told:
            return self.told[name]
        return next((one.fields[name] for one in reversed(self.taken) if name in one.fields), None)
