"""Decision tables."""

from __future__ import annotations

from dataclasses import replace

from bonafides.kernel.dmn.model import (
    Aggregation,
    Conclusion,
    Condition,
    DecisionTable,
    HitPolicy,
    InputClause,
    OutputClause,
    Rule,
)
from bonafides.kernel.dmn.read.desk import Desk
from bonafides.kernel.dmn.read.items import Items, truth
from bonafides.kernel.dmn.read.shapes import EXTENSIONS
from bonafides.kernel.dmn.xml import Element
from bonafides.kernel.feel import ast
from bonafides.kernel.feel.check import unified
from bonafides.kernel.feel.evaluate import Environment, test
from bonafides.kernel.feel.scope import Scope
from bonafides.kernel.feel.types import ANY, NUMBER, ORDERED, ContextOf, ListOf, Type, conforms


class Restrictions:
    """The values that the model allows for what an expression names, such as an input or a component of it."""

    def __init__(self, allowed: dict[tuple[str, ...], tuple[ast.UnaryTests, str]]) -> None:
        self._allowed = allowed

    def of(self, expression: ast.Expression) -> tuple[ast.UnaryTests | None, str]:
        path: list[str] = []
        while isinstance(expression, ast.Path):
            path.insert(0, expression.member)
            expression = expression.source
        if isinstance(expression, ast.Name):
            return self._allowed.get((expression.name, *path), (None, ""))
        return None, ""


class TableReader:
    """Reads one table. `expected` is the type of the whole result where it is known, else `Any`."""

    def __init__(self, desk: Desk, items: Items, restrictions: Restrictions, scope: Scope, where: str) -> None:
        self.desk, self.items, self.restrictions, self.scope, self.where = desk, items, restrictions, scope, where

    def read(self, element: Element, expected: Type) -> tuple[DecisionTable, Type]:
        """The table, and the type of its result."""
        policy, aggregation = self._policy(element)
        if reference := element.attribute("typeRef"):
            expected = self.items.named(reference, element, self.where).type
        of_rule = expected.item if policy.many and aggregation is None and isinstance(expected, ListOf) else expected
        inputs = tuple(self._input(one, at) for at, one in enumerate(element.all("input"), start=1))
        elements = list(element.all("output"))
        if not elements:
            self.desk.fault(element, self.where, "an `output` column", "none", "add one")
        aggregate = ANY if aggregation is Aggregation.COUNT else of_rule
        outputs = [self._output(one, at, len(elements), aggregate) for at, one in enumerate(elements, start=1)]
        rules = tuple(self._rule(one, at, inputs, outputs) for at, one in enumerate(element.all("rule"), start=1))
        outputs = [self._typed(one, at, rules) for at, one in enumerate(outputs)]
        table = DecisionTable(
            id=element.attribute("id"),
            hit_policy=policy,
            aggregation=aggregation,
            inputs=inputs,
            outputs=tuple(outputs),
            rules=rules,
            annotation_names=tuple(one.attribute("name") for one in element.all("annotation")),
            complete=truth(self.desk, element, "complete", self.where, EXTENSIONS),
            label=element.attribute("outputLabel"),
            line=element.line,
        )
        self._suits_policy(table, element)
        result = _result(table)
        return replace(table, type=result), result

    def _policy(self, element: Element) -> tuple[HitPolicy, Aggregation | None]:
        named = element.attribute("hitPolicy", "UNIQUE")
        try:
            policy = HitPolicy(named)
        except ValueError:
            known = ", ".join(one.value for one in HitPolicy)
            self.desk.fault(element, self.where, f"a hit policy ({known})", f"`{named}`")
            policy = HitPolicy.UNIQUE
        aggregation = None
        if "aggregation" in {name for _, name in element.attributes}:
            by = element.attribute("aggregation")
            try:
                aggregation = Aggregation(by)
            except ValueError:
                known = ", ".join(one.value for one in Aggregation)
                self.desk.fault(element, self.where, f"an aggregation ({known})", f"`{by}`")
            if policy is not HitPolicy.COLLECT:
                mend = "remove it, or make the hit policy COLLECT"
                self.desk.fault(element, self.where, f"no aggregation, as the hit policy is {named}", by, mend)
        return policy, aggregation

    def _input(self, element: Element, number: int) -> InputClause:
        label = element.attribute("label")
        where = f"{self.where}, input {number}" + (f" ({label})" if label else "")
        holder = element.first("inputExpression")
        if holder is None:
            self.desk.fault(
                element, where, "an `inputExpression`", "none", "add one: what the cells of the column test"
            )
            return InputClause(element.attribute("id"), label, "", ast.Literal(None, ANY), ANY, line=element.line)
        text, expression, of, line = self.desk.expression(holder, self.scope, where)
        if reference := holder.attribute("typeRef"):
            declared = self.items.named(reference, holder, where)
            if not conforms(of, declared.type):
                self.desk.wrong_type(line, where, text, f"a {declared.type}, as its typeRef says", of)
            of = declared.type
            allowed, allowed_text = declared.allowed, declared.allowed_text
        else:
            allowed, allowed_text = None, ""
        if allowed is None:
            allowed, allowed_text = self.restrictions.of(expression)
        values = element.first("inputValues")
        if values is not None and values.content("text"):
            allowed_text, allowed, _ = self.desk.tests(values, Scope(tested=of), f"{where}, input values")
        return InputClause(element.attribute("id"), label, text, expression, of, _some(allowed), allowed_text, line)

    def _output(self, element: Element, number: int, count: int, expected: Type) -> OutputClause:
        name = " ".join(element.attribute("name").split())
        where = self._of_output(number, name)
        of = expected if count == 1 else ANY
        if isinstance(expected, ContextOf) and count > 1:
            member = expected.member(name)
            if member is None:
                known = ", ".join(f"`{one}`" for one, _ in expected.members)
                self.desk.fault(element, where, f"a component of the decision's type ({known})", f"`{name}`")
            of = member or ANY
        if count > 1 and not name:
            self.desk.fault(element, where, "a name, as the table has several outputs", "none", 'add `name="…"`')
        allowed, allowed_text = None, ""
        if reference := element.attribute("typeRef"):
            declared = self.items.named(reference, element, where)
            if not conforms(declared.type, of):
                self.desk.fault(element, where, f"the type `{of}`, as of the decision", f"`{declared.type}`")
            of, allowed, allowed_text = declared.type, declared.allowed, declared.allowed_text
        values = element.first("outputValues")
        if values is not None and values.content("text"):
            allowed_text, allowed, _ = self.desk.tests(values, Scope(tested=of), f"{where}, output values")
        clause = OutputClause(
            id=element.attribute("id"),
            name=name,
            label=element.attribute("label"),
            type=of,
            values=_constants(allowed),
            allowed=_some(allowed),
            values_text=allowed_text,
            line=element.line,
        )
        holder = element.first("defaultOutputEntry")
        if holder is not None and holder.content("text"):
            default = self._conclusion(holder, clause, f"{where}, default")
            clause = replace(clause, default=default.expression, default_text=default.text)
        return clause

    def _rule(
        self, element: Element, number: int, inputs: tuple[InputClause, ...], outputs: list[OutputClause]
    ) -> Rule:
        where = f"{self.where}, rule {number}"
        tests, results = list(element.all("inputEntry")), list(element.all("outputEntry"))
        for noun, cells, columns in (("inputEntry", tests, inputs), ("outputEntry", results, outputs)):
            if len(cells) != len(columns):
                expected = f"{len(columns)} `{noun}`, one for each column"
                self.desk.fault(element, where, expected, str(len(cells)), "add or remove cells")
        conditions = []
        for at, (cell, column) in enumerate(zip(tests, inputs, strict=False), start=1):
            place = f"{where}, input {at} ({column.title})"
            scope = Scope(self.scope.variables, self.scope.functions, column.type)
            conditions.append(Condition(*self.desk.tests(cell, scope, place)))
        conclusions = tuple(
            self._conclusion(cell, column, f"{where}, {self._of_output(at, column.title, within=False)}")
            for at, (cell, column) in enumerate(zip(results, outputs, strict=False), start=1)
        )
        return Rule(
            id=element.attribute("id"),
            number=number,
            conditions=tuple(conditions),
            conclusions=conclusions,
            annotations=tuple(" ".join(one.content("text").split()) for one in element.all("annotationEntry")),
            description=" ".join(element.content("description").split()),
            line=element.line,
        )

    def _conclusion(self, holder: Element, column: OutputClause, where: str) -> Conclusion:
        text, expression, of, line = self.desk.expression(holder, self.scope, where)
        if not conforms(of, column.type):
            self.desk.wrong_type(line, where, text, f"a {column.type}, the type of the column", of)
        elif isinstance(expression, ast.Literal) and not _admits(column.allowed, expression):
            mend = "mend its spelling, or add it to the output values"
            self.desk.fault(line, where, f"one of the output values ({column.values_text})", f"`{text}`", mend)
        return Conclusion(text, expression, line)

    def _typed(self, column: OutputClause, at: int, rules: tuple[Rule, ...]) -> OutputClause:
        """A column whose type nobody names has that of its cells."""
        if column.type is not ANY:
            return column
        types = []
        for rule in rules:
            if at < len(rule.conclusions):
                of = self.desk.type_of(rule.conclusions[at].expression, self.scope)
                types.append(of)
                if unified(types) is None:
                    where = f"{self.where}, rule {rule.number}, {self._of_output(at + 1, column.title, within=False)}"
                    expected = f"a {unified(types[:-1])}, as in the rules above"
                    self.desk.wrong_type(rule.conclusions[at].line, where, rule.conclusions[at].text, expected, of)
                    return column
        return replace(column, type=unified(types) or ANY) if types else column

    def _suits_policy(self, table: DecisionTable, element: Element) -> None:
        policy = table.hit_policy
        if table.aggregation is not None:
            of = table.outputs[0].type if table.outputs else ANY
            if not table.single:
                mend = "divide the table, or remove the aggregation"
                self.desk.fault(
                    element, self.where, "one output, as the table aggregates", str(len(table.outputs)), mend
                )
            elif table.aggregation is Aggregation.SUM and not conforms(of, NUMBER):
                self.desk.fault(element, self.where, "numbers to sum", f"a {of}")
            elif table.aggregation in (Aggregation.MIN, Aggregation.MAX) and of is not ANY and of not in ORDERED:
                self.desk.fault(element, self.where, f"values with an order for {table.aggregation.value}", f"a {of}")
        if policy in (HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER) and not any(one.values for one in table.outputs):
            mend = "add `outputValues`, the highest priority first"
            self.desk.fault(
                element, self.where, f"constants as output values, as the hit policy is {policy.value}", "none", mend
            )
        if any(one.default is not None for one in table.outputs) and any(one.default is None for one in table.outputs):
            self.desk.fault(
                element, self.where, "a default for every output or for none", "for some of them", "add the others"
            )

    def _of_output(self, number: int, name: str, *, within: bool = True) -> str:
        told = f"output {number}" + (f" ({name})" if name else "")
        return f"{self.where}, {told}" if within else told


def _result(table: DecisionTable) -> Type:
    """The type of the result of a table."""
    if table.aggregation is Aggregation.COUNT:
        return NUMBER
    of_rule: Type = ContextOf(tuple((one.name, one.type) for one in table.outputs))
    if table.single:
        of_rule = table.outputs[0].type
    return ListOf(of_rule) if table.hit_policy.many and table.aggregation is None else of_rule


def _some(allowed: ast.UnaryTests | None) -> ast.UnaryTests | None:
    return None if isinstance(allowed, ast.Anything) else allowed


def _admits(allowed: ast.UnaryTests | None, constant: ast.Literal) -> bool:
    """Whether a constant is among the values that are allowed. Null is everywhere."""
    return allowed is None or constant.value is None or test(allowed, constant.value, Environment()) is True


def _constants(allowed: ast.UnaryTests | None) -> tuple[ast.Literal, ...]:
    """The constants of a list of constants, in their order; nothing if it holds anything else."""
    if not isinstance(allowed, ast.OneOf):
        return ()
    constants = [
        one.operand
        for one in allowed.tests
        if isinstance(one, ast.Compared)
        and one.operator is ast.Comparator.EQUAL
        and isinstance(one.operand, ast.Literal)
    ]
    return tuple(constants) if len(constants) == len(allowed.tests) else ()
