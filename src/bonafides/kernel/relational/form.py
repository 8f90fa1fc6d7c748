"""The relational form: what a model says of each business, as typed expressions over the columns of one row.

Small on purpose: every operation here means the same in each engine. Numbers are whole: a decimal is an integer and a
scale, 0.30 is 30 at scale 2, so that no engine's decimals or floats decide anything. Every expression knows whether it
can be null; booleans have three values, as in FEEL.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum


class Kind(Enum):
    """The types that every engine has alike. DAYS and MONTHS are durations, held as whole numbers of them."""

    BOOLEAN = "boolean"
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    DAYS = "days"
    MONTHS = "months"
    TEXTS = "list of texts"
    NULL = "null"


@dataclass(frozen=True, slots=True)
class Type:
    """A kind; of a number, how many of its digits stand behind the point."""

    kind: Kind
    scale: int = 0


BOOLEAN, NUMBER, TEXT, DATE = Type(Kind.BOOLEAN), Type(Kind.NUMBER), Type(Kind.TEXT), Type(Kind.DATE)
DAYS, MONTHS, TEXTS, NULL = Type(Kind.DAYS), Type(Kind.MONTHS), Type(Kind.TEXTS), Type(Kind.NULL)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the row."""

    name: str
    type: Type
    nullable: bool = True


@dataclass(frozen=True, slots=True)
class Constant:
    """A value. A number, or a duration, is an integer at the type's scale; a list is a tuple."""

    value: bool | int | str | date | tuple[str, ...] | None
    type: Type

    @property
    def nullable(self) -> bool:
        return self.value is None


class Op(Enum):
    """The operations. What each does with null is said here; where nothing is said, null in gives null out."""

    AND = "and"  # Kleene
    OR = "or"  # Kleene
    NOT = "not"
    SAME = "same"  # equality in which null is a value: never null
    EQUAL = "equal"
    LESS = "less"
    LESS_OR_EQUAL = "less or equal"
    IS_NULL = "is null"  # never null
    CASE = "case"  # condition, value, condition, value, …, otherwise; a condition that is null is not true
    ADD = "add"
    SUBTRACT = "subtract"
    MULTIPLY = "multiply"
    NEGATE = "negate"
    ABSOLUTE = "absolute"
    LEAST = "least"  # null if one is
    GREATEST = "greatest"  # null if one is
    PLUS_DAYS = "plus days"
    PLUS_MONTHS = "plus months"  # the last day of a month that has no such day
    DAYS_BETWEEN = "days between"  # from, to
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    JOIN = "join"
    LENGTH = "length"  # in characters (code points)
    SUBSTRING = "substring"  # text, first (from 1, a constant), length (a constant, or absent)
    STARTS_WITH = "starts with"
    ENDS_WITH = "ends with"
    CONTAINS = "contains"
    HAS_ITEM = "has item"  # list, item that is not null
    ITEMS = "items"  # how many
    BITS = "bits"  # of a mask and a constant one: those that both have
    BIT_COUNT = "bit count"


@dataclass(frozen=True, slots=True)
class Apply:
    """An operation on expressions."""

    op: Op
    args: tuple[Expr, ...]
    type: Type
    nullable: bool = True


Expr = Column | Constant | Apply


def columns(expr: Expr) -> Iterator[Column]:
    """Every column that an expression reads, each as often as it is read."""
    if isinstance(expr, Column):
        yield expr
    elif isinstance(expr, Apply):
        for one in expr.args:
            yield from columns(one)


@dataclass(frozen=True, slots=True)
class Measure:
    """An aggregate of the records of a source. `value` is the column measured; `on` the date that orders them.

    `measure` is one of `count`, `exists`, `sum`, `mean` (cut off at its type's scale), `min`, `max`, `latest`,
    `days_since`. `where` is a condition on a record;
    a record for which it is null does not count, nor one whose `value` is null. `otherwise`: where no record counts.
    `since`: the first day of its window, none where that lies before all days. `which`: the part of `where` that is about
    the record and not about days.
    """

    name: str
    measure: str
    where: Expr
    on: Column
    value: Column | None
    otherwise: Constant
    type: Type
    since: Expr | None = None
    which: Expr = Constant(True, BOOLEAN)

    @property
    def result(self) -> Column:
        nullable = self.otherwise.value is None
        return Column(self.name, self.type, nullable)


@dataclass(frozen=True, slots=True)
class Source:
    """The records of some kinds, scanned once, and what is made of them for each business by the day `begun_by`.

    That day is one for all, or a column: each row of `entities` then has its own, and so has each of its records.
    """

    kinds: tuple[str, ...]
    columns: tuple[Column, ...]
    begun_by: Expr
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """Columns computed from those before, all of one row."""

    columns: tuple[tuple[str, Expr], ...]


@dataclass(frozen=True, slots=True)
class Program:
    """What is computed for every business: sources joined to it, then stage by stage; `outputs` are what is kept."""

    entity: tuple[Column, ...]
    sources: tuple[Source, ...]
    stages: tuple[Stage, ...]
    outputs: tuple[Column, ...]
