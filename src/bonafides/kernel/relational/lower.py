"""FEEL to the relational form: what means the same in every engine is lowered, everything else refused by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from bonafides.kernel.feel import ast
from bonafides.kernel.feel.ast import Comparator, Operator
from bonafides.kernel.feel.values import Scalar, YearsMonths
from bonafides.kernel.relational import build
from bonafides.kernel.relational.arithmetic import arithmetic, negated, quotient_compared
from bonafides.kernel.relational.build import NOTHING, NotRelationalError
from bonafides.kernel.relational.form import (
    BOOLEAN,
    DATE,
    DAYS,
    MONTHS,
    NUMBER,
    TEXT,
    Apply,
    Column,
    Constant,
    Expr,
    Kind,
    Op,
)
from bonafides.kernel.relational.functions import FUNCTIONS
from bonafides.kernel.relational.values import Fired, Items, Members, Span, Value, scalar


@dataclass(frozen=True)
class Names:
    """What names stand for, and `?`."""

    values: Mapping[str, Value] = field(default_factory=dict)
    functions: Mapping[str, Callable[[tuple[Value, ...]], Value]] = field(default_factory=dict)
    tested: Value | None = None


def expression(node: ast.Expression, names: Names) -> Value:
    """What an expression stands for. Raises NotRelationalError with what cannot be said in every engine."""
    match node:
        case ast.Literal():
            return constant(node.value)
        case ast.Name():
            return names.values[node.name]
        case ast.Tested():
            return names.tested if names.tested is not None else NOTHING
        case ast.Path():
            return _member(expression(node.source, names), node.member)
        case ast.Call():
            if (function := names.functions.get(node.function) or FUNCTIONS.get(node.function)) is None:
                raise NotRelationalError(f"the function `{node.function}`")
            return function(tuple(expression(one, names) for one in node.arguments))
        case ast.ListLiteral():
            return Items(tuple(expression(one, names) for one in node.items))
        case ast.Interval():
            low, high = (scalar(expression(one, names)) for one in (node.low, node.high))
            return Span(low, high, node.low_included, node.high_included)
        case ast.Negation():
            return negated(scalar(expression(node.operand, names)))
        case ast.Arithmetic():
            left, right = (scalar(expression(one, names)) for one in (node.left, node.right))
            return arithmetic(node.operator, left, right)
        case ast.If():
            condition, then, otherwise = (expression(one, names) for one in (node.condition, node.then, node.otherwise))
            return build.case([(build.truth(scalar(condition)), scalar(then))], scalar(otherwise))
        case _:
            return _boolean(node, names)


def _boolean(node: ast.Expression, names: Names) -> Expr:
    match node:
        case ast.Comparison():
            return _comparison(node.operator, node.left, node.right, names)
        case ast.Conjunction():
            return build.conjunction([scalar(expression(one, names)) for one in node.operands])
        case ast.Disjunction():
            return build.disjunction([scalar(expression(one, names)) for one in node.operands])
        case ast.Between():
            value, low, high = (scalar(expression(one, names)) for one in (node.value, node.low, node.high))
            return between(value, Span(low, high, low_included=True, high_included=True))
        case ast.In():
            tested = replace(names, tested=expression(node.value, names))
            return build.disjunction([test(one, tested) for one in node.tests])
        case _:
            raise NotRelationalError(f"an expression of the kind {type(node).__name__}")


def test(node: ast.Test, names: Names) -> Expr:
    """What a unary test says of the tested value."""
    tested = names.tested if names.tested is not None else NOTHING
    match node:
        case ast.Compared():
            return compared(node.operator, tested, expression(node.operand, names))
        case ast.Within():
            span = expression(node.interval, names)
            assert isinstance(span, Span)  # noqa: S101 - an interval is one
            return within(scalar(tested), span)
        case ast.Matched():
            return _matched(tested, expression(node.expression, names))
        case ast.Satisfied():
            return scalar(expression(node.condition, names))


def cell(node: ast.UnaryTests, names: Names) -> Expr:
    """Whether a cell of a table matches: true, false or null."""
    match node:
        case ast.Anything():
            return build.TRUE
        case ast.OneOf():
            return build.disjunction([test(one, names) for one in node.tests])
        case ast.NoneOf():
            return build.negation(build.disjunction([test(one, names) for one in node.tests]))


def constant(value: Scalar) -> Constant:
    """A literal of FEEL."""
    match value:
        case None:
            return NOTHING
        case bool():
            return Constant(value, BOOLEAN)
        case Decimal():
            return build.number(value)
        case str():
            return Constant(value, TEXT)
        case YearsMonths():
            return Constant(value.months, MONTHS)
        case timedelta():
            if value.seconds or value.microseconds:
                raise NotRelationalError(f"the duration {value}: not a whole number of days")
            return Constant(value.days, DAYS)
        case _:
            if type(value) is not date:
                raise NotRelationalError(f"a value of the kind {type(value).__name__}")
            return Constant(value, DATE)


def compared(operator: Comparator, left: Value, right: Value) -> Expr:
    """`left operator right`."""
    if isinstance(left, Span | Items | Members | Fired) or isinstance(right, Span | Items | Members | Fired):
        raise NotRelationalError("a comparison of lists, ranges or contexts")
    match operator:
        case Comparator.EQUAL:
            return build.same(left, right)
        case Comparator.UNEQUAL:
            return build.negation(build.same(left, right))
        case Comparator.LESS | Comparator.LESS_OR_EQUAL:
            return build.less(left, right, or_equal=operator is Comparator.LESS_OR_EQUAL)
        case Comparator.MORE | Comparator.MORE_OR_EQUAL:
            return build.less(right, left, or_equal=operator is Comparator.MORE_OR_EQUAL)


def between(value: Expr, span: Span) -> Expr:
    """Whether a value lies between two others."""
    return build.conjunction(
        [
            build.less(span.low, value, or_equal=span.low_included),
            build.less(value, span.high, or_equal=span.high_included),
        ]
    )


def within(value: Expr, span: Span) -> Expr:
    """`value in [low..high]`: a range with an end that is null is none, and the test null."""
    absent = build.disjunction([build.is_null(span.low), build.is_null(span.high)])
    return build.case([(absent, build.UNKNOWN)], between(value, span))


def _comparison(operator: Comparator, left: ast.Expression, right: ast.Expression, names: Names) -> Expr:
    """A quotient is never computed: `a / b < c` is asked as a product, so that nothing is rounded."""
    for one, other, mirrored in ((left, right, False), (right, left, True)):
        if isinstance(one, ast.Arithmetic) and one.operator is Operator.DIVIDE:
            dividend, divisor, bound = (scalar(expression(each, names)) for each in (one.left, one.right, other))
            return quotient_compared(operator, dividend, divisor, bound, mirrored=mirrored)
    return compared(operator, expression(left, names), expression(right, names))


def _matched(tested: Value, value: Value) -> Expr:
    if isinstance(value, Items):
        return build.disjunction([_matched(tested, one) for one in value.items])
    if isinstance(value, Span):
        return within(scalar(tested), value)
    if isinstance(value, Fired | Members):
        raise NotRelationalError("a test against a list of results")
    if value.type.kind is Kind.TEXTS:
        found = scalar(FUNCTIONS["list contains"]((value, tested)))
        return build.case([(build.is_null(value), build.is_null(scalar(tested)))], found)
    return build.same(scalar(tested), value)


def _member(source: Value, member: str) -> Value:
    if isinstance(source, Members):
        return source.members.get(member, NOTHING)
    parts = {"year": Op.YEAR, "month": Op.MONTH, "day": Op.DAY}
    if isinstance(source, Column | Constant | Apply):
        if source.type.kind is Kind.DATE and member in parts:
            return build.apply(parts[member], NUMBER, source)
        if source.type.kind is Kind.DAYS and member == "days" and not isinstance(source, Constant):
            return Apply(Op.ADD, (source, Constant(0, NUMBER)), NUMBER, source.nullable)
    raise NotRelationalError(f"the property `.{member}`")
