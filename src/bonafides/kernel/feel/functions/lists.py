"""Functions of lists. A value that is no list stands for the list of it alone."""

from __future__ import annotations

import decimal
from collections.abc import Callable
from decimal import Decimal

from bonafides.kernel.feel.logic import before, conjunction, disjunction, equal
from bonafides.kernel.feel.numbers import DECIMAL128
from bonafides.kernel.feel.values import Value


def list_contains(items: Value, element: Value) -> Value:
    """Whether an item equals the element; null is found among nulls."""
    if items is None:
        return None
    return any(equal(item, element) is True for item in _list(items))


def count(items: Value) -> Value:
    """How many items, nulls among them."""
    return None if items is None else Decimal(len(_list(items)))


def least(*items: Value) -> Value:
    """The least item; null of an empty list, or if two items have no order."""
    return _extreme(_gathered(items), lambda item, found: before(item, found))


def greatest(*items: Value) -> Value:
    """The greatest item; null of an empty list, or if two items have no order."""
    return _extreme(_gathered(items), lambda item, found: before(found, item))


def total(*items: Value) -> Value:
    """The sum of numbers; null of an empty list, or if an item is no number."""
    gathered = _gathered(items)
    if not gathered:
        return None
    result = Decimal(0)
    for item in gathered:
        if not isinstance(item, Decimal):
            return None
        try:
            result = DECIMAL128.add(result, item)
        except decimal.DecimalException:
            return None
    return result


def mean(*items: Value) -> Value:
    """The sum by the count."""
    result = total(*items)
    return DECIMAL128.divide(result, Decimal(len(_gathered(items)))) if isinstance(result, Decimal) else None


def every(*items: Value) -> Value:
    return conjunction(_gathered(items))


def some(*items: Value) -> Value:
    return disjunction(_gathered(items))


def _list(value: Value) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else (value,)


def _gathered(items: tuple[Value, ...]) -> tuple[Value, ...]:
    """The arguments, or the one list that they are."""
    return _list(items[0]) if len(items) == 1 else items


def _extreme(items: tuple[Value, ...], better: Callable[[Value, Value], bool | None]) -> Value:
    if not items:
        return None
    found = items[0]
    for item in items:
        if (is_better := better(item, found)) is None:
            return None
        found = item if is_better else found
    return found


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "list contains": list_contains,
    "count": count,
    "min": least,
    "max": greatest,
    "sum": total,
    "mean": mean,
    "all": every,
    "any": some,
}
