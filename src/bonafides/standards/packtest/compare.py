"""What a case expects beside what came."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any


def agrees(expected: Any, came: Any) -> bool:
    """Whether a result is what a case expects. Of a result with several outputs, those count that the case names."""
    if isinstance(expected, Mapping):
        return isinstance(came, Mapping) and all(
            name in came and agrees(value, came[name]) for name, value in expected.items()
        )
    if isinstance(expected, tuple):
        return (
            isinstance(came, tuple)
            and len(expected) == len(came)
            and all(agrees(one, other) for one, other in zip(expected, came, strict=True))
        )
    if isinstance(came, Decimal) and not isinstance(expected, bool) and isinstance(expected, int | str | Decimal):
        try:
            return Decimal(expected) == came
        except InvalidOperation:
            return False
    return type(expected) is type(came) and bool(expected == came)


def written(value: Any) -> str:
    """A value as a case writes it."""
    if value is None:
        return "nothing (null)"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {written(one)}" for name, one in value.items()) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(written(one) for one in value) + "]"
    return str(value)
