"""The constants with which the tests of a cell compare the tested value, or that the cell cannot be analysed."""

from __future__ import annotations

from collections.abc import Iterator

from bonafides.kernel.feel import ast
from bonafides.kernel.feel.evaluate import Environment, evaluate
from bonafides.kernel.feel.functions import FUNCTIONS
from bonafides.kernel.feel.values import Range, Value


class NotAnalysableError(Exception):
    """A test depends on more than the tested value and constants; the message says on what."""


def constants(tests: ast.UnaryTests) -> Iterator[Value]:
    """Every constant with which the tested value is compared. Raises NotAnalysableError."""
    if not isinstance(tests, ast.Anything):
        for one in tests.tests:
            yield from _of_test(one)


def whole_numbers(tests: ast.UnaryTests) -> tuple[ast.UnaryTests, bool]:
    """Whether tests ask for whole numbers by `floor(?) = ?`, and what else they ask for.

    FEEL has no type of integers; this condition among the allowed values of a type is how a model says it.
    """
    if isinstance(tests, ast.OneOf) and len(tests.tests) == 1 and isinstance(tests.tests[0], ast.Satisfied):
        condition = tests.tests[0].condition
        parts = condition.operands if isinstance(condition, ast.Conjunction) else (condition,)
        rest = tuple(one for one in parts if not _asks_for_whole(one))
        if len(rest) < len(parts):
            if not rest:
                return ast.Anything(), True
            remaining = rest[0] if len(rest) == 1 else ast.Conjunction(rest)
            return ast.OneOf((ast.Satisfied(remaining),)), True
    return tests, False


def _asks_for_whole(condition: ast.Expression) -> bool:
    whole = ast.Call("floor", (ast.Tested(),))
    return (
        isinstance(condition, ast.Comparison)
        and condition.operator is ast.Comparator.EQUAL
        and ({condition.left, condition.right} == {whole, ast.Tested()})
    )


def _of_test(test: ast.Test) -> Iterator[Value]:
    match test:
        case ast.Compared():
            yield _constant(test.operand)
        case ast.Within():
            yield from (_constant(test.interval.low), _constant(test.interval.high))
        case ast.Matched():
            yield from flat(_constant(test.expression))
        case ast.Satisfied():
            yield from _of_condition(test.condition)


def _of_condition(condition: ast.Expression) -> Iterator[Value]:
    """The constants of a condition that is made of comparisons of `?` with constants."""
    match condition:
        case ast.Conjunction() | ast.Disjunction():
            for operand in condition.operands:
                yield from _of_condition(operand)
        case ast.Call("not", (operand,)):
            yield from _of_condition(operand)
        case ast.Comparison(_, ast.Tested(), other) | ast.Comparison(_, other, ast.Tested()):
            yield _constant(other)
        case ast.Between(ast.Tested(), low, high):
            yield from (_constant(low), _constant(high))
        case ast.In(ast.Tested(), tests):
            for test in tests:
                yield from _of_test(test)
        case ast.Tested():
            yield True
        case _:
            _constant(condition)


def _constant(expression: ast.Expression) -> Value:
    for node in ast.walk(expression):
        match node:
            case ast.Name():
                raise NotAnalysableError(f"it compares with `{node.name}`, which is known with the data only")
            case ast.Tested():
                raise NotAnalysableError("it calculates with `?`")
            case ast.Call() if node.function not in FUNCTIONS:
                raise NotAnalysableError(f"it asks the business knowledge model `{node.function}`")
    return evaluate(expression, Environment())


def flat(value: Value) -> Iterator[Value]:
    """The single values of a value: those of a list, the two ends of a range."""
    match value:
        case tuple():
            for item in value:
                yield from flat(item)
        case Range():
            yield from (value.low, value.high)
        case _:
            yield value
