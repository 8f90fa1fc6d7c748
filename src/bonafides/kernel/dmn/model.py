"""A decision model, read and checked: what the evaluator, the analysis and the compilers share.

Everything is resolved: an expression is its tree, a `typeRef` is a type, and decisions stand in an order in which each
comes after all that it requires. `text` is kept beside each tree, as the author wrote it, and `line` is the line of the
file: for messages and explanations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from bonafides.kernel.dmn.policies import Aggregation as Aggregation
from bonafides.kernel.dmn.policies import HitPolicy as HitPolicy
from bonafides.kernel.feel.ast import Expression, Literal, UnaryTests
from bonafides.kernel.feel.types import Type


@dataclass(frozen=True, slots=True)
class ItemDefinition:
    """A named type. `allowed` restricts the value, or each item of a collection."""

    name: str
    type: Type
    allowed: UnaryTests | None = None
    allowed_text: str = ""
    components: tuple[ItemDefinition, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Variable:
    """A name with its type, and the values that the type allows (of each item, where it is a list)."""

    name: str
    type: Type
    type_ref: str = ""
    allowed: UnaryTests | None = None
    allowed_text: str = ""


@dataclass(frozen=True, slots=True)
class InputData:
    """A value that comes from outside. Expressions know it by `variable.name`, which equals `name`."""

    id: str
    name: str
    variable: Variable
    label: str = ""
    description: str = ""
    line: int = 0


# Decision tables


@dataclass(frozen=True, slots=True)
class InputClause:
    """A column of conditions: the expression whose value the cells test."""

    id: str
    label: str
    text: str
    expression: Expression
    type: Type
    allowed: UnaryTests | None = None
    allowed_text: str = ""
    line: int = 0

    @property
    def title(self) -> str:
        """What a person calls the column."""
        return self.label or self.text


@dataclass(frozen=True, slots=True)
class OutputClause:
    """A column of conclusions. `name` is empty where the table has one output and does not name it.

    `allowed` is what `outputValues` or the type allows; `values` are its constants in their order, the highest
    priority first, and empty where it is no list of constants. `default` is the result if no rule matches.
    """

    id: str
    name: str
    label: str
    type: Type
    values: tuple[Literal, ...] = ()
    allowed: UnaryTests | None = None
    values_text: str = ""
    default: Expression | None = None
    default_text: str = ""
    line: int = 0

    @property
    def title(self) -> str:
        """What a person calls the column."""
        return self.label or self.name


@dataclass(frozen=True, slots=True)
class Condition:
    """A cell of a column of conditions."""

    text: str
    tests: UnaryTests
    line: int = 0


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A cell of a column of conclusions."""

    text: str
    expression: Expression
    line: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A row. `number` counts from 1. `annotations` stand in the order of the table's annotation columns."""

    id: str
    number: int
    conditions: tuple[Condition, ...]
    conclusions: tuple[Conclusion, ...]
    annotations: tuple[str, ...] = ()
    description: str = ""
    line: int = 0

    @property
    def citation(self) -> str:
        """What the row cites: its first annotation that is not empty, else its description."""
        return next((text for text in self.annotations if text), self.description)


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """A decision table. `complete` is the author's claim that a rule matches every input that is allowed."""

    id: str
    hit_policy: HitPolicy
    aggregation: Aggregation | None
    inputs: tuple[InputClause, ...]
    outputs: tuple[OutputClause, ...]
    rules: tuple[Rule, ...]
    annotation_names: tuple[str, ...] = ()
    complete: bool = False
    type: Type | None = None
    label: str = ""
    line: int = 0

    @property
    def single(self) -> bool:
        """Whether a rule concludes one value; else it concludes a context, with an entry for each output."""
        return len(self.outputs) == 1


# Other logic


@dataclass(frozen=True, slots=True)
class LiteralExpression:
    """A FEEL expression."""

    text: str
    expression: Expression
    type: Type
    line: int = 0


@dataclass(frozen=True, slots=True)
class Binding:
    """An argument of an invocation, for the parameter of that name."""

    parameter: str
    logic: Logic


@dataclass(frozen=True, slots=True)
class Invocation:
    """A call of a business knowledge model, its arguments by name."""

    function: str
    bindings: tuple[Binding, ...]
    type: Type
    line: int = 0


@dataclass(frozen=True, slots=True)
class ContextEntry:
    """An entry of a boxed context; later entries and the result may use it by name."""

    variable: Variable
    logic: Logic
    line: int = 0


@dataclass(frozen=True, slots=True)
class Context:
    """A boxed context: its result if it has one, else a context of its entries."""

    entries: tuple[ContextEntry, ...]
    result: Logic | None
    type: Type
    line: int = 0


Logic = DecisionTable | LiteralExpression | Invocation | Context


@dataclass(frozen=True, slots=True)
class BusinessKnowledgeModel:
    """A function. Its body sees its parameters, and other business knowledge models; nothing else."""

    id: str
    name: str
    parameters: tuple[Variable, ...]
    logic: Logic
    variable: Variable
    requires: tuple[str, ...] = ()
    description: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision. What its logic may name: the inputs, decisions and business knowledge models that it requires."""

    id: str
    name: str
    variable: Variable
    logic: Logic
    required_inputs: tuple[str, ...] = ()
    required_decisions: tuple[str, ...] = ()
    required_knowledge: tuple[str, ...] = ()
    label: str = ""
    description: str = ""
    question: str = ""
    extensions: Mapping[str, str] = field(default_factory=dict, hash=False)
    line: int = 0


@dataclass(frozen=True, slots=True)
class Definitions:
    """A model: one file. `decisions` and `knowledge` stand after what they require.

    `extensions`, here and of a decision, are the attributes of the namespace `urn:bonafides:dmn`.
    """

    file: str
    id: str
    name: str
    namespace: str
    version: str
    items: tuple[ItemDefinition, ...]
    inputs: tuple[InputData, ...]
    decisions: tuple[Decision, ...]
    knowledge: tuple[BusinessKnowledgeModel, ...]
    description: str = ""
    extensions: Mapping[str, str] = field(default_factory=dict, hash=False)

    def input(self, name: str) -> InputData:
        """The input of that name. Raises KeyError if there is none."""
        return _named(self.inputs, name)

    def decision(self, name: str) -> Decision:
        """The decision of that name. Raises KeyError if there is none."""
        return _named(self.decisions, name)

    def business_knowledge(self, name: str) -> BusinessKnowledgeModel:
        """The business knowledge model of that name. Raises KeyError if there is none."""
        return _named(self.knowledge, name)


_Named = TypeVar("_Named", InputData, Decision, BusinessKnowledgeModel)


def _named(among: tuple[_Named, ...], name: str) -> _Named:
    for one in among:
        if one.name == name:
            return one
    raise KeyError(name)
