"""Functions of texts. Characters are code points, and positions count from 1."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from bonafides.kernel.feel.logic import negation
from bonafides.kernel.feel.numbers import written
from bonafides.kernel.feel.temporal import write_duration, write_time
from bonafides.kernel.feel.values import Range, Value, YearsMonths


def to_string(value: Value) -> str | None:
    """A value as FEEL writes it; null of null."""
    match value:
        case None | str():
            return value
        case bool():
            return "true" if value else "false"
        case Decimal():
            return written(value)
        case datetime():
            return f"{value:%Y-%m-%d}T{write_time(value.timetz())}".rjust(19, "0")
        case date():
            return value.isoformat()
        case time():
            return write_time(value)
        case timedelta():
            return write_duration(value)
        case YearsMonths():
            return str(value)
        case Range():
            opening, closing = "[" if value.low_included else "(", "]" if value.high_included else ")"
            return f"{opening}{_inside(value.low)}..{_inside(value.high)}{closing}"
        case tuple():
            return f"[{', '.join(_inside(item) for item in value)}]"
        case Mapping():
            return "{" + ", ".join(f"{name}: {_inside(item)}" for name, item in value.items()) + "}"


def _inside(value: Value) -> str:
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return to_string(value) or "null"


def substring(text: Value, start: Value, length: Value = None) -> Value:
    """From a position, counted from the end if it is negative; null if that lies outside, or if the length is below 1."""
    if not isinstance(text, str) or not isinstance(start, Decimal) or not isinstance(length, Decimal | None):
        return None
    place = int(start)
    if not 1 <= abs(place) <= len(text) or (length is not None and length < 1):
        return None
    first = place - 1 if place > 0 else len(text) + place
    return text[first:] if length is None else text[first : first + int(length)]


def substring_before(text: Value, match: Value) -> Value:
    if not isinstance(text, str) or not isinstance(match, str):
        return None
    return text.partition(match)[0] if match and match in text else ""


def substring_after(text: Value, match: Value) -> Value:
    if not isinstance(text, str) or not isinstance(match, str):
        return None
    return text.partition(match)[2] if match else text


def _of_text(apply: Callable[[str], Value]) -> Callable[[Value], Value]:
    return lambda text: apply(text) if isinstance(text, str) else None


def _of_texts(apply: Callable[[str, str], Value]) -> Callable[[Value, Value], Value]:
    return lambda text, match: apply(text, match) if isinstance(text, str) and isinstance(match, str) else None


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "string": to_string,
    "not": negation,
    "substring": substring,
    "string length": _of_text(lambda text: Decimal(len(text))),
    "upper case": _of_text(str.upper),
    "lower case": _of_text(str.lower),
    "contains": _of_texts(lambda text, match: match in text),
    "starts with": _of_texts(str.startswith),
    "ends with": _of_texts(str.endswith),
    "substring before": substring_before,
    "substring after": substring_after,
}
