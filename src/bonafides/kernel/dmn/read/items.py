"""Item definitions: the named types of a model."""

from __future__ import annotations

from dataclasses import dataclass, field

from bonafides.kernel.dmn.model import ItemDefinition, Variable
from bonafides.kernel.dmn.read.desk import Desk, is_feel
from bonafides.kernel.dmn.xml import Element
from bonafides.kernel.feel import ast
from bonafides.kernel.feel.scope import Scope
from bonafides.kernel.feel.types import ANY, ContextOf, ListOf, Simple, Type

_BUILT_IN: dict[str, Type] = {
    **{one.value: one for one in Simple if one is not Simple.NULL},
    "dateTime": Simple.DATE_TIME,
    "dayTimeDuration": Simple.DAYS_TIME,
    "yearMonthDuration": Simple.YEARS_MONTHS,
    "any": ANY,
}


@dataclass(slots=True)
class Items:
    """The types by name, resolved when they are first asked for."""

    desk: Desk
    elements: dict[str, Element]
    known: dict[str, ItemDefinition] = field(default_factory=dict)
    resolving: list[str] = field(default_factory=list)

    def all(self) -> tuple[ItemDefinition, ...]:
        return tuple(self.named(name, element, "") for name, element in self.elements.items())

    def named(self, name: str, at: Element, where: str) -> ItemDefinition:
        """The type of a `typeRef`; of one that is not known a fault is noted, and it is `Any`."""
        if name in self.known:
            return self.known[name]
        if name in self.resolving:
            chain = " → ".join([*self.resolving, name])
            self.desk.fault(
                self.elements[name], f"item definition `{name}`", "a type that is not part of itself", chain
            )
            return ItemDefinition(name, ANY)
        if name in self.elements:
            self.resolving.append(name)
            item = self._read(self.elements[name], f"item definition `{name}`")
            self.resolving.pop()
            return self.known.setdefault(name, item)
        local = name.rpartition(":")[2]
        if (built_in := _BUILT_IN.get(local)) is not None:
            return ItemDefinition(local, built_in)
        if local in self.elements:
            return self.named(local, at, where)
        types = ", ".join(f"`{one}`" for one in (*self.elements, *sorted({one.value for one in Simple} - {"Null"})))
        self.desk.fault(at, where, f"a type that is known ({types})", f"`{name}`", "mend its spelling")
        return ItemDefinition(name, ANY)

    def variable(self, element: Element, where: str, name: str = "") -> Variable:
        """A `variable`, `parameter` or `formalParameter`; without a `typeRef` its type is `Any`."""
        name = " ".join(element.attribute("name", name).split())
        if not name:
            self.desk.fault(element, where, f"a name of the {element.name}", "none", 'add `name="…"`')
        reference = element.attribute("typeRef")
        if not reference:
            return Variable(name, ANY)
        item = self.named(reference, element, where)
        return Variable(name, item.type, reference, item.allowed, item.allowed_text)

    def _read(self, element: Element, where: str) -> ItemDefinition:
        name = " ".join(element.attribute("name").split())
        if not is_feel(element.attribute("typeLanguage")):
            self.desk.fault(element, where, "the types of FEEL", f"`{element.attribute('typeLanguage')}`")
        components = tuple(
            self._read(child, f"{where}, component `{child.attribute('name')}`")
            for child in element.all("itemComponent")
        )
        reference = element.content("typeRef")
        of: Type = ANY
        allowed, allowed_text = None, ""
        if components and reference:
            self.desk.fault(element, where, "either `typeRef` or components", "both", "remove one")
        elif components:
            of = ContextOf(tuple((one.name, one.type) for one in components))
        elif reference:
            base = self.named(reference, element, where)
            of, components = base.type, base.components
            allowed, allowed_text = base.allowed, base.allowed_text
        else:
            self.desk.fault(element, where, "`typeRef` or components", "neither", "say which type it is")
        if (restricts := element.first("allowedValues", "typeConstraint")) is not None:
            tested = of.item if isinstance(of, ListOf) else of
            if restricts.name == "typeConstraint" and isinstance(of, ListOf):
                mend = "use `allowedValues`, which restricts each item"
                self.desk.fault(restricts, where, "no constraint on a whole list", "`typeConstraint`", mend)
            allowed_text, allowed, _ = self.desk.tests(restricts, Scope(tested=tested), f"{where}, allowed values")
            allowed = None if isinstance(allowed, ast.Anything) else allowed
        if truth(self.desk, element, "isCollection", where):
            of = ListOf(of)
        return ItemDefinition(name, of, allowed, allowed_text, components, element.line)


def truth(desk: Desk, element: Element, name: str, where: str, namespace: str = "") -> bool:
    """An attribute that is `true` or `false`; false if it is not there."""
    value = element.attribute(name, "false", namespace)
    if value not in ("true", "false", "1", "0"):
        desk.fault(element, where, f"true or false for `{name}`", f"`{value}`")
    return value in ("true", "1")
