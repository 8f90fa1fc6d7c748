"""The tree of a FEEL expression, and of the unary tests in a cell of a decision table.

The parser (`parse.py`) leaves nothing of the text open: a multi-word name is one `Name`, named arguments have become
positional ones, and a constant such as `date("2025-12-25")`, `@"P3Y"` or `-5` is a `Literal` of its type. So whoever
reads the tree (the evaluator, the type checker, the analysis, the compilers) needs neither the text nor a scope.

Two trees are equal if they say the same: where a node stood in its text (`at`) is kept for messages and not compared.
Each union lists all its classes, for an exhaustive `match`.

    amount * 12 > 5000        Comparison(MORE, Arithmetic(TIMES, Name("amount"), Literal(12)), Literal(5000))
    [1..5), > 10              OneOf((Within(Interval(Literal(1), Literal(5), True, False)), Compared(MORE, Literal(10))))
    not("A", "B")             NoneOf((Compared(EQUAL, Literal("A")), Compared(EQUAL, Literal("B"))))
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from enum import Enum

from bonafides.kernel.feel.types import Type
from bonafides.kernel.feel.values import Scalar


@dataclass(frozen=True, slots=True)
class Span:
    """Where a node stands in its text: offsets in characters, the end excluded; line and column from 1."""

    start: int = 0
    end: int = 0
    line: int = 1
    column: int = 1


NOWHERE = Span()


class Comparator(Enum):
    """An operator that compares two values of one type."""

    EQUAL = "="
    UNEQUAL = "!="
    LESS = "<"
    LESS_OR_EQUAL = "<="
    MORE = ">"
    MORE_OR_EQUAL = ">="


class Operator(Enum):
    """An operator of arithmetic. All are left-associative."""

    PLUS = "+"
    MINUS = "-"
    TIMES = "*"
    DIVIDE = "/"
    POWER = "**"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What every node has."""

    at: Span = field(default=NOWHERE, compare=False, repr=False)


# Expressions


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A constant of a simple type. The type tells `Literal(True, BOOLEAN)` from `Literal(Decimal(1), NUMBER)`."""

    value: Scalar
    type: Type


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A variable: an input, a required decision, a parameter, an entry of a boxed context. Blanks are single."""

    name: str


@dataclass(frozen=True, slots=True)
class Tested(Node):
    """`?`: in a cell, the value that the cell tests."""


@dataclass(frozen=True, slots=True)
class Path(Node):
    """`source.member`: a member of a context, or a property such as `.year` of a date."""

    source: Expression
    member: str


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A built-in function or a business knowledge model, by name. An argument left out is `Literal(None, NULL)`."""

    function: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class ListLiteral(Node):
    """`[a, b, c]`."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Interval(Node):
    """`[low..high]`; each end is included or not."""

    low: Expression
    high: Expression
    low_included: bool
    high_included: bool


@dataclass(frozen=True, slots=True)
class Negation(Node):
    """`-operand`: arithmetic. (`not(x)` is a `Call`.)"""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """`left + right`, on numbers, strings (`+` only), dates and durations. Null if an operand is null."""

    operator: Operator
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """`left < right`: null if an operand is null.

    `=` and `!=` take null for a value like any other: `null = null` is true, `5 = null` is false. So is the test of
    a null value by the cell `"A"`, and `not("A")` is true of it.
    """

    operator: Comparator
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Conjunction(Node):
    """`a and b and c`: false if one is false, else null if one is not a boolean, else true."""

    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Disjunction(Node):
    """`a or b or c`: true if one is true, else null if one is not a boolean, else false."""

    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class If(Node):
    """`if condition then … else …`. A condition that is null is not true."""

    condition: Expression
    then: Expression
    otherwise: Expression


@dataclass(frozen=True, slots=True)
class Between(Node):
    """`value between low and high`, both included: `value >= low and value <= high`."""

    value: Expression
    low: Expression
    high: Expression


@dataclass(frozen=True, slots=True)
class In(Node):
    """`value in (tests)`: the disjunction of the tests."""

    value: Expression
    tests: tuple[Test, ...]


Expression = (
    Literal
    | Name
    | Tested
    | Path
    | Call
    | ListLiteral
    | Interval
    | Negation
    | Arithmetic
    | Comparison
    | Conjunction
    | Disjunction
    | If
    | Between
    | In
)

# Unary tests


@dataclass(frozen=True, slots=True)
class Compared(Node):
    """`< 5`, `>= limit`, `= x`, or a bare constant `"A"`, which is `= "A"`. The tested value stands to the left."""

    operator: Comparator
    operand: Expression


@dataclass(frozen=True, slots=True)
class Within(Node):
    """`[1..5)`."""

    interval: Interval


@dataclass(frozen=True, slots=True)
class Matched(Node):
    """A bare expression that is no constant: the tested value equals it or, if it is a list or a range, is in it."""

    expression: Expression


@dataclass(frozen=True, slots=True)
class Satisfied(Node):
    """A bare expression in which `?` occurs: it must be true of the tested value."""

    condition: Expression


Test = Compared | Within | Matched | Satisfied


@dataclass(frozen=True, slots=True)
class Anything(Node):
    """`-`, or an empty cell: every value, also null."""


@dataclass(frozen=True, slots=True)
class OneOf(Node):
    """`test, test`: the disjunction of the tests. The cell matches only if that is true, and not if it is null."""

    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class NoneOf(Node):
    """`not(test, test)`: the three-valued negation of the disjunction.

    Of a null value `not(> 5)` is null, which is no match, and `not("A")` is true, which is one: see `Comparison`.
    """

    tests: tuple[Test, ...]


UnaryTests = Anything | OneOf | NoneOf


def walk(node: Node) -> Iterator[Node]:
    """The node and every node below it, in the order of the text."""
    yield node
    for one in fields(node):
        part = getattr(node, one.name)
        for child in part if isinstance(part, tuple) else (part,):
            if isinstance(child, Node):
                yield from walk(child)


def names(node: Node) -> frozenset[str]:
    """Every variable that the tree uses."""
    return frozenset(one.name for one in walk(node) if isinstance(one, Name))
