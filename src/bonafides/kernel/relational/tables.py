"""A decision table in stages of columns: which rules match, their masks, then violations and conclusions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bonafides.kernel.dmn.model import DecisionTable, HitPolicy, Rule
from bonafides.kernel.feel.ast import UnaryTests
from bonafides.kernel.feel.evaluate import Environment, evaluate, test
from bonafides.kernel.relational import build
from bonafides.kernel.relational.build import NOTHING, NotRelationalError
from bonafides.kernel.relational.form import NUMBER, Column, Constant, Expr
from bonafides.kernel.relational.lower import Names, cell, expression
from bonafides.kernel.relational.masks import fired_any, fired_count, mask_expressions
from bonafides.kernel.relational.values import Value, scalar

Let = Callable[[list[tuple[str, Expr]]], list[Column]]
"""Computes columns of a row, as a stage of its own."""
RULE, MATCHED, VIOLATION = "#{}", "#matched{}", "#violation"


@dataclass(frozen=True)
class Told:
    """What a table says of each row: its result, the rules that match, and whether something is wrong with it."""

    value: Value
    masks: tuple[Column, ...]
    violation: Column | None


@dataclass(frozen=True)
class Lowered:
    """A table whose conditions are columns already."""

    table: DecisionTable
    names: Names
    matches: tuple[Column, ...]
    masks: tuple[Column, ...]

    def conclusion(self, rule: Rule, output: int) -> Expr:
        """A conclusion. Raises NotRelationalError where it might be one that the table does not allow."""
        clause, node = self.table.outputs[output], rule.conclusions[output].expression
        with Place(f"rule {rule.number}, output `{clause.title}`"):
            found = scalar(expression(node, self.names))
            if clause.allowed is not None and found != NOTHING:
                if not isinstance(found, Constant):
                    raise NotRelationalError("a conclusion that is no constant, where only some values are allowed")
                if test(clause.allowed, evaluate(node, Environment()), Environment()) is not True:
                    raise NotRelationalError(f"a conclusion that is none of {clause.values_text}")
            return found

    def constants(self, rule: Rule) -> tuple[Constant, ...]:
        """The conclusions of a rule, where the hit policy must know them beforehand."""
        found = [self.conclusion(rule, output) for output in range(len(self.table.outputs))]
        kept = tuple(one for one in found if isinstance(one, Constant))
        if len(kept) < len(found):
            policy = self.table.hit_policy.value
            raise NotRelationalError(f"rule {rule.number}: a conclusion that is no constant, under hit policy {policy}")
        return kept

    def default(self) -> tuple[Expr, ...] | None:
        """The results if no rule matches: those of all outputs, or none."""
        nodes = [one.default for one in self.table.outputs]
        return None if None in nodes else tuple(scalar(expression(one, self.names)) for one in nodes if one is not None)


class Place:
    """What is refused within says where."""

    def __init__(self, at: str) -> None:
        self.at = at

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, NotRelationalError):
            raise NotRelationalError(f"{self.at}: {error}") from error


def lower_table(name: str, table: DecisionTable, names: Names, let: Let) -> Told:
    """The stages of a table. Raises NotRelationalError with the rule and cell that cannot be said in every engine."""
    tested: list[Value] = []
    for clause in table.inputs:
        with Place(f"input `{clause.title}`"):
            tested.append(expression(clause.expression, names))
    wrong = [outside(one.allowed, value, names) for one, value in zip(table.inputs, tested, strict=True)]
    invalid = build.disjunction(wrong)
    rows = [(rule.number, _match(table, rule, tested, names)) for rule in table.rules]
    if invalid != build.FALSE:
        valid = build.negation(let([(f"{name}#invalid", invalid)])[0])
        rows = [(number, build.conjunction([valid, row])) for number, row in rows]
    matches = let([(name + RULE.format(number), build.truth(row)) for number, row in rows])
    masks = let([(name + MATCHED.format(place or ""), one) for place, one in enumerate(mask_expressions(matches))])
    whole = Lowered(table, names, tuple(matches), tuple(masks))
    violation = build.disjunction([invalid, _contradiction(whole)])
    mark = None if violation == build.FALSE else let([(name + VIOLATION, violation)])[0]
    # The aggregates know the table, and this file need not know them.
    from bonafides.kernel.relational.conclusions import result

    return Told(result(whole, mark), whole.masks, mark)


def outside(allowed: UnaryTests | None, value: Value, names: Names) -> Expr:
    """Whether a value is none of those allowed; null is one of them only where it is named. Never null."""
    if allowed is None:
        return build.FALSE
    inside = build.truth(cell(allowed, replace(names, tested=scalar(value))))
    return build.case([(inside, build.FALSE)], build.TRUE)


def _match(table: DecisionTable, rule: Rule, tested: list[Value], names: Names) -> Expr:
    parts: list[Expr] = []
    for clause, value, condition in zip(table.inputs, tested, rule.conditions, strict=True):
        with Place(f"rule {rule.number}, input `{clause.title}`, `{condition.text}`"):
            parts.append(cell(condition.tests, replace(names, tested=value)))
    return build.conjunction(parts)


def _contradiction(whole: Lowered) -> Expr:
    """Whether rules match that may not match together. Never null."""
    rules = whole.table.rules
    if whole.table.hit_policy is HitPolicy.UNIQUE and len(rules) > 1:
        return build.less(Constant(1, NUMBER), fired_count(whole.masks))
    if whole.table.hit_policy is not HitPolicy.ANY:
        return build.FALSE
    groups: dict[tuple[Constant, ...], list[int]] = {}
    for rule in rules:
        groups.setdefault(whole.constants(rule), []).append(rule.number)
    numbers = list(groups.values())
    return build.disjunction(
        [
            build.conjunction(
                [
                    fired_any(whole.masks, own),
                    fired_any(whole.masks, [one for each in numbers[place + 1 :] for one in each]),
                ]
            )
            for place, own in enumerate(numbers[:-1])
        ]
    )
