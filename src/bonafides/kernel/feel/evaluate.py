"""The reference evaluator of FEEL: what an expression means. Written apart from any compiler, to be compared with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from bonafides.kernel.feel import ast
from bonafides.kernel.feel.arithmetic import calculate, negated
from bonafides.kernel.feel.ast import Comparator
from bonafides.kernel.feel.functions import FUNCTIONS
from bonafides.kernel.feel.logic import compare, conjunction, disjunction, matched, negation, within
from bonafides.kernel.feel.temporal import seconds
from bonafides.kernel.feel.values import Range, Scalar, Value, YearsMonths


@dataclass(frozen=True, slots=True)
class Environment:
    """The values of the names that an expression uses. A variable that is missing is null."""

    variables: Mapping[str, Value] = field(default_factory=dict)
    functions: Mapping[str, Callable[..., Value]] = field(default_factory=dict)
    tested: Value = None

    def testing(self, value: Value) -> Environment:
        """The same, where `?` is this value."""
        return Environment(self.variables, self.functions, value)


def evaluate(node: ast.Expression, env: Environment) -> Value:
    """The value of an expression. Never raises for a value of FEEL: what is not defined is null."""
    match node:
        case ast.Literal():
            return node.value
        case ast.Name():
            return env.variables.get(node.name)
        case ast.Tested():
            return env.tested
        case ast.Path():
            return member(evaluate(node.source, env), node.member)
        case ast.Call():
            function = env.functions.get(node.function) or FUNCTIONS[node.function]
            return function(*(evaluate(one, env) for one in node.arguments))
        case ast.ListLiteral():
            return tuple(evaluate(one, env) for one in node.items)
        case ast.Interval():
            return _range(node, env)
        case ast.Negation():
            return negated(evaluate(node.operand, env))
        case ast.Arithmetic():
            return calculate(node.operator, evaluate(node.left, env), evaluate(node.right, env))
        case ast.Comparison():
            return compare(node.operator, evaluate(node.left, env), evaluate(node.right, env))
        case ast.Conjunction():
            return conjunction(evaluate(one, env) for one in node.operands)
        case ast.Disjunction():
            return disjunction(evaluate(one, env) for one in node.operands)
        case ast.If():
            return evaluate(node.then if evaluate(node.condition, env) is True else node.otherwise, env)
        case ast.Between():
            value = evaluate(node.value, env)
            low, high = evaluate(node.low, env), evaluate(node.high, env)
            return conjunction(
                (compare(Comparator.MORE_OR_EQUAL, value, low), compare(Comparator.LESS_OR_EQUAL, value, high))
            )
        case ast.In():
            value = evaluate(node.value, env)
            return disjunction(_test(one, value, env) for one in node.tests)


def test(tests: ast.UnaryTests, value: Value, env: Environment) -> bool | None:
    """What the tests of a cell say of a value. The cell matches if that is true; null is no match."""
    match tests:
        case ast.Anything():
            return True
        case ast.OneOf():
            return disjunction(_test(one, value, env) for one in tests.tests)
        case ast.NoneOf():
            return negation(disjunction(_test(one, value, env) for one in tests.tests))


def _test(one: ast.Test, value: Value, env: Environment) -> Value:
    match one:
        case ast.Compared():
            return compare(one.operator, value, evaluate(one.operand, env))
        case ast.Within():
            among = _range(one.interval, env)
            return None if among is None else within(value, among)
        case ast.Matched():
            return matched(value, evaluate(one.expression, env))
        case ast.Satisfied():
            return evaluate(one.condition, env.testing(value))


def _range(node: ast.Interval, env: Environment) -> Range | None:
    low, high = evaluate(node.low, env), evaluate(node.high, env)
    if (
        low is None
        or high is None
        or isinstance(low, (tuple, Range, Mapping))
        or isinstance(high, (tuple, Range, Mapping))
    ):
        return None
    return Range(low, high, node.low_included, node.high_included)


def member(source: Value, name: str) -> Value:
    """`source.name`: of a context, of a date, time or duration; of a list, that of each item."""
    match source:
        case Mapping():
            return source.get(name)
        case tuple():
            return tuple(member(item, name) for item in source)
        case None | Range():
            return None
        case _:
            return _property(source, name)


def _property(of: Scalar, name: str) -> Value:
    match of, name:
        case date(), "year" | "month" | "day":
            return Decimal(getattr(of, name))
        case date(), "weekday":
            return Decimal(of.isoweekday())
        case ((datetime() | time()), "hour" | "minute"):
            return Decimal(getattr(of, name))
        case ((datetime() | time()), "second"):
            return Decimal(of.second) + Decimal(of.microsecond).scaleb(-6)
        case ((datetime() | time()), "time offset"):
            return of.utcoffset()
        case YearsMonths(), "years":
            return Decimal(abs(of.months) // 12) * (-1 if of.months < 0 else 1)
        case YearsMonths(), "months":
            return Decimal(abs(of.months) % 12) * (-1 if of.months < 0 else 1)
        case timedelta(), "days" | "hours" | "minutes" | "seconds":
            return _part(of, name)
        case _:
            return None


def _part(of: timedelta, name: str) -> Decimal:
    """A part of a days and time duration: each has the sign of the whole."""
    whole = abs(of)
    clock = seconds(timedelta(seconds=whole.seconds, microseconds=whole.microseconds))
    parts = {"days": Decimal(whole.days), "hours": clock // 3600, "minutes": clock % 3600 // 60, "seconds": clock % 60}
    return parts[name] * (-1 if of < timedelta(0) else 1)
