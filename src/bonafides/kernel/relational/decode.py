"""A row of a program's outputs as values of FEEL: whole numbers get their scale back, masks become lists and rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from bonafides.kernel.feel import values as feel
from bonafides.kernel.feel.values import YearsMonths
from bonafides.kernel.relational.form import Column, Constant, Kind, Type
from bonafides.kernel.relational.masks import decoded
from bonafides.kernel.relational.program import Outcome
from bonafides.kernel.relational.values import Fired, Items, Members, Value

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """What a decision is for one business. `matched`: the numbers of the rules that match."""

    value: feel.Value
    matched: tuple[int, ...]
    violated: bool


def read(outcome: Outcome, row: Row) -> Told:
    """A decision's outcome in a row, by the names of its columns."""
    matched = decoded(row[one.name] for one in outcome.masks)
    violated = outcome.violation is not None and row[outcome.violation.name] is True
    return Told(_value(outcome.value, row), matched, violated)


def _value(value: Value, row: Row) -> feel.Value:
    match value:
        case Column():
            return plain(row[value.name], value.type)
        case Constant():
            return plain(value.value, value.type)
        case Members():
            if _violates(value, row) or (value.masks and not decoded(row[one.name] for one in value.masks)):
                return None
            return {name: _value(one, row) for name, one in value.members.items()}
        case Items():
            return tuple(_value(one, row) for one in value.items)
        case Fired():
            return _listed(value, row)
        case _:
            raise TypeError(f"no result: {value}")


def _violates(value: Members | Fired, row: Row) -> bool:
    return value.violation is not None and row[value.violation.name] is True


def _listed(value: Fired, row: Row) -> feel.Value:
    if _violates(value, row):
        return None
    numbers = set(decoded(row[one.name] for one in value.masks))
    if not numbers:
        return None if value.default is None else (_value(value.default, row),)
    return tuple(_value(one, row) for number, one in value.rules if number in numbers)


def plain(value: Any, of: Type) -> feel.Value:
    """A value of a column."""
    if value is None:
        return None
    match of.kind:
        case Kind.NUMBER:
            return Decimal(value).scaleb(-of.scale)
        case Kind.DAYS:
            return timedelta(days=value)
        case Kind.MONTHS:
            return YearsMonths(value)
        case Kind.TEXTS:
            return tuple(value)
        case _:
            result: feel.Value = value
            return result
