"""The types of FEEL.

`ANY` is the type of what is not known before the data is; `NULL` that of the literal `null`. Every type admits
null: FEEL has no type of things that are never null.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum

from bonafides.kernel.feel.values import Range, Value, YearsMonths


class Simple(Enum):
    """A type without parts. Its value is its name in FEEL and in `typeRef`."""

    ANY = "Any"
    NULL = "Null"
    BOOLEAN = "boolean"
    NUMBER = "number"
    STRING = "string"
    DATE = "date"
    TIME = "time"
    DATE_TIME = "date and time"
    DAYS_TIME = "days and time duration"
    YEARS_MONTHS = "years and months duration"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list whose items are of one type."""

    item: Type

    def __str__(self) -> str:
        return f"list<{self.item}>"


@dataclass(frozen=True, slots=True)
class RangeOf:
    """A range between two values of one type."""

    of: Type

    def __str__(self) -> str:
        return f"range<{self.of}>"


@dataclass(frozen=True, slots=True)
class ContextOf:
    """A context: named members in their order. A member that is not named here does not exist."""

    members: tuple[tuple[str, Type], ...]

    def __str__(self) -> str:
        return "context<" + ", ".join(f"{name}: {of}" for name, of in self.members) + ">"

    def member(self, name: str) -> Type | None:
        """The type of a member; None if there is no such member."""
        return next((of for known, of in self.members if known == name), None)


Type = Simple | ListOf | RangeOf | ContextOf

ANY, NULL, BOOLEAN, NUMBER, STRING = Simple.ANY, Simple.NULL, Simple.BOOLEAN, Simple.NUMBER, Simple.STRING
DATE, TIME, DATE_TIME = Simple.DATE, Simple.TIME, Simple.DATE_TIME
DAYS_TIME, YEARS_MONTHS = Simple.DAYS_TIME, Simple.YEARS_MONTHS

ORDERED = frozenset({NUMBER, STRING, DATE, TIME, DATE_TIME, DAYS_TIME, YEARS_MONTHS})
"""The types whose values `<` compares."""

_OF_SCALARS: dict[type, Simple] = {
    type(None): NULL,
    bool: BOOLEAN,
    Decimal: NUMBER,
    str: STRING,
    date: DATE,
    time: TIME,
    datetime: DATE_TIME,
    timedelta: DAYS_TIME,
    YearsMonths: YEARS_MONTHS,
}


def type_of(value: Value) -> Type:
    """The type of a value. Of a list, that of its items where they agree, else `list<Any>`."""
    if (simple := _OF_SCALARS.get(type(value))) is not None:
        return simple
    match value:
        case Range():
            return RangeOf(type_of(value.high if value.low is None else value.low))
        case tuple():
            items = {type_of(item) for item in value} - {NULL}
            return ListOf(items.pop() if len(items) == 1 else ANY)
        case Mapping():
            return ContextOf(tuple((name, type_of(one)) for name, one in value.items()))
    raise TypeError(f"a {type(value).__name__} is no value of FEEL: {value!r}")


def conforms(given: Type, wanted: Type) -> bool:
    """Whether every value of type `given` may stand where `wanted` is asked for. What is not known may."""
    if given == wanted or ANY in (given, wanted) or given is NULL:
        return True
    match given, wanted:
        case ListOf(), ListOf():
            return conforms(given.item, wanted.item)
        case RangeOf(), RangeOf():
            return conforms(given.of, wanted.of)
        case ContextOf(), ContextOf():
            return all(
                (of := given.member(name)) is not None and conforms(of, needed) for name, needed in wanted.members
            )
    return False
