"""Decisions of a model as a program: sources, stages, outputs, and how to read a row of them back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from bonafides.kernel.dmn.model import (
    BusinessKnowledgeModel,
    Context,
    Decision,
    DecisionTable,
    Definitions,
    Invocation,
    LiteralExpression,
    Logic,
    Variable,
)
from bonafides.kernel.feel.types import ANY, ListOf
from bonafides.kernel.relational import build
from bonafides.kernel.relational.build import NotRelationalError
from bonafides.kernel.relational.form import Apply, Column, Constant, Expr, Kind, Program, Source, Stage, columns
from bonafides.kernel.relational.lower import Names, expression
from bonafides.kernel.relational.tables import VIOLATION, Told, lower_table, outside
from bonafides.kernel.relational.values import Fired, Items, Members, Span, Value, relational, scalar


@dataclass(frozen=True)
class Outcome:
    """Where a decision's result stands: in columns, and, where its logic is a table, the rules that fired."""

    decision: str
    value: Value
    masks: tuple[Column, ...] = ()
    violation: Column | None = None


@dataclass(frozen=True)
class Compiled:
    """A program with what its columns mean."""

    program: Program
    outcomes: tuple[Outcome, ...]


def compile_decisions(
    model: Definitions, wanted: Iterable[str], base: Mapping[str, Value], sources: Iterable[Source]
) -> Compiled:
    """The decisions `wanted`, with all that they require. `base`: what each input of the model stands for.

    Raises NotRelationalError with file, decision, rule and cell of what cannot be said in every engine.
    """
    names = tuple(wanted)
    lowering = _Lowering(model, base)
    outcomes = tuple(lowering.outcome(name) for name in names)
    outputs = tuple(dict.fromkeys(one for each in outcomes for one in _columns(each)))
    return Compiled(_pruned(outputs, lowering.stages, base, tuple(sources)), outcomes)


def _fitted(value: Value, variable: Variable) -> Value:
    """A value where one of a type is declared. Raises NotRelationalError where it is not of that type."""
    if variable.type is ANY or isinstance(value, Members):
        return value
    listed = isinstance(variable.type, ListOf)
    if isinstance(value, Fired | Items):
        if not listed:
            raise NotRelationalError(f"a list where a {variable.type} is declared")
        return value
    declared, own = relational(variable.type).kind, scalar(value).type.kind
    if own not in (declared, Kind.NULL):
        raise NotRelationalError(f"a {own.value} where a {variable.type} is declared (`{variable.name}`)")
    return value


def _columns(outcome: Outcome) -> list[Column]:
    marks = [outcome.violation] if outcome.violation is not None else []
    return [*value_columns(outcome.value), *outcome.masks, *marks]


def value_columns(value: Value) -> list[Column]:
    """The columns that hold a value."""
    match value:
        case Column():
            return [value]
        case Members():
            marks = [] if value.violation is None else [value.violation]
            return [*value.masks, *marks, *(column for one in value.members.values() for column in value_columns(one))]
        case Fired():
            others = [*(one for _, one in value.rules), *([value.default] if value.default is not None else [])]
            marks = [] if value.violation is None else [value.violation]
            return [*value.masks, *marks, *(column for one in others for column in value_columns(one))]
        case Items():
            return [column for one in value.items for column in value_columns(one)]
        case Constant():
            return []
        case Apply() | Span():
            raise NotRelationalError("a result that is no value")


def _pruned(
    outputs: tuple[Column, ...], stages: list[Stage], base: Mapping[str, Value], sources: tuple[Source, ...]
) -> Program:
    """Only the columns that the outputs need."""
    needed = {one.name for one in outputs}
    kept: list[Stage] = []
    for stage in reversed(stages):
        own = tuple((name, expr) for name, expr in stage.columns if name in needed)
        needed |= {one.name for _, expr in own for one in columns(expr)}
        if own:
            kept.append(Stage(own))
    used = []
    for source in sources:
        measures = tuple(one for one in source.measures if one.name in needed)
        if measures:
            used.append(Source(source.kinds, source.columns, source.begun_by, measures))
    measured = {one.name for source in used for one in source.measures}
    entity = tuple(
        one for one in base.values() if isinstance(one, Column) and one.name in needed and one.name not in measured
    )
    return Program(tuple(dict.fromkeys(entity)), tuple(used), tuple(reversed(kept)), outputs)


@dataclass
class _Lowering:
    model: Definitions
    base: Mapping[str, Value]
    stages: list[Stage] = field(default_factory=list)
    done: dict[str, Outcome] = field(default_factory=dict)
    calls: int = 0
    violations: list[Column] = field(default_factory=list)
    checked: dict[str, tuple[Column, Column]] = field(default_factory=dict)

    def let(self, pairs: list[tuple[str, Expr]]) -> list[Column]:
        self.stages.append(Stage(tuple(pairs)))
        return [build.column(name, expr) for name, expr in pairs]

    def outcome(self, name: str) -> Outcome:
        if name not in self.done:
            decision = self.model.decision(name)
            try:
                self.done[name] = self._decide(decision)
            except NotRelationalError as error:
                place = f"{self.model.file}: decision `{name}`: "
                told = str(error)
                raise NotRelationalError(told if told.startswith(f"{self.model.file}: ") else place + told) from error
        return self.done[name]

    def _decide(self, decision: Decision) -> Outcome:
        values = {name: self.outcome(name).value for name in decision.required_decisions}
        self.violations = []
        values |= {name: self._input(name) for name in decision.required_inputs}
        names = Names(values, self._functions(decision.required_knowledge))
        invalid = list(self.violations)
        masks: tuple[Column, ...] = ()
        if isinstance(decision.logic, DecisionTable):
            told = lower_table(decision.name, decision.logic, names, self.let)
            raw, masks, mark = told.value, told.masks, told.violation
        else:
            raw, mark = self._logic(decision.name, decision.logic, names), None
        fitted = _fitted(raw, decision.variable)
        value = self._kept(decision.name, fitted)
        wrong = [*invalid, *self.violations[len(invalid) :], *([mark] if mark is not None else [])]
        if wrong and [mark] != wrong:
            mark = self.let([(f"{decision.name}{VIOLATION}s", build.disjunction([build.truth(one) for one in wrong]))])[
                0
            ]
        return Outcome(decision.name, value, masks, mark)

    def _input(self, name: str) -> Value:
        """An input: null, and a violation, where its value is none of those that the model allows."""
        if name not in self.base:
            raise NotRelationalError(f"the input `{name}`, which is no indicator, parameter or attribute of the pack")
        variable = self.model.input(name).variable
        value = _fitted(self.base[name], variable)
        if (bad := outside(variable.allowed, value, Names())) == build.FALSE:
            return value
        if name not in self.checked:
            mark = self.let([(f"{name}#invalid", bad)])[0]
            kept = self.let([(f"{name}#valid", build.case([(mark, build.NOTHING)], scalar(value)))])[0]
            self.checked[name] = (kept, mark)
        self.violations.append(self.checked[name][1])
        return self.checked[name][0]

    def _kept(self, name: str, value: Value) -> Value:
        """A value as columns, so that what needs it does not compute it again."""
        match value:
            case Apply():
                return self.let([(name, value)])[0]
            case Members():
                kept = {member: self._kept(f"{name}.{member}", one) for member, one in value.members.items()}
                return replace(value, members=kept)
            case Fired():
                rules = [(number, self._kept(f"{name}#{number}.value", one)) for number, one in value.rules]
                default = None if value.default is None else self._kept(f"{name}#default", value.default)
                return Fired(value.masks, tuple(rules), default, value.violation)
            case Items():
                return Items(tuple(self._kept(f"{name}#{place}", one) for place, one in enumerate(value.items)))
            case _:
                return value

    def _logic(self, name: str, logic: Logic, names: Names) -> Value:
        match logic:
            case LiteralExpression():
                return expression(logic.expression, names)
            case DecisionTable():
                self.calls += 1
                told: Told = lower_table(f"{name}#call{self.calls}", logic, names, self.let)
                if told.violation is not None:
                    self.violations.append(told.violation)
                return told.value
            case Invocation():
                own = {one.parameter: self._logic(name, one.logic, names) for one in logic.bindings}
                knowledge = self.model.business_knowledge(logic.function)
                return self.call(knowledge, tuple(own[one.name] for one in knowledge.parameters))
            case Context():
                values = dict(names.values)
                entries: dict[str, Value] = {}
                for one in logic.entries:
                    value = self._logic(f"{name}.{one.variable.name}", one.logic, Names(values, names.functions))
                    values[one.variable.name] = entries[one.variable.name] = value
                if logic.result is None:
                    return Members(entries)
                return self._logic(name, logic.result, Names(values, names.functions))

    def _functions(self, required: tuple[str, ...]) -> dict[str, _Function]:
        return {name: _Function(self, self.model.business_knowledge(name)) for name in required}

    def call(self, knowledge: BusinessKnowledgeModel, args: tuple[Value, ...]) -> Value:
        """The body of a function, written out where it is called."""
        values = {one.name: value for one, value in zip(knowledge.parameters, args, strict=True)}
        return self._logic(knowledge.name, knowledge.logic, Names(values, self._functions(knowledge.requires)))


@dataclass(frozen=True)
class _Function:
    lowering: _Lowering
    knowledge: BusinessKnowledgeModel

    def __call__(self, args: tuple[Value, ...]) -> Value:
        return self.lowering.call(self.knowledge, args)
