"""Three-valued logic, and how two values of FEEL compare. Null is `None`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from bonafides.kernel.feel.ast import Comparator
from bonafides.kernel.feel.types import ORDERED, type_of
from bonafides.kernel.feel.values import Range, Value


def negation(value: Value) -> bool | None:
    """True to false, false to true, anything else to null."""
    return not value if isinstance(value, bool) else None


def conjunction(values: Iterable[Value]) -> bool | None:
    """False if one is false, else null if one is no boolean, else true. Stops at the first false."""
    known = True
    for value in values:
        if value is False:
            return False
        known = known and value is True
    return True if known else None


def disjunction(values: Iterable[Value]) -> bool | None:
    """True if one is true, else null if one is no boolean, else false. Stops at the first true."""
    known = True
    for value in values:
        if value is True:
            return True
        known = known and value is False
    return False if known else None


def equal(left: Value, right: Value) -> bool | None:
    """Null equals null and nothing else. Values of two types do not compare: null."""
    if left is None or right is None:
        return left is right
    if isinstance(left, tuple) and isinstance(right, tuple):
        if len(left) != len(right):
            return False
        return conjunction(equal(one, other) for one, other in zip(left, right, strict=True))
    if isinstance(left, dict) and isinstance(right, dict):
        if left.keys() != right.keys():
            return False
        return conjunction(equal(left[name], right[name]) for name in left)
    if isinstance(left, Range) and isinstance(right, Range):
        return left == right
    if type_of(left) != type_of(right):
        return None
    return left == right


def before(left: Value, right: Value) -> bool | None:
    """Whether left is less than right; null if one is null, or if they have no order. Texts by code point."""
    if left is None or right is None or type_of(left) != type_of(right) or type_of(left) not in ORDERED:
        return None
    if _has_offset(left) != _has_offset(right):
        return None
    first: Any = left
    return bool(first < right)


def _has_offset(value: Value) -> bool:
    return isinstance(value, (time, datetime)) and value.utcoffset() is not None


def compare(operator: Comparator, left: Value, right: Value) -> bool | None:
    """The value of `left operator right`."""
    match operator:
        case Comparator.EQUAL:
            return equal(left, right)
        case Comparator.UNEQUAL:
            return negation(equal(left, right))
        case Comparator.LESS:
            return before(left, right)
        case Comparator.MORE:
            return before(right, left)
        case Comparator.LESS_OR_EQUAL:
            return negation(before(right, left))
        case Comparator.MORE_OR_EQUAL:
            return negation(before(left, right))


def within(value: Value, among: Range) -> bool | None:
    """Whether a value lies in a range."""
    low = Comparator.LESS_OR_EQUAL if among.low_included else Comparator.LESS
    high = Comparator.LESS_OR_EQUAL if among.high_included else Comparator.LESS
    return conjunction((compare(low, among.low, value), compare(high, value, among.high)))


def matched(value: Value, by: Value) -> bool | None:
    """Whether a value equals another or, where that is a list or a range, is in it."""
    if isinstance(by, Range) and not isinstance(value, Range):
        return within(value, by)
    if isinstance(by, tuple) and not isinstance(value, tuple):
        return disjunction(matched(value, item) for item in by)
    return equal(value, by)
