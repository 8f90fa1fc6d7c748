"""The constants with which a model compares one of its inputs in one case: where another value may bring another result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bonafides.kernel.dmn.analysis.constants import flat
from bonafides.kernel.dmn.model import (
    Context,
    Decision,
    DecisionTable,
    Definitions,
    Invocation,
    LiteralExpression,
    Logic,
)
from bonafides.kernel.feel import ast
from bonafides.kernel.feel.evaluate import Environment, evaluate
from bonafides.kernel.feel.values import Value


@dataclass(frozen=True)
class Levels:
    """`constants`: with which the input is compared. `exact`: the model does nothing else with it.

    If it is exact, all values between two constants in a row bring the same result.
    """

    constants: frozenset[Value]
    exact: bool


def levels_of(model: Definitions, decisions: Mapping[str, Value], inputs: Mapping[str, Value], name: str) -> Levels:
    """The levels of the input `name`, the other inputs as they are.

    `decisions` are the decisions asked for and all that they require, with their values in this case.
    """
    needed = [one for one in model.decisions if one.name in decisions]
    follow = _following(needed, name)
    known = {one: value for one, value in {**inputs, **decisions}.items() if one not in follow and one != name}
    search = _Search(name, follow | {name}, known)
    for decision in needed:
        if name in decision.required_inputs:
            search.logic(decision.logic)
    return Levels(frozenset(search.constants), search.exact)


def _following(decisions: list[Decision], name: str) -> frozenset[str]:
    """The decisions whose result may follow from an input; they stand after what they require."""
    found: set[str] = set()
    for one in decisions:
        if name in one.required_inputs or found & set(one.required_decisions):
            found.add(one.name)
    return frozenset(found)


@dataclass
class _Search:
    """`moving`: the names whose values may change with the input; `known`: the values of the others."""

    name: str
    moving: frozenset[str]
    known: Mapping[str, Value]
    constants: set[Value] = field(default_factory=set)
    exact: bool = True

    def logic(self, logic: Logic) -> None:
        match logic:
            case DecisionTable():
                self._table(logic)
            case LiteralExpression():
                self._expression(logic.expression)
            case Invocation():
                for binding in logic.bindings:
                    self.logic(binding.logic)
            case Context():
                if any(entry.variable.name == self.name for entry in logic.entries):
                    self.exact = False  # from there on the name means something else
                for entry in logic.entries:
                    self.logic(entry.logic)
                if logic.result is not None:
                    self.logic(logic.result)

    def _table(self, table: DecisionTable) -> None:
        for at, column in enumerate(table.inputs):
            cells = [rule.conditions[at].tests for rule in table.rules]
            if column.allowed is not None:
                cells.append(column.allowed)
            own = self._is_it(column.expression)
            if not own:
                self._expression(column.expression)
            for tests in cells:
                self._cell(tests, own=own)
        for rule in table.rules:
            for conclusion in rule.conclusions:
                self._expression(conclusion.expression)
        for output in table.outputs:
            if output.default is not None:
                self._expression(output.default)

    def _cell(self, tests: ast.UnaryTests, *, own: bool) -> None:
        if isinstance(tests, ast.Anything):
            return
        for one in tests.tests:
            self._test(one, own=own)

    def _test(self, test: ast.Test, *, own: bool) -> None:
        match test:
            case ast.Satisfied():
                self._expression(test.condition, tested=own)
            case ast.Compared():
                self._operand(test.operand, own=own)
            case ast.Within():
                self._operand(test.interval.low, own=own)
                self._operand(test.interval.high, own=own)
            case ast.Matched():
                self._operand(test.expression, own=own)

    def _operand(self, operand: ast.Expression, *, own: bool) -> None:
        """What a value is compared with; `own`: that value is the input's."""
        if not own:
            self._expression(operand)
        elif self._stays(operand):
            self.constants |= set(flat(evaluate(operand, Environment(self.known))))
        else:
            self.exact = False

    def _stays(self, operand: ast.Expression) -> bool:
        """Whether its value is known, whatever the input is."""
        unknown = ast.names(operand) - self.known.keys()
        return not unknown and not any(isinstance(one, ast.Tested) for one in ast.walk(operand))

    def _is_it(self, expression: ast.Expression, *, tested: bool = False) -> bool:
        if isinstance(expression, ast.Tested):
            return tested
        return isinstance(expression, ast.Name) and expression.name == self.name

    def _expression(self, expression: ast.Expression, *, tested: bool = False) -> None:
        """Look for comparisons of the input; `tested`: `?` is the input."""
        match expression:
            case ast.Comparison(_, left, right):
                if self._is_it(left, tested=tested):
                    self._operand(right, own=True)
                elif self._is_it(right, tested=tested):
                    self._operand(left, own=True)
                else:
                    self._expression(left, tested=tested)
                    self._expression(right, tested=tested)
            case ast.Between(value, low, high) if self._is_it(value, tested=tested):
                self._operand(low, own=True)
                self._operand(high, own=True)
            case ast.In(value, tests) if self._is_it(value, tested=tested):
                for test in tests:
                    self._test(test, own=True)
            case ast.Conjunction() | ast.Disjunction():
                for operand in expression.operands:
                    self._condition(operand, tested=tested)
            case ast.If():
                self._condition(expression.condition, tested=tested)
                self._expression(expression.then, tested=tested)
                self._expression(expression.otherwise, tested=tested)
            case ast.Call("not", (operand,)):
                self._condition(operand, tested=tested)
            case _ if self._is_it(expression, tested=tested):
                self.exact = False
            case _:
                for child in _children(expression):
                    self._expression(child, tested=tested)

    def _condition(self, expression: ast.Expression, *, tested: bool) -> None:
        """As an expression; the input itself, where it is a boolean, is compared with true."""
        if self._is_it(expression, tested=tested):
            self.constants.add(True)
        else:
            self._expression(expression, tested=tested)


def _children(node: ast.Node) -> Iterator[ast.Expression]:
    from dataclasses import fields

    for one in fields(node):
        part = getattr(node, one.name)
        for child in part if isinstance(part, tuple) else (part,):
            if isinstance(child, ast.Compared | ast.Matched | ast.Within | ast.Satisfied):
                yield from _children(child)
            elif isinstance(child, ast.Node):
                yield child  # type: ignore[misc]  # a part of an expression is one
