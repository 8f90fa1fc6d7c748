"""What a function is called, takes and gives. The functions of FEEL that are supported are `BUILT_IN`.

A function may have several signatures (`date(from)`, `date(year, month, day)`). The last parameter of a variadic one
stands for any number of arguments, or for one list of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bonafides.kernel.feel.types import (
    ANY,
    BOOLEAN,
    DATE,
    DATE_TIME,
    DAYS_TIME,
    NUMBER,
    STRING,
    TIME,
    YEARS_MONTHS,
    ListOf,
    Type,
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter. It takes a value of any of `types`; one that is not optional must be given."""

    name: str
    types: tuple[Type, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """One way to call a function. `result` is None where it is the type of the (items of the) first argument."""

    parameters: tuple[Parameter, ...]
    result: Type | None
    variadic: bool = False

    def accepts(self, count: int) -> bool:
        """Whether it can be called with so many arguments."""
        needed = sum(not one.optional for one in self.parameters)
        return count >= needed and (self.variadic or count <= len(self.parameters))


Signatures = tuple[Signature, ...]
LIST = ListOf(ANY)


def _takes(result: Type | None, *parameters: tuple[str, tuple[Type, ...]], optional: int = 0) -> Signature:
    needed = len(parameters) - optional
    return Signature(tuple(Parameter(*one, optional=at >= needed) for at, one in enumerate(parameters)), result)


def _gathers(result: Type | None, name: str = "list") -> Signature:
    return Signature((Parameter(name, (ANY,)),), result, variadic=True)


_N, _S, _B, _D, _T, _DT = (NUMBER,), (STRING,), (BOOLEAN,), (DATE,), (TIME,), (DATE_TIME,)
_L, _ANYTHING, _DAY = (LIST,), (ANY,), (DATE, DATE_TIME)

BUILT_IN: Mapping[str, Signatures] = MappingProxyType(
    {
        # conversion
        "date": (_takes(DATE, ("from", (STRING, DATE, DATE_TIME))), _takes(DATE, ("year", _N), ("month", _N), ("day", _N))),
        "time": (
            _takes(TIME, ("from", (STRING, TIME, DATE_TIME))),
            _takes(TIME, ("hour", _N), ("minute", _N), ("second", _N), ("offset", (DAYS_TIME,)), optional=1),
        ),
        "date and time": (
            _takes(DATE_TIME, ("from", (STRING, DATE, DATE_TIME))),
            _takes(DATE_TIME, ("date", _DAY), ("time", _T)),
        ),
        "duration": (_takes(ANY, ("from", (STRING, DAYS_TIME, YEARS_MONTHS))),),
        "years and months duration": (_takes(YEARS_MONTHS, ("from", _DAY), ("to", _DAY)),),
        "number": (
            _takes(NUMBER, ("from", (STRING, NUMBER))),
            _takes(NUMBER, ("from", _S), ("grouping separator", _S), ("decimal separator", _S)),
        ),
        "string": (_takes(STRING, ("from", _ANYTHING)),),
        # boolean
        "not": (_takes(BOOLEAN, ("negand", _B)),),
        # numbers
        "decimal": (_takes(NUMBER, ("n", _N), ("scale", _N)),),
        "floor": (_takes(NUMBER, ("n", _N), ("scale", _N), optional=1),),
        "ceiling": (_takes(NUMBER, ("n", _N), ("scale", _N), optional=1),),
        "round up": (_takes(NUMBER, ("n", _N), ("scale", _N)),),
        "round down": (_takes(NUMBER, ("n", _N), ("scale", _N)),),
        "round half up": (_takes(NUMBER, ("n", _N), ("scale", _N)),),
        "round half down": (_takes(NUMBER, ("n", _N), ("scale", _N)),),
        "abs": (_takes(None, ("n", (NUMBER, DAYS_TIME, YEARS_MONTHS))),),
        "modulo": (_takes(NUMBER, ("dividend", _N), ("divisor", _N)),),
        "odd": (_takes(BOOLEAN, ("number", _N)),),
        "even": (_takes(BOOLEAN, ("number", _N)),),
        # strings
        "substring": (_takes(STRING, ("string", _S), ("start position", _N), ("length", _N), optional=1),),
        "string length": (_takes(NUMBER, ("string", _S)),),
        "upper case": (_takes(STRING, ("string", _S)),),
        "lower case": (_takes(STRING, ("string", _S)),),
        "contains": (_takes(BOOLEAN, ("string", _S), ("match", _S)),),
        "starts with": (_takes(BOOLEAN, ("string", _S), ("match", _S)),),
        "ends with": (_takes(BOOLEAN, ("string", _S), ("match", _S)),),
        "substring before": (_takes(STRING, ("string", _S), ("match", _S)),),
        "substring after": (_takes(STRING, ("string", _S), ("match", _S)),),
        # lists
        "list contains": (_takes(BOOLEAN, ("list", _L), ("element", _ANYTHING)),),
        "count": (_takes(NUMBER, ("list", _L)),),
        "min": (_gathers(None),),
        "max": (_gathers(None),),
        "sum": (_gathers(NUMBER),),
        "mean": (_gathers(NUMBER),),
        "all": (_gathers(BOOLEAN),),
        "any": (_gathers(BOOLEAN),),
    }
)  # fmt: skip

PROPERTIES: Mapping[Type, Mapping[str, Type]] = MappingProxyType(
    {
        DATE: {"year": NUMBER, "month": NUMBER, "day": NUMBER, "weekday": NUMBER},
        DATE_TIME: {
            "year": NUMBER,
            "month": NUMBER,
            "day": NUMBER,
            "weekday": NUMBER,
            "hour": NUMBER,
            "minute": NUMBER,
            "second": NUMBER,
            "time offset": DAYS_TIME,
        },
        TIME: {"hour": NUMBER, "minute": NUMBER, "second": NUMBER, "time offset": DAYS_TIME},
        YEARS_MONTHS: {"years": NUMBER, "months": NUMBER},
        DAYS_TIME: {"days": NUMBER, "hours": NUMBER, "minutes": NUMBER, "seconds": NUMBER},
    }
)
"""What `.name` gives of a date, a time or a duration. `weekday` is 1 for Monday to 7 for Sunday."""

CLOCK = frozenset({"now", "today"})
"""Functions that ask the clock. A standard must not: the day is an input, so that a result can be computed again."""
