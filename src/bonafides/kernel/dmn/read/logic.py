"""How a decision or a business knowledge model is made: a table, an expression, an invocation, a boxed context."""

from __future__ import annotations

from dataclasses import dataclass

from bonafides.kernel.dmn.model import Binding, Context, ContextEntry, Invocation, LiteralExpression, Logic, Variable
from bonafides.kernel.dmn.read.desk import NOTHING, Desk
from bonafides.kernel.dmn.read.items import Items
from bonafides.kernel.dmn.read.shapes import LOGIC
from bonafides.kernel.dmn.read.table import Restrictions, TableReader
from bonafides.kernel.dmn.xml import Element
from bonafides.kernel.feel.scope import Scope
from bonafides.kernel.feel.types import ANY, ContextOf, Type, conforms


@dataclass(slots=True)
class LogicReader:
    """Reads the logic of one decision or business knowledge model. `functions` are the models that it may invoke."""

    desk: Desk
    items: Items
    restrictions: Restrictions
    functions: dict[str, tuple[Variable, ...]]

    def in_holder(self, holder: Element, scope: Scope, where: str, expected: Type) -> tuple[Logic, Type]:
        """The one logic that an element holds, and the type of its value."""
        found = list(holder.all(*LOGIC))
        if len(found) != 1:
            expected_logic = "one of " + ", ".join(f"`{name}`" for name in LOGIC)
            came = " and ".join(f"`{one.name}`" for one in found) or "none"
            self.desk.fault(holder, where, expected_logic, came, "" if found else "say how it is made")
            return LiteralExpression("", NOTHING, ANY, holder.line), ANY
        return self.read(found[0], scope, where, expected)

    def read(self, element: Element, scope: Scope, where: str, expected: Type) -> tuple[Logic, Type]:
        if element.name == "decisionTable":
            return TableReader(self.desk, self.items, self.restrictions, scope, where).read(element, expected)
        declared = self._declared(element, where)
        logic: Logic
        match element.name:
            case "literalExpression":
                text, tree, of, line = self.desk.expression(element, scope, where)
                if declared is not None and not conforms(of, declared):
                    self.desk.wrong_type(line, where, text, f"a {declared}, as its typeRef says", of)
                of = of if declared is None else declared
                logic = LiteralExpression(text, tree, of, line)
            case "invocation":
                logic = self._invocation(element, scope, where, declared)
                of = logic.type
            case _:
                logic = self._context(element, scope, where, declared)
                of = logic.type
        return logic, of

    def _declared(self, element: Element, where: str) -> Type | None:
        reference = element.attribute("typeRef")
        return self.items.named(reference, element, where).type if reference else None

    def _invocation(self, element: Element, scope: Scope, where: str, declared: Type | None) -> Invocation:
        called = element.first("literalExpression")
        function = " ".join(called.content("text").split()) if called else ""
        parameters = self.functions.get(function)
        if parameters is None:
            known = ", ".join(f"`{name}`" for name in self.functions) or "none"
            expected = f"the name of a business knowledge model that is required here ({known})"
            self.desk.fault(called or element, where, expected, f"`{function}`" if function else "none")
            return Invocation(function, (), declared or ANY, element.line)
        types = {one.name: one.type for one in parameters}
        bindings: list[Binding] = []
        for binding in element.all("binding"):
            parameter = binding.first("parameter")
            name = " ".join(parameter.attribute("name").split()) if parameter else ""
            place = f"{where}, argument `{name}`"
            if name not in types or any(one.parameter == name for one in bindings):
                known = ", ".join(f"`{one}`" for one in types)
                self.desk.fault(binding, place, f"each parameter of `{function}` once ({known})", f"`{name}`")
                continue
            logic, of = self.in_holder(binding, scope, place, types[name])
            if not conforms(of, types[name]):
                self.desk.fault(binding, place, f"a {types[name]}", f"a {of}")
            bindings.append(Binding(name, logic))
        missing = [name for name in types if all(one.parameter != name for one in bindings)]
        if missing:
            self.desk.fault(element, where, f"an argument for `{missing[0]}` of `{function}`", "none", "add a binding")
        signatures = scope.functions[function]
        return Invocation(function, tuple(bindings), declared or signatures[0].result or ANY, element.line)

    def _context(self, element: Element, scope: Scope, where: str, declared: Type | None) -> Context:
        entries: list[ContextEntry] = []
        names = dict(scope.variables)
        result: Logic | None = None
        of: Type = ANY
        for child in element.all("contextEntry"):
            variable_element = child.first("variable")
            if result is not None:
                self.desk.fault(child, where, "the result as the last entry", "an entry after it", "move it up")
            inner = Scope(names, scope.functions)
            if variable_element is None:
                result, of = self.in_holder(child, inner, f"{where}, result", declared or ANY)
                continue
            variable = self.items.variable(variable_element, where)
            place = f"{where}, entry `{variable.name}`"
            logic, entry_type = self.in_holder(child, inner, place, variable.type)
            if not conforms(entry_type, variable.type):
                self.desk.fault(child, place, f"a {variable.type}, as its typeRef says", f"a {entry_type}")
            if variable.name in names:
                self.desk.fault(child, place, "a name of its own", "one that is known here already", "rename it")
            if variable.type is ANY:
                variable = Variable(variable.name, entry_type)
            names[variable.name] = variable.type
            entries.append(ContextEntry(variable, logic, child.line))
        if result is None:
            of = ContextOf(tuple((one.variable.name, one.variable.type) for one in entries))
        if declared is not None and not conforms(of, declared):
            self.desk.fault(element, where, f"a {declared}, as its typeRef says", f"a {of}")
        return Context(tuple(entries), result, of if declared is None else declared, element.line)
