"""Until when: the last day of a time that an item names, by the law of the day on which it begins."""

from __future__ import annotations

from datetime import date

from bonafides.acts.act import ActRefusedError
from bonafides.kernel.calendar import OutsideCalendarError
from bonafides.kernel.feel.values import Value
from bonafides.packs.pack import Pack
from bonafides.packs.pledge import Limit
from bonafides.standards.case.asked import ask
from bonafides.standards.periods import NoPeriodError, ends_on


def last_day(pack: Pack, limit: Limit, start: date) -> date:
    """The last day. Raises ActRefusedError where it cannot be told."""
    given: dict[str, Value] = {"step": limit.step, limit.day: start}
    try:
        return ends_on(ask(pack, limit.decision, given, start).value, {limit.day: start}, pack.calendar)
    except (NoPeriodError, OutsideCalendarError) as error:
        raise ActRefusedError(
            "`%(decision)s` says no day for `%(step)s` from %(start)s on: %(error)s; mend it in the pack; nothing "
            "was changed",
            decision=limit.decision,
            step=limit.step,
            start=start,
            error=error,
        ) from error
