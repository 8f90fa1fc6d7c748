"""The clocks of a case: which were started, their last days, and whether they ran out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from bonafides.kernel.procedure.inputs import values_of
from bonafides.kernel.procedure.known import ClockStanding, Known
from bonafides.kernel.procedure.law import NotKnownError
from bonafides.kernel.procedure.model import Clock
from bonafides.kernel.sentence import Sentence


def clocks_of(known: Known) -> dict[str, ClockStanding]:
    """Every clock that was started, by name."""
    return {name: one for name, clock in known.procedure.clocks.items() if (one := _clock(known, clock))}


def _clock(known: Known, clock: Clock) -> ClockStanding | None:
    """From the last step that starts it, to the first after that which stops it."""
    begun = [(known.numbers[name], known.last[name].on) for name in clock.starts if name in known.last]
    if not begun:
        return None
    number, start = max(begun)
    later = known.taken[number + 1 :]
    stopped = next((one.on for one in later if one.step in clock.stops and one.step in known.last), None)
    last, unknown = _last_day(known, clock, start)
    over = last is not None and last < (stopped or known.today)
    return ClockStanding(clock, start, number, last, stopped, unknown, over)


def _last_day(known: Known, clock: Clock, start: date) -> tuple[date | None, str]:
    """By the law of the day on which it began."""
    period, then = clock.period, replace(known, today=start, clocks={})
    try:
        inputs = values_of(period.inputs, then)
        value = known.law.say(period.decision, inputs, start).value
        if period.output is not None and isinstance(value, Mapping):
            value = value.get(period.output)
        last = value if isinstance(value, date) else known.law.last_day(value, inputs)
    except NotKnownError as error:
        return None, Sentence("clock `%(clock)s` cannot be counted: %(error)s", clock=clock.name, error=error)
    return last - timedelta(days=1) if period.excluded else last, ""
