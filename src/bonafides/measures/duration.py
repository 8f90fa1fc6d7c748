"""From when until when a measure counts: as the catalogue says, and never beyond what the law allows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bonafides.acts.act import ActRefusedError
from bonafides.kernel.feel.temporal import add_months
from bonafides.kernel.feel.values import Value
from bonafides.kernel.sentence import Joined
from bonafides.measures.triggers import Trigger
from bonafides.packs.measure import AskedDecision, Measure
from bonafides.packs.pack import Pack
from bonafides.standards.case.asked import Asked, ask
from bonafides.standards.periods import ends_on

Stated = Mapping[str, bool | int | str]


@dataclass(frozen=True)
class Lasting:
    """The first day without it (none: as long as its trigger holds); whether that is within the statutory degree."""

    until: date | None
    within: bool = True


def lasting(
    pack: Pack, measure: Measure, trigger: Trigger, since: date, stated: Stated, chosen: date | None = None
) -> Lasting:
    """How long a measure counts that begins on `since`. `chosen`: the end that an officer chose, where the law leaves a span.

    A period ends on the day of the same number, and on that day no more: in favour of the business.
    """
    one = measure.duration
    if chosen is not None and one.span is None:
        raise ActRefusedError(
            "expected no end of your own, as `%(measure)s` states its own; leave it out", measure=measure.measure
        )
    if one.with_trigger:
        return Lasting(trigger.until)
    if one.months is not None:
        length = one.months
        if isinstance(length, str):
            value = pack.parameters[length].on(since)
            length = int(value.value) if value is not None else 0  # type: ignore[arg-type]  # checked with the pack
        return Lasting(_later(trigger.event_date, length))
    if one.period is not None:
        given = inputs(one.period, stated) | {one.period.day: trigger.event_date}
        value_of = ask(pack, one.period.decision, given, since).value
        return Lasting(ends_on(value_of, given, pack.calendar))
    if one.span is None:
        raise AssertionError("a duration of none of its forms passed the check of the pack")
    concluded = ask(pack, one.span.decision, inputs(one.span, stated), since).value
    each = 12 if one.span.unit == "years" else 1
    least, most = (_months(concluded, name) * each for name in (one.span.least, one.span.most))
    if most == 0:
        return Lasting(since, within=False)
    if chosen is None:
        raise ActRefusedError(
            "expected an end from %(since)s to %(latest)s, as the law leaves the choice, came none; state `until`",
            since=_later(since, least),
            latest=_later(since, most),
        )
    return Lasting(chosen, within=_later(since, least) <= chosen <= _later(since, most))


def required(pack: Pack, measure: Measure, day: date, stated: Stated) -> Asked | None:
    """The decision that a measure requires besides, where it requires one. Raises ActRefusedError where that says no."""
    one = measure.requires
    if one is None:
        return None
    asked = ask(pack, one.decision, inputs(one, stated), day)
    if asked.value != one.yes:
        raise ActRefusedError(
            "`%(measure)s` needs `%(decision)s` to come to %(yes)r, it came to %(asked)r (%(basis)s): %(reason)s "
            "Nothing was changed",
            measure=measure.measure,
            decision=one.decision,
            yes=one.yes,
            asked=asked.value,
            basis=asked.basis,
            reason=asked.reason,
        )
    return asked


def inputs(one: AskedDecision, stated: Stated) -> dict[str, Value]:
    """What a decision is given. Raises ActRefusedError where the officer did not state what it asks."""
    missing = [name for name in one.given if name not in stated]
    if missing:
        raise ActRefusedError(
            "`%(decision)s` asks what only an officer can state: expected %(missing)s, came nothing; state it",
            decision=one.decision,
            missing=Joined(missing),
        )
    known = {name: stated[name] for name in one.given} | dict(one.always)
    return {name: value if isinstance(value, (bool, str)) else Decimal(value) for name, value in known.items()}


def asked_of_officers(measure: Measure) -> tuple[str, ...]:
    """What the decisions of a measure ask an officer to state."""
    return tuple(dict.fromkeys(name for _, one in measure.decisions() for name in one.given))


def _months(concluded: Value, name: str) -> int:
    value = concluded.get(name) if isinstance(concluded, Mapping) else None
    if not isinstance(value, Decimal) or value != int(value):
        raise ActRefusedError(
            "expected a whole number as `%(name)s`, came %(value)r; mend the table in the pack", name=name, value=value
        )
    return int(value)


def _later(day: date, months: int) -> date:
    found = add_months(day, months)
    if found is None:
        raise ActRefusedError(
            "expected an end that the calendar has, came %(months)s months after %(day)s", months=months, day=day
        )
    return found
