"""What the operators `+ - * / **` and the negation make of two values: null where they are not defined."""

from __future__ import annotations

import decimal
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from bonafides.kernel.feel.ast import Operator
from bonafides.kernel.feel.numbers import DECIMAL128
from bonafides.kernel.feel.temporal import add_lasting, add_months, seconds
from bonafides.kernel.feel.values import Value, YearsMonths

_OF_NUMBERS: dict[Operator, Callable[[Decimal, Decimal], Decimal]] = {
    Operator.PLUS: DECIMAL128.add,
    Operator.MINUS: DECIMAL128.subtract,
    Operator.TIMES: DECIMAL128.multiply,
    Operator.DIVIDE: DECIMAL128.divide,
    Operator.POWER: DECIMAL128.power,
}
_MIDNIGHT = datetime(2000, 1, 1)  # noqa: DTZ001  # a day on which to count the hours of a time


def calculate(operator: Operator, left: Value, right: Value) -> Value:
    """The value of `left operator right`. Division by zero, overflow and years beyond 9999 are null."""
    try:
        if isinstance(left, Decimal) and isinstance(right, Decimal):
            return _OF_NUMBERS[operator](left, right)
        match operator:
            case Operator.PLUS:
                return _plus(left, right)
            case Operator.MINUS:
                return _minus(left, right)
            case Operator.TIMES:
                return _times(left, right)
            case Operator.DIVIDE:
                return _divided(left, right)
            case Operator.POWER:
                return None
    except (decimal.DecimalException, OverflowError, TypeError):
        return None


def negated(value: Value) -> Value:
    match value:
        case Decimal():
            return DECIMAL128.minus(value)
        case timedelta():
            return -value
        case YearsMonths():
            return YearsMonths(-value.months)
        case _:
            return None


def _plus(left: Value, right: Value) -> Value:
    match left, right:
        case str(), str():
            return left + right
        case timedelta(), timedelta():
            return left + right
        case YearsMonths(), YearsMonths():
            return YearsMonths(left.months + right.months)
        case ((date() | time()), (timedelta() | YearsMonths())):
            return _later(left, right)
        case ((timedelta() | YearsMonths()), (date() | time())):
            return _later(right, left)
        case _:
            return None


def _minus(left: Value, right: Value) -> Value:
    match left, right:
        case datetime(), datetime():
            return left - right
        case (datetime(), date()) | (date(), datetime()):
            return None
        case date(), date():
            return left - right
        case time(), time():
            return datetime.combine(_MIDNIGHT, left) - datetime.combine(_MIDNIGHT, right)
        case timedelta(), timedelta():
            return left - right
        case YearsMonths(), YearsMonths():
            return YearsMonths(left.months - right.months)
        case ((date() | time()), (timedelta() | YearsMonths())):
            return _later(left, negated(right))
        case _:
            return None


def _times(left: Value, right: Value) -> Value:
    match left, right:
        case Decimal(), (timedelta() | YearsMonths()):
            return _scaled(right, DECIMAL128.multiply, left)
        case ((timedelta() | YearsMonths()), Decimal()):
            return _scaled(left, DECIMAL128.multiply, right)
        case _:
            return None


def _divided(left: Value, right: Value) -> Value:
    match left, right:
        case ((timedelta() | YearsMonths()), Decimal()):
            return _scaled(left, DECIMAL128.divide, right)
        case timedelta(), timedelta():
            return DECIMAL128.divide(seconds(left), seconds(right))
        case YearsMonths(), YearsMonths():
            return DECIMAL128.divide(Decimal(left.months), Decimal(right.months))
        case _:
            return None


def _later(moment: date | time, lasting: Value) -> Value:
    match moment, lasting:
        case date(), timedelta():
            return add_lasting(moment, lasting)
        case date(), YearsMonths():
            return add_months(moment, lasting.months)
        case time(), timedelta():
            clock = timedelta(seconds=lasting.seconds, microseconds=lasting.microseconds)
            return (datetime.combine(_MIDNIGHT, moment) + clock).timetz()
        case _:
            return None


def _scaled(
    lasting: timedelta | YearsMonths, apply: Callable[[Decimal, Decimal], Decimal], by: Decimal
) -> timedelta | YearsMonths:
    """A duration times or by a number: months are cut towards zero, as are fractions of a microsecond."""
    if isinstance(lasting, YearsMonths):
        return YearsMonths(int(apply(Decimal(lasting.months), by)))
    return timedelta(microseconds=int(apply(seconds(lasting), by).scaleb(6, context=DECIMAL128)))
