"""Until when an end must be acknowledged, and what holds for a consumer that did not: the standards of its pack say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bonafides.consumers.models import Notice
from bonafides.kernel.calendar import OutsideCalendarError
from bonafides.kernel.feel.values import Value
from bonafides.packs.queries import installed_pack
from bonafides.standards.case.asked import Asked, ask
from bonafides.standards.compile.standard import StandardNotFoundError
from bonafides.standards.periods import ends_on

PERIOD, CONSISTENCY = "consumer_period", "consumer_consistency"


@dataclass(frozen=True)
class Time:
    """The last day to acknowledge; none where the pack states no time, or no calendar holds the day."""

    last_day: date | None
    basis: str


def time_for(pack: str, ended_on: date) -> Time:
    """The time that a consumer has from the day on which an end is in effect and told."""
    found, _ = installed_pack(pack)
    given: dict[str, Value] = {"step": "acknowledge", "ended_on": ended_on}
    try:
        asked = ask(found, PERIOD, given, ended_on)
    except StandardNotFoundError:
        return Time(None, "")
    try:
        return Time(ends_on(asked.value, given, found.calendar), asked.basis)
    except OutsideCalendarError:
        return Time(None, asked.basis)


def consistency(notice: Notice, today: date, *, acknowledged: bool) -> Asked:
    """What holds of one end for one consumer: may it serve the old record, is its token valid, is there an alarm?"""
    pack, _ = installed_pack(notice.pack)
    given = {
        "record_ended": notice.on <= today,
        "acknowledged": acknowledged,
        "deadline_passed": notice.last_day is not None and notice.last_day < today,
    }
    return ask(pack, CONSISTENCY, given, today)
