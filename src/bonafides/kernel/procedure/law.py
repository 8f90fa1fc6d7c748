"""What a procedure asks of the world: decisions, periods, working days, the register. Others answer; the kernel only asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bonafides.kernel.feel.values import Value
from bonafides.kernel.procedure.sources import Outside
from bonafides.kernel.sentence import Refusal


class NotKnownError(Refusal, ValueError):
    """What cannot be computed; the message says what is missing and the mend. Nobody guesses it."""


@dataclass(frozen=True)
class Said:
    """What a decision came to, what its rules cite, and what they say."""

    value: Value
    basis: str = ""
    reason: str = ""


class Law(Protocol):
    """The law as it is on a day, and the register."""

    def say(self, decision: str, inputs: Mapping[str, Value], day: date) -> Said:
        """A decision by the law of a day. Raises NotKnownError."""
        ...

    def last_day(self, value: Value, inputs: Mapping[str, Value]) -> date:
        """The last day of a period that a decision concluded from these inputs. Raises NotKnownError."""
        ...

    def working_days(self, since: date, until: date) -> int:
        """The working days after one day up to and with another. Raises NotKnownError."""
        ...

    def outside(self, source: Outside, fields: Mapping[str, Value], day: date) -> Value:
        """What the register holds on a day; `fields` are all that the case was told. Raises NotKnownError."""
        ...
