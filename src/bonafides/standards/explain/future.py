"""When a result changes by itself: day after day on which it may, decided by the reference, if no new record comes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bonafides.entities.models import Entity
from bonafides.kernel.dmn.evaluate import decide_all
from bonafides.kernel.feel.logic import equal
from bonafides.kernel.feel.values import Value
from bonafides.packs.decisions import inputs_of
from bonafides.packs.pack import Pack
from bonafides.standards.case.decide import CaseDecided, decide_case
from bonafides.standards.case.records import CaseRecord
from bonafides.standards.compile.standard import StandardNotFoundError, model_in_force
from bonafides.standards.explain.days import days_of_change


@dataclass(frozen=True)
class Moved:
    """An indicator that is another on a day than on the day before, and the records that no longer count, or newly do."""

    indicator: str
    before: Value
    after: Value
    gone: tuple[CaseRecord, ...]
    come: tuple[CaseRecord, ...]


@dataclass(frozen=True)
class Turn:
    """A day from which the result is another one. `after` is None where no decision is in force from then on.

    `moved`: the indicators that turn it, each by itself; all that moved that day where none does so by itself.
    `law`: that day the pack itself changes (a model or a parameter comes into force, or goes out of it).
    """

    day: date
    before: CaseDecided | None
    after: CaseDecided | None
    moved: tuple[Moved, ...]
    law: bool


@dataclass(frozen=True)
class Future:
    """Every turn to come, in order. `until`: what comes after that day was not looked at; None where nothing does."""

    turns: tuple[Turn, ...]
    until: date | None


def decided_on(pack: Pack, decision: str, entity: Entity, records: list[CaseRecord], day: date) -> CaseDecided | None:
    """A business decided on a day; None where no such decision is in force, or a parameter that it needs has no value."""
    try:
        model = model_in_force(pack, decision, day)
    except StandardNotFoundError:
        return None
    inputs = inputs_of(model, decision)
    lengths = (pack.indicators[name].window for name in inputs if name in pack.indicators)
    asked = {*inputs, *(one.length for one in lengths if one is not None)}
    if any(name in pack.parameters and pack.parameters[name].on(day) is None for name in map(str, asked)):
        return None
    return decide_case(pack, decision, entity, records, day)


def future_of(pack: Pack, decision: str, entity: Entity, records: list[CaseRecord], as_of: date) -> Future:
    """What becomes of a result if no new record comes."""
    days = days_of_change(pack, decision, records, as_of)

    def decided(day: date) -> CaseDecided | None:
        return decided_on(pack, decision, entity, records, day)

    return Future(tuple(_turns(days.days, days.law, as_of, decided)), days.until)


def _turns(
    days: tuple[date, ...], law: frozenset[date], as_of: date, decided: Callable[[date], CaseDecided | None]
) -> list[Turn]:
    found: list[Turn] = []
    last = decided(as_of)
    for day in days:
        now = decided(day)
        if _result(now) != _result(last):
            eve = decided(day - timedelta(days=1))
            found.append(Turn(day, eve, now, _decisive(_moved(eve, now), now), day in law))
        last = now
    return found


def _result(decided: CaseDecided | None) -> tuple[bool, Value, bool]:
    """What counts as a result: none in force, the value, or that rules contradict each other."""
    if decided is None:
        return False, None, False
    return True, decided.outcome.value, bool(decided.outcome.violations)


def _moved(before: CaseDecided | None, after: CaseDecided | None) -> tuple[Moved, ...]:
    if before is None or after is None:
        return ()
    found = []
    for name, now in after.measured.items():
        was = before.measured.get(name)
        if was is not None and was.value != now.value:
            gone = tuple(one for one in was.records if one not in now.records)
            come = tuple(one for one in now.records if one not in was.records)
            found.append(Moved(name, was.value, now.value, gone, come))
    return tuple(found)


def _decisive(moved: tuple[Moved, ...], after: CaseDecided | None) -> tuple[Moved, ...]:
    """Those without which the result would be another: the days since a record move every day, and mostly mean nothing."""
    if after is None:
        return moved

    def turns(one: Moved) -> bool:
        outcomes = decide_all(after.model, {**after.inputs, one.indicator: one.before}, (after.decision,))
        return equal(outcomes[after.decision].value, after.outcome.value) is not True

    return tuple(one for one in moved if turns(one)) or moved
