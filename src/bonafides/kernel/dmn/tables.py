"""What one decision table says of one case, by its hit policy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bonafides.kernel.dmn.model import Aggregation, DecisionTable, HitPolicy, OutputClause, Rule
from bonafides.kernel.feel.evaluate import Environment, evaluate, test
from bonafides.kernel.feel.functions import FUNCTIONS
from bonafides.kernel.feel.logic import equal
from bonafides.kernel.feel.values import Value


@dataclass(frozen=True, slots=True)
class TableOutcome:
    """The result of a table; `matched` are all rules that match, `fired` those that made the result.

    `inputs` are the values of the columns of conditions. `violation` is its kind and what to tell of it.
    """

    table: DecisionTable
    inputs: tuple[Value, ...]
    value: Value
    matched: tuple[Rule, ...] = ()
    fired: tuple[Rule, ...] = ()
    violation: tuple[Literal["unique", "any", "input", "output"], str] | None = None


def decide_table(table: DecisionTable, env: Environment) -> TableOutcome:
    """Evaluate a table where its names have these values."""
    inputs = tuple(evaluate(column.expression, env) for column in table.inputs)
    for clause, value in zip(table.inputs, inputs, strict=True):
        if clause.allowed is not None and test(clause.allowed, value, env) is not True:
            told = f"the value of `{clause.title}` is none of {clause.allowed_text}"
            return TableOutcome(table, inputs, None, violation=("input", told))
    matched = tuple(rule for rule in table.rules if _matches(rule, inputs, env))
    if not matched:
        return TableOutcome(table, inputs, _default(table, env))
    concluded = {rule.number: tuple(evaluate(one.expression, env) for one in rule.conclusions) for rule in matched}
    for rule in matched:
        for column, value in zip(table.outputs, concluded[rule.number], strict=True):
            if column.allowed is not None and value is not None and test(column.allowed, value, env) is not True:
                told = f"the value of `{column.title}` by rule {rule.number} is none of {column.values_text}"
                return TableOutcome(table, inputs, None, matched, (), ("output", told))
    return _by_policy(table, inputs, matched, concluded)


def _matches(rule: Rule, inputs: tuple[Value, ...], env: Environment) -> bool:
    return all(
        test(cell.tests, value, env.testing(value)) is True for cell, value in zip(rule.conditions, inputs, strict=True)
    )


def _by_policy(
    table: DecisionTable, inputs: tuple[Value, ...], matched: tuple[Rule, ...], concluded: dict[int, tuple[Value, ...]]
) -> TableOutcome:
    def outcome(fired: tuple[Rule, ...], value: Value) -> TableOutcome:
        return TableOutcome(table, inputs, value, matched, fired)

    first = matched[0]
    match table.hit_policy:
        case HitPolicy.UNIQUE if len(matched) > 1:
            told = f"rules {_told(matched)} match, and the hit policy is UNIQUE"
            return TableOutcome(table, inputs, None, matched, (), ("unique", told))
        case HitPolicy.ANY if any(
            equal(concluded[first.number], concluded[rule.number]) is not True for rule in matched
        ):
            told = f"rules {_told(matched)} match and conclude different results, and the hit policy is ANY"
            return TableOutcome(table, inputs, None, matched, (), ("any", told))
        case HitPolicy.UNIQUE | HitPolicy.FIRST:
            return outcome((first,), _result(table, concluded[first.number]))
        case HitPolicy.ANY:
            return outcome(matched, _result(table, concluded[first.number]))
        case HitPolicy.PRIORITY:
            best = _by_priority(table, matched, concluded)[0]
            return outcome((best,), _result(table, concluded[best.number]))
        case HitPolicy.OUTPUT_ORDER:
            ordered = _by_priority(table, matched, concluded)
            return outcome(ordered, tuple(_result(table, concluded[rule.number]) for rule in ordered))
        case _ if table.aggregation is not None:
            return outcome(
                matched, _aggregated(table.aggregation, tuple(concluded[rule.number][0] for rule in matched))
            )
        case _:
            return outcome(matched, tuple(_result(table, concluded[rule.number]) for rule in matched))


def _result(table: DecisionTable, values: tuple[Value, ...]) -> Value:
    if table.single:
        return values[0]
    return {column.name: value for column, value in zip(table.outputs, values, strict=True)}


def _default(table: DecisionTable, env: Environment) -> Value:
    """The result if no rule matches: the defaults; without them null, and 0 for a COUNT."""
    if all(column.default is not None for column in table.outputs):
        values = tuple(evaluate(column.default, env) for column in table.outputs if column.default is not None)
        value = _result(table, values)
        return (value,) if table.hit_policy.many and table.aggregation is None else value
    return FUNCTIONS["count"](()) if table.aggregation is Aggregation.COUNT else None


def _by_priority(
    table: DecisionTable, matched: tuple[Rule, ...], concluded: dict[int, tuple[Value, ...]]
) -> tuple[Rule, ...]:
    """The rules by the priority of their outputs, from the first column on; equal ones in the order of the table."""

    def rank(rule: Rule) -> tuple[int, ...]:
        return tuple(_rank(column, value) for column, value in zip(table.outputs, concluded[rule.number], strict=True))

    return tuple(sorted(matched, key=rank))


def _rank(column: OutputClause, value: Value) -> int:
    """The place of a value among the output values; without such a list all are equal, and null comes last."""
    ranks = (at for at, known in enumerate(column.values) if equal(known.value, value) is True)
    return next(ranks, len(column.values))


def _aggregated(by: Aggregation, values: tuple[Value, ...]) -> Value:
    names = {Aggregation.SUM: "sum", Aggregation.COUNT: "count", Aggregation.MIN: "min", Aggregation.MAX: "max"}
    return FUNCTIONS[names[by]](values)


def _told(rules: tuple[Rule, ...]) -> str:
    numbers = [str(rule.number) for rule in rules]
    return f"{', '.join(numbers[:-1])} and {numbers[-1]}"
