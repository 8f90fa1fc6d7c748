"""What a door says of whoever asks: who, for which purpose, in which case, on which day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from bonafides.agencies.who import ANYONE, Who


class NotDisclosedError(Exception):
    """What is not public may not be shown to whoever asks. Says the rule, what was expected, what came, and the mend."""

    def __init__(self, rule: str, expected: str, came: str, mend: str) -> None:
        super().__init__(f"{rule}: expected {expected}, came {came}; {mend}")
        self.rule, self.expected, self.came, self.mend = rule, expected, came, mend


@dataclass(frozen=True)
class Request:
    """One request for what the register holds.

    `case`: `case:12`, a case of this register, or the agency's own file number. `authorisation`: the paper, by its number, in
    which the business agreed, for a purpose that is no statutory duty.
    """

    who: Who
    purpose: str | None
    case: str | None
    on: date
    authorisation: str | None = None
    version: int | None = field(default=None, compare=False)
    """Of the pack by which it is decided, where that is known already; else the one in force is looked up."""


def anyone(on: date) -> Request:
    """A request by the public: it needs no purpose, and sees what is public."""
    return Request(ANYONE, None, None, on)
