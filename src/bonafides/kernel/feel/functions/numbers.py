"""Functions of numbers."""

from __future__ import annotations

import decimal
import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from bonafides.kernel.feel.numbers import DECIMAL128, number
from bonafides.kernel.feel.values import Value, YearsMonths

_PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_SEPARATORS = (" ", ",", ".")


def rounding(mode: str) -> Callable[..., Value]:
    """A function that rounds to so many decimals, or to an integer."""

    def rounded(value: Value, scale: Value = Decimal(0)) -> Value:
        if not isinstance(value, Decimal) or not isinstance(scale, Decimal) or abs(scale) > 6000:
            return None
        exponent = value.as_tuple().exponent
        if isinstance(exponent, int) and exponent >= -int(scale):
            return value  # nothing to round, however large it is
        try:
            unit = Decimal((0, (1,), -int(scale)))
            return DECIMAL128.plus(value.quantize(unit, rounding=mode, context=DECIMAL128))
        except decimal.DecimalException:
            return None

    return rounded


def absolute(value: Value) -> Value:
    """A number or a duration without its sign."""
    match value:
        case Decimal():
            return value.copy_abs()
        case timedelta():
            return abs(value)
        case YearsMonths():
            return YearsMonths(abs(value.months))
        case _:
            return None


def modulo(dividend: Value, divisor: Value) -> Value:
    """The remainder, with the sign of the divisor: `dividend - divisor * floor(dividend / divisor)`."""
    if not isinstance(dividend, Decimal) or not isinstance(divisor, Decimal):
        return None
    try:
        rest = DECIMAL128.remainder(dividend, divisor)
        return DECIMAL128.add(rest, divisor) if rest and (rest < 0) != (divisor < 0) else rest
    except decimal.DecimalException:
        return None


def odd(value: Value) -> Value:
    rest = modulo(value, Decimal(2))
    return None if rest is None else rest == 1


def even(value: Value) -> Value:
    rest = modulo(value, Decimal(2))
    return None if rest is None else rest == 0


def to_number(text: Value, grouping: Value = None, point: Value = None) -> Value:
    """A text as a number; the separators, if given, are a blank, a comma or a point, and differ."""
    if isinstance(text, Decimal):
        return text
    if not isinstance(text, str):
        return None
    if grouping is not None:
        if grouping not in _SEPARATORS or grouping == point:
            return None
        text = text.replace(str(grouping), "")
    if point is not None:
        if point not in _SEPARATORS[1:]:
            return None
        text = text.replace(str(point), ".")
    try:
        return number(text) if _PLAIN.fullmatch(text) else None
    except decimal.DecimalException:
        return None


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "decimal": rounding(decimal.ROUND_HALF_EVEN),
    "floor": rounding(decimal.ROUND_FLOOR),
    "ceiling": rounding(decimal.ROUND_CEILING),
    "round up": rounding(decimal.ROUND_UP),
    "round down": rounding(decimal.ROUND_DOWN),
    "round half up": rounding(decimal.ROUND_HALF_UP),
    "round half down": rounding(decimal.ROUND_HALF_DOWN),
    "abs": absolute,
    "modulo": modulo,
    "odd": odd,
    "even": even,
    "number": to_number,
}
