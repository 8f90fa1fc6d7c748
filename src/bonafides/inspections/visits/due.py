"""By when a step is due: the period that the pack's standard states, counted by its calendar. Never a guess."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bonafides.inspections.errors import RefusedError
from bonafides.kernel.calendar import OutsideCalendarError
from bonafides.kernel.feel.values import Value
from bonafides.packs.inspection_item import Clock
from bonafides.packs.pack import Pack
from bonafides.standards.case.asked import ask
from bonafides.standards.compile.standard import StandardNotFoundError
from bonafides.standards.periods import NoPeriodError, ends_on


@dataclass(frozen=True)
class Due:
    """The last day, or why it cannot be said (`unknown`): then a person has to look, and the calendar to be mended."""

    day: date | None
    unknown: str = ""
    basis: str = ""

    def is_over(self, today: date) -> bool:
        """Whether the last day is past."""
        return self.day is not None and self.day < today


def due(pack: Pack, clock: Clock, start: date) -> Due:
    """The last day of a period that began with the event on `start`, by the law of that day."""
    given: dict[str, Value] = {name: _value(one) for name, one in clock.inputs.items()}
    given[clock.day] = start
    try:
        asked = ask(pack, clock.decision, given, start)
        return Due(ends_on(asked.value, given, pack.calendar), basis=asked.basis)
    except (OutsideCalendarError, NoPeriodError, StandardNotFoundError, RefusedError) as error:
        return Due(None, unknown=str(error))


def _value(given: bool | int | str) -> Value:  # noqa: FBT001  # a constant of the pack, not a switch
    return Decimal(given) if isinstance(given, int) and not isinstance(given, bool) else given
