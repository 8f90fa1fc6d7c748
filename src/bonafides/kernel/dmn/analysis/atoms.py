"""The atoms of a column: its constants, what lies between them, and null, each with a value that stands for it.

An atom without a value is left out: between 2 and 3 there is no whole number, and between two days in a row no day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from bonafides.kernel.feel.logic import before, equal
from bonafides.kernel.feel.numbers import DECIMAL128
from bonafides.kernel.feel.types import (
    ANY,
    BOOLEAN,
    DATE,
    DATE_TIME,
    DAYS_TIME,
    NULL,
    NUMBER,
    STRING,
    TIME,
    YEARS_MONTHS,
    Type,
    type_of,
)
from bonafides.kernel.feel.values import Value, YearsMonths


@dataclass(frozen=True, slots=True)
class Atom:
    """Values that pass the same cells: a constant (`low` and `high` are it), an open interval, or null.

    `low` and `high` are None where there is no bound. `value` stands for the atom in examples.
    """

    value: Value
    low: Value = None
    high: Value = None
    point: bool = False


NULL_ATOM = Atom(None, point=True)
_SOME: dict[Type, Value] = {
    NUMBER: Decimal(0),
    STRING: "other",
    DATE: date(2026, 1, 1),
    TIME: time(12),
    DATE_TIME: datetime(2026, 1, 1),  # noqa: DTZ001
    DAYS_TIME: timedelta(0),
    YEARS_MONTHS: YearsMonths(0),
}


_NOON = datetime(2000, 1, 1, 12)  # noqa: DTZ001  # a day on which to count the minutes of a time


class MixedError(Exception):
    """Constants of one column that cannot be brought into one order."""


def atoms_of(of: Type, constants: set[Value], *, whole: bool = False) -> list[Atom]:
    """The atoms of a column of this type whose cells compare with these constants, in their order; null last.

    Raises MixedError if the constants are of several types, or of one that has no order.
    """
    known = {one for one in constants if one is not None}
    if of is ANY:
        types = {type_of(one) for one in known}
        if len(types) != 1:
            raise MixedError("nobody says of which type its values are")
        (of,) = types
    if of is BOOLEAN:
        return [Atom(True, True, True, point=True), Atom(False, False, False, point=True), NULL_ATOM]
    if of is NULL or of not in _SOME:
        raise MixedError(f"a {of} has no order")
    ordered = _sorted(known)
    if not ordered:
        return [Atom(_SOME[of]), NULL_ATOM]
    found: list[Atom] = []
    for low, high in zip([None, *ordered], [*ordered, None], strict=True):
        if (value := _between(of, low, high, whole=whole)) is not None:
            found.append(Atom(value, low, high))
        if high is not None and not (whole and isinstance(high, Decimal) and high % 1):
            found.append(Atom(high, high, high, point=True))
    return [*found, NULL_ATOM]


def _sorted(values: Iterable[Value]) -> list[Value]:
    ordered: list[Value] = []
    for value in values:
        at = 0
        while at < len(ordered):
            is_before = before(ordered[at], value)
            if is_before is None:
                raise MixedError("its cells compare with constants that have no order among them")
            if not is_before:
                break
            at += 1
        if at == len(ordered) or equal(ordered[at], value) is not True:
            ordered.insert(at, value)
    return ordered


def _between(of: Type, low: Value, high: Value, *, whole: bool) -> Value:
    """A value strictly between two, of which one may be missing; None if there is none."""
    candidates: Iterable[Value]
    if of is STRING:
        candidates = _texts(low or "")
    elif low is None:
        candidates = (_step(high, -1),)
    elif high is None or whole:
        candidates = (_step(low, 1),)
    else:
        candidates = (_step(low, 1), _middle(low, high))
    for value in candidates:
        above = low is None or before(low, value) is True
        if value is not None and above and (high is None or before(value, high) is True):
            return value
    return None


def _step(value: Value, by: int) -> Value:
    """A value that is easy to read, a little before or after another; None beyond the last one."""
    try:
        match value:
            case Decimal():
                nearest = value.to_integral_value("ROUND_FLOOR" if by > 0 else "ROUND_CEILING")
                return DECIMAL128.add(nearest, Decimal(by))
            case date() | timedelta():  # also a datetime
                return value + timedelta(days=by)
            case YearsMonths():
                return YearsMonths(value.months + by)
            case time():
                moment = datetime.combine(_NOON, value)
                for step in (timedelta(minutes=by), timedelta(microseconds=by)):
                    if (moment + step).date() == _NOON.date():
                        return (moment + step).timetz()
    except (OverflowError, ArithmeticError):
        pass
    return None


def _middle(low: Value, high: Value) -> Value:
    match low, high:
        case Decimal(), Decimal():
            return DECIMAL128.divide(DECIMAL128.add(low, high), Decimal(2)).normalize(DECIMAL128)
        case datetime(), datetime():
            return low + (high - low) / 2
        case timedelta(), timedelta():
            return low + (high - low) / 2
        case time(), time():
            first, last = datetime.combine(_NOON, low), datetime.combine(_NOON, high)
            return (first + (last - first) / 2).timetz()
        case _:
            return None


def _texts(after: Value) -> Iterable[Value]:
    return ("other", *(f"{after}{mark}" for mark in ("a", "0", " ", "\0")), "")
