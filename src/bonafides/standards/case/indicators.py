"""Indicators of one business by the reference evaluator, with the records that make each. Written apart from the compiler."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from functools import lru_cache

from bonafides.kernel.feel.ast import Expression
from bonafides.kernel.feel.evaluate import Environment, evaluate
from bonafides.kernel.feel.parse import parse_expression
from bonafides.kernel.feel.scope import Scope
from bonafides.kernel.feel.temporal import add_months
from bonafides.kernel.feel.types import Type
from bonafides.kernel.feel.values import Value
from bonafides.packs.indicator import MEAN_DIGITS, Indicator
from bonafides.packs.pack import Pack
from bonafides.packs.parameter import exact
from bonafides.packs.scope import record_scope
from bonafides.standards.case.records import CaseRecord


@dataclass(frozen=True)
class Measured:
    """An indicator of a business on a day, and the records that count for it."""

    indicator: str
    value: Value
    records: tuple[CaseRecord, ...]


def measure_all(
    pack: Pack, records: Iterable[CaseRecord], as_of: date, wanted: Iterable[str] | None = None
) -> dict[str, Measured]:
    """Every indicator of the pack, or those of the names `wanted` that are indicators, in the order of the pack."""
    known = list(records)
    names = pack.indicators.keys() if wanted is None else set(wanted)
    return {name: measure(pack, one, known, as_of) for name, one in pack.indicators.items() if name in names}


def measure(pack: Pack, one: Indicator, records: Iterable[CaseRecord], as_of: date) -> Measured:
    """One indicator: see docs/reference/indicators.md for the seven conditions."""
    known = list(records)
    counting = [each for each in known if each.kind in one.kinds and _counts(pack, one, each, known, as_of)]
    if one.of is not None:
        counting = [each for each in counting if each.facts.get(one.of) is not None]
    return Measured(one.indicator, _value(pack, one, counting, as_of), tuple(counting))


def _counts(pack: Pack, one: Indicator, record: CaseRecord, known: list[CaseRecord], as_of: date) -> bool:
    if record.valid_from > as_of:
        return False
    if pack.catalogue[record.kind].nature == "state" and _replaced(record, known, as_of):
        return False
    if one.holding and record.valid_to is not None and record.valid_to <= as_of:
        return False
    day = _day(one, record)
    if day is None or day > as_of or not _in_window(pack, one, day, as_of):
        return False
    if one.where is None:
        return True
    scope = record_scope(pack, tuple(pack.catalogue[kind] for kind in one.kinds))
    values: dict[str, Value] = {name: record.facts.get(name) for name in scope} | {
        "event_date": record.event_date, "valid_from": record.valid_from, "valid_to": record.valid_to,
        "agency": record.agency, "as_of": as_of,
    } | parameter_values(pack, as_of)  # fmt: skip
    return evaluate(_parsed(one.where, tuple(scope.items())), Environment(values)) is True


@lru_cache(maxsize=1000)
def _parsed(text: str, scope: tuple[tuple[str, Type], ...]) -> Expression:
    """The tree of a `where`: read once, and not for each record and day."""
    return parse_expression(text, Scope(dict(scope)))


def _replaced(record: CaseRecord, known: list[CaseRecord], as_of: date) -> bool:
    """Whether another state of the same source began after it, by the day."""
    own = (record.valid_from, record.known_from, record.id)
    return any(
        other.kind == record.kind and other.agency == record.agency and other.valid_from <= as_of
        and (other.valid_from, other.known_from, other.id) > own
        for other in known
    )  # fmt: skip


def _day(one: Indicator, record: CaseRecord) -> date | None:
    fixed = {"event_date": record.event_date, "valid_from": record.valid_from, "valid_to": record.valid_to}
    if one.on in fixed:
        return fixed[one.on]
    day = record.facts.get(one.on)
    return day if isinstance(day, date) else None


def _in_window(pack: Pack, one: Indicator, day: date, as_of: date) -> bool:
    if one.window is None:
        return True
    length = one.window.length
    if isinstance(length, str):
        value = pack.parameters[length].on(as_of)
        length = int(value.value) if value is not None else 0  # type: ignore[arg-type]  # checked with the pack
    if one.window.unit == "calendar_years":
        return day.year > as_of.year - length
    if one.window.unit == "days":
        start: date | None = as_of - timedelta(days=length)
    else:
        start = add_months(as_of, -length * (12 if one.window.unit == "years" else 1))
    if start is None:
        return True
    return day >= start if one.window.first_day == "included" else day > start


def _value(pack: Pack, one: Indicator, counting: list[CaseRecord], as_of: date) -> Value:
    if one.measure == "count":
        return Decimal(len(counting))
    if one.measure == "exists":
        return bool(counting)
    if not counting:
        kind = "number" if one.measure == "days_since" else _type(pack, one)
        return None if one.when_none is None else exact(kind, one.when_none)
    days = [_day(one, each) or date.min for each in counting]
    if one.measure == "days_since":
        return Decimal((as_of - max(days)).days)
    if one.measure == "latest":
        newest = max(zip(days, counting, strict=True), key=lambda pair: (pair[0], pair[1].id))[1]
        return newest.facts[one.of or ""]
    facts = [each.facts[one.of or ""] for each in counting]
    if one.measure == "sum":
        return sum((fact for fact in facts if isinstance(fact, Decimal)), Decimal(0))
    if one.measure == "mean":
        numbers = [fact for fact in facts if isinstance(fact, Decimal)]
        scaled = sum(numbers, Decimal(0)).scaleb(MEAN_DIGITS) / len(numbers)
        return scaled.to_integral_value(ROUND_DOWN).scaleb(-MEAN_DIGITS)
    ordered = sorted(facts)  # type: ignore[type-var]  # numbers, or dates
    return ordered[0] if one.measure == "min" else ordered[-1]


def _type(pack: Pack, one: Indicator) -> str:
    fact = pack.catalogue[one.kinds[0]].facts.properties[one.of or ""]
    return "date" if fact.format == "date" else {"integer": "number"}.get(fact.type, fact.type)


def parameter_values(pack: Pack, as_of: date) -> dict[str, Value]:
    """The parameters in force on a day, as values of FEEL."""
    found = {name: (one.type, one.on(as_of)) for name, one in pack.parameters.items()}
    return {name: exact(kind, given.value) for name, (kind, given) in found.items() if given is not None}
