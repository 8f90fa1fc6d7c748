"""The days to come on which an indicator of a business, or the law itself, may change although no record comes.

They may be too many, never too few: each is decided by the reference, and only those that bring another result are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bonafides.kernel.relational.build import NotRelationalError
from bonafides.packs.bindings import day_of
from bonafides.packs.indicator import Indicator
from bonafides.packs.pack import Pack
from bonafides.packs.scope import OF_A_RUN, names_in, record_scope
from bonafides.standards.case.records import CaseRecord
from bonafides.standards.compile.calendar import turns_of
from bonafides.standards.compile.indicators import parsed
from bonafides.standards.compile.pace import Pace, next_day, pace_of
from bonafides.standards.compile.standard import Standard, StandardNotFoundError, standard_of
from bonafides.standards.compile.windows import NoValueError, leaves, length_of

LOOKED_AHEAD = timedelta(days=3653)
"""How far to look past the last day that is known, where a rule asks what day it is, so that no list can be complete."""


@dataclass(frozen=True)
class Days:
    """Days after the as-of date, in order. `until`: nothing is known of the time after it; None where the list is complete."""

    days: tuple[date, ...]
    law: frozenset[date]
    until: date | None


def days_of_change(pack: Pack, decision: str, records: Iterable[CaseRecord], as_of: date) -> Days:
    """The days after `as_of` on which a result may change by the calendar alone. `law`: those on which the pack changes."""
    known = list(records)
    law = law_days(pack, decision, as_of)
    found: set[date] = set(law)
    spans: list[tuple[date, date, Pace]] = []
    for start, end in zip([as_of, *law], [*law, date.max], strict=True):
        own, pace = _of_records(pack, decision, known, start)
        found |= {day for day in own if start < day < end}
        spans.append((start, end, pace))
    if all(pace is Pace.NEVER for _, _, pace in spans):
        return Days(tuple(sorted(found)), frozenset(law), None)
    until = max([as_of, *found]) + LOOKED_AHEAD
    found |= {day for start, end, pace in spans for day in _each(start, min(end, until), pace)}
    return Days(tuple(sorted(found)), frozenset(law), until)


def law_days(pack: Pack, decision: str, after: date) -> list[date]:
    """The days on which another model or another value of a parameter comes into force, or one goes out of it."""
    found: set[date | None] = set()
    for model in pack.standards.values():
        if any(one.name == decision for one in model.decisions):
            found |= {day_of(model.extensions.get(word) or "") for word in ("from", "to")}
    for parameter in pack.parameters.values():
        for value in parameter.values:
            found |= {value.in_force.since, value.in_force.until}
    return sorted(day for day in found if day is not None and day > after)


def _each(start: date, end: date, pace: Pace) -> Iterator[date]:
    day = next_day(pace, start)
    while day is not None and day <= end:
        yield day
        day = next_day(pace, day)


def _of_records(pack: Pack, decision: str, records: list[CaseRecord], start: date) -> tuple[set[date], Pace]:
    """What the records bring, under the law of a day; and how often the day itself may bring something."""
    found: set[date] = set()
    try:
        standard = standard_of(pack, decision, start)
    except (StandardNotFoundError, NoValueError):
        return found, Pace.NEVER  # nothing is decided until the law changes
    except NotRelationalError:
        return found, Pace.DAILY
    pace = pace_of(standard.model, decision)
    for name in standard.inputs:
        if (indicator := pack.indicators.get(name)) is None:
            continue
        turns = turns_of(standard.compiled.program, name) if indicator.measure == "days_since" else set()
        if turns is None or _asks_the_day(pack, indicator):
            return found, Pace.DAILY
        for record in records:
            if record.kind in indicator.kinds:
                found |= set(_of_record(pack, standard, indicator, record, turns))
    return found, pace


def _of_record(
    pack: Pack, standard: Standard, indicator: Indicator, record: CaseRecord, turns: set[int]
) -> Iterator[date]:
    yield record.valid_from  # also the day on which it replaces the state before it
    if indicator.holding and record.valid_to is not None:
        yield record.valid_to
    day = day_measured(indicator, record)
    if day is None:
        return
    yield day
    try:
        if indicator.window is not None:
            yield leaves(indicator.window, length_of(indicator.window, pack, standard.as_of), day)
        for turn in turns:
            yield day + timedelta(days=turn)
    except OverflowError:
        return  # past the end of the calendar


def day_measured(indicator: Indicator, record: CaseRecord) -> date | None:
    """The day of a record that an indicator's window looks at."""
    fixed = {"event_date": record.event_date, "valid_from": record.valid_from, "valid_to": record.valid_to}
    day = fixed[indicator.on] if indicator.on in fixed else record.facts.get(indicator.on)
    return day if isinstance(day, date) else None


def _asks_the_day(pack: Pack, one: Indicator) -> bool:
    if one.where is None:
        return False
    scope = record_scope(pack, tuple(pack.catalogue[kind] for kind in one.kinds))
    return bool(set(OF_A_RUN) & set(names_in(parsed(one.where, tuple(scope.items())))))
