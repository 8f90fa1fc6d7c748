"""What an expression of FEEL stands for while it is lowered: columns' worth of values, and lists whose length is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bonafides.kernel.feel import types as feel
from bonafides.kernel.relational.build import NotRelationalError
from bonafides.kernel.relational.form import (
    BOOLEAN,
    DATE,
    DAYS,
    MONTHS,
    NULL,
    NUMBER,
    TEXT,
    TEXTS,
    Apply,
    Column,
    Constant,
    Expr,
    Type,
)


@dataclass(frozen=True, slots=True)
class Items:
    """A list written out."""

    items: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A range."""

    low: Expr
    high: Expr
    low_included: bool
    high_included: bool


@dataclass(frozen=True, slots=True)
class Members:
    """A context: the result of a table with several outputs, or a boxed one.

    Of a table it is null where no bit is set in `masks` (if there are any), and where there is a `violation`; its members
    are null then too.
    """

    members: Mapping[str, Value]
    masks: tuple[Column, ...] = ()
    violation: Column | None = None


@dataclass(frozen=True, slots=True)
class Fired:
    """The list that a table yields: the conclusions, in this order, of those rules whose bit is set in `masks`.

    Where none is, it is the list of `default` alone, or null without one, as it is where there is a `violation`.
    """

    masks: tuple[Column, ...]
    rules: tuple[tuple[int, Value], ...]
    default: Value | None = None
    violation: Column | None = None


Value = Column | Constant | Apply | Items | Span | Members | Fired

_TYPES: dict[feel.Type, Type] = {
    feel.BOOLEAN: BOOLEAN,
    feel.NUMBER: NUMBER,
    feel.STRING: TEXT,
    feel.DATE: DATE,
    feel.DAYS_TIME: DAYS,
    feel.YEARS_MONTHS: MONTHS,
    feel.NULL: NULL,
    feel.ListOf(feel.STRING): TEXTS,
}


def relational(of: feel.Type) -> Type:
    """The relational type of a FEEL type. Raises NotRelationalError where engines have none alike."""
    if (found := _TYPES.get(of)) is None:
        raise NotRelationalError(f"a value of type {of}")
    return found


def scalar(value: Value, what: str = "this") -> Expr:
    """The value as an expression of one column."""
    if isinstance(value, Items | Span | Members | Fired):
        words = {Items: "a list", Span: "a range", Members: "a context", Fired: "a list of results"}
        raise NotRelationalError(f"{words[type(value)]} where one value is expected ({what})")
    return value
