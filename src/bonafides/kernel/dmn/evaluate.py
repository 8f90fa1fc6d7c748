"""The reference evaluator of decision models: what a model says of one case, and which rules say so.

    outcome = decide(model, "tier", {"penalties": Decimal(2), "listed": False})
    outcome.value, [rule.citation for rule in outcome.fired]

A table that contradicts itself (two rules of a UNIQUE table, rules of an ANY table that disagree) has no value: the
result is null, as the standard says, and the outcome bears a violation that names the rules. Nothing is resolved silently.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bonafides.kernel.dmn.coerce import coerced
from bonafides.kernel.dmn.model import (
    BusinessKnowledgeModel,
    Context,
    Decision,
    DecisionTable,
    Definitions,
    InputData,
    Invocation,
    LiteralExpression,
    Logic,
    Rule,
)
from bonafides.kernel.dmn.tables import TableOutcome, decide_table
from bonafides.kernel.feel.evaluate import Environment, evaluate, test
from bonafides.kernel.feel.types import ListOf
from bonafides.kernel.feel.values import Value


@dataclass(frozen=True, slots=True)
class Violation:
    """What went wrong in one case.

    `unique`: more than one rule of a UNIQUE table matches. `any`: rules of an ANY table that match disagree.
    `input`: a value that the model does not allow. `output`: a result that the table does not allow. `type`: a value
    that is not of its type. `rules` are the numbers of the rules concerned.
    """

    kind: Literal["unique", "any", "input", "output", "type"]
    where: str
    told: str
    rules: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision comes to. `matched` and `fired` are rules of its own table, if it is one.

    `tables` are all tables that were asked on the way, those of invoked business knowledge models among them.
    """

    decision: str
    value: Value
    matched: tuple[Rule, ...] = ()
    fired: tuple[Rule, ...] = ()
    tables: tuple[TableOutcome, ...] = ()
    violations: tuple[Violation, ...] = ()


@dataclass(slots=True)
class _Notes:
    tables: list[TableOutcome] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)


def decide(model: Definitions, decision: str, inputs: Mapping[str, Value]) -> Outcome:
    """One decision of one case. An input that is missing is null. Raises KeyError if there is no such decision."""
    return decide_all(model, inputs, (decision,))[decision]


def decide_all(
    model: Definitions, inputs: Mapping[str, Value], wanted: tuple[str, ...] | None = None
) -> dict[str, Outcome]:
    """The outcomes of the decisions that are wanted and of all that they require; of every decision by default."""
    needed = needed_for(model, wanted)
    values: dict[str, Value] = {}
    faults: dict[str, tuple[Violation, ...]] = {}
    for one in model.inputs:
        values[one.name], faults[one.name] = input_value(one, inputs.get(one.name))
    outcomes: dict[str, Outcome] = {}
    for decision in model.decisions:
        if decision.name in needed:
            seen = {name: values[name] for name in (*decision.required_inputs, *decision.required_decisions)}
            wrong = tuple(fault for name in decision.required_inputs for fault in faults[name])
            outcomes[decision.name] = outcome_of(model, decision, seen, wrong)
            values[decision.name] = outcomes[decision.name].value
    return outcomes


def outcome_of(
    model: Definitions, decision: Decision, seen: Mapping[str, Value], wrong: tuple[Violation, ...] = ()
) -> Outcome:
    """What one decision comes to, given the values of all that it requires, and what was wrong with its inputs."""
    notes = _Notes(violations=list(wrong))
    interpreter = _Interpreter(model, notes)
    env = Environment(dict(seen), interpreter.functions(decision.required_knowledge))
    where = f"decision `{decision.name}`"
    fitted, fits = coerced(interpreter.value(decision.logic, env, where), decision.variable.type)
    if not fits:
        notes.violations.append(Violation("type", where, f"the result is not a {decision.variable.type}"))
    own = next((one for one in notes.tables if one.table is decision.logic), None)
    return Outcome(
        decision.name, fitted, own.matched if own else (), own.fired if own else (), tuple(notes.tables),
        tuple(notes.violations),
    )  # fmt: skip


def needed_for(model: Definitions, wanted: tuple[str, ...] | None) -> set[str]:
    """The decisions that are wanted, and all that they require."""
    if wanted is None:
        return {one.name for one in model.decisions}
    found, waiting = set[str](), list(wanted)
    while waiting:
        decision = model.decision(waiting.pop())
        if decision.name not in found:
            found.add(decision.name)
            waiting += decision.required_decisions
    return found


def input_value(given: InputData, value: Value) -> tuple[Value, tuple[Violation, ...]]:
    """A value as an input takes it, and what is wrong with it: then it is null."""
    variable, where = given.variable, f"input `{given.name}`"
    fitted, fits = coerced(value, variable.type)
    if not fits:
        return None, (Violation("type", where, f"the value is not a {variable.type}"),)
    if variable.allowed is not None:
        items = fitted if isinstance(variable.type, ListOf) and isinstance(fitted, tuple) else (fitted,)
        if any(test(variable.allowed, item, Environment(tested=item)) is not True for item in items):
            return None, (Violation("input", where, f"the value is none of {variable.allowed_text}"),)
    return fitted, ()


class _Interpreter:
    """Evaluates the logic of one decision, and notes the tables that it asks."""

    def __init__(self, model: Definitions, notes: _Notes) -> None:
        self.model, self.notes = model, notes

    def functions(self, names: tuple[str, ...]) -> dict[str, _Function]:
        return {name: _Function(self, self.model.business_knowledge(name)) for name in names}

    def value(self, logic: Logic, env: Environment, where: str) -> Value:
        match logic:
            case LiteralExpression():
                return evaluate(logic.expression, env)
            case DecisionTable():
                outcome = decide_table(logic, env)
                self.notes.tables.append(outcome)
                if outcome.violation is not None:
                    kind, told = outcome.violation
                    self.notes.violations.append(
                        Violation(kind, where, told, tuple(one.number for one in outcome.matched))
                    )
                return outcome.value
            case Invocation():
                given = {
                    one.parameter: self.value(one.logic, env, f"{where}, `{one.parameter}`") for one in logic.bindings
                }
                return _Function(self, self.model.business_knowledge(logic.function)).by_name(given)
            case Context():
                names = dict(env.variables)
                for entry in logic.entries:
                    inner = Environment(names, env.functions)
                    value = self.value(entry.logic, inner, f"{where}, `{entry.variable.name}`")
                    names[entry.variable.name] = coerced(value, entry.variable.type)[0]
                if logic.result is not None:
                    return self.value(logic.result, Environment(names, env.functions), where)
                return {entry.variable.name: names[entry.variable.name] for entry in logic.entries}


@dataclass(frozen=True, slots=True)
class _Function:
    """A business knowledge model that can be called."""

    interpreter: _Interpreter
    knowledge: BusinessKnowledgeModel

    def __call__(self, *given: Value) -> Value:
        return self.by_name({one.name: value for one, value in zip(self.knowledge.parameters, given, strict=False)})

    def by_name(self, given: Mapping[str, Value]) -> Value:
        values = {one.name: coerced(given.get(one.name), one.type)[0] for one in self.knowledge.parameters}
        env = Environment(values, self.interpreter.functions(self.knowledge.requires))
        value = self.interpreter.value(self.knowledge.logic, env, f"business knowledge model `{self.knowledge.name}`")
        return coerced(value, self.knowledge.variable.type)[0]
