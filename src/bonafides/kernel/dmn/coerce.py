"""A value as one of the type that its place asks for (DMN 1.5, section 10.3.2.9.4)."""

from __future__ import annotations

from collections.abc import Mapping

from bonafides.kernel.feel.types import ANY, NULL, ContextOf, ListOf, Type, type_of
from bonafides.kernel.feel.values import Value


def coerced(value: Value, wanted: Type) -> tuple[Value, bool]:
    """The value, and whether it could be had as that type; if not, it is null.

    A single value stands for the list of it, and a list of one for its item.
    """
    if value is None or wanted is ANY:
        return value, True
    if _is(value, wanted):
        return value, True
    if isinstance(wanted, ListOf) and not isinstance(value, tuple) and _is(value, wanted.item):
        return (value,), True
    if isinstance(value, tuple) and len(value) == 1 and not isinstance(wanted, ListOf):
        return coerced(value[0], wanted)
    return None, False


def _is(value: Value, wanted: Type) -> bool:
    if value is None or wanted is ANY:
        return True
    match wanted:
        case ListOf():
            return isinstance(value, tuple) and all(_is(item, wanted.item) for item in value)
        case ContextOf():
            return isinstance(value, Mapping) and all(_is(value.get(name), of) for name, of in wanted.members)
        case _:
            return type_of(value) == wanted or wanted is NULL
