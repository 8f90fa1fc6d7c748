"""A whole file: its parts by id and name, what each requires, and each read in its turn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from bonafides.kernel.dmn.faults import ModelRefusedError
from bonafides.kernel.dmn.model import (
    BusinessKnowledgeModel,
    Decision,
    Definitions,
    InputData,
    ItemDefinition,
    Variable,
)
from bonafides.kernel.dmn.read.desk import Desk, is_feel
from bonafides.kernel.dmn.read.items import Items
from bonafides.kernel.dmn.read.logic import LogicReader
from bonafides.kernel.dmn.read.order import in_order, place, requirements
from bonafides.kernel.dmn.read.shapes import EXTENSIONS, VERSIONS, strays
from bonafides.kernel.dmn.read.table import Restrictions
from bonafides.kernel.dmn.xml import Element, parse_xml
from bonafides.kernel.feel import ast
from bonafides.kernel.feel.scope import Scope
from bonafides.kernel.feel.signatures import BUILT_IN, Parameter, Signature, Signatures
from bonafides.kernel.feel.types import ANY, ListOf, Type, conforms


def read_model(data: bytes, file: str) -> Definitions:
    """The model in the bytes of a file; `file` is its name in messages. Raises ModelRefusedError with every fault."""
    desk = Desk(file)
    root = parse_xml(data, file)
    if root.name != "definitions" or root.namespace not in VERSIONS:
        known = ", ".join(f"{version} (`{space}`)" for space, version in VERSIONS.items())
        came = f"`{root.name}` of `{root.namespace}`"
        desk.fault(root, "", f"`definitions` of DMN {known}", came, "save the model as DMN 1.3 or later")
        raise ModelRefusedError(file, desk.faults)
    desk.namespace = root.namespace
    for element, expected, came in strays(root, root.namespace):
        mend = "remove it, or mend its spelling; docs/reference/dmn.md lists what is supported"
        desk.fault(element, "", expected, came, mend)
    for name in ("expressionLanguage", "typeLanguage"):
        if not is_feel(root.attribute(name)):
            desk.fault(root, "", f"FEEL as `{name}`", f"`{root.attribute(name)}`")
    if desk.faults:
        raise ModelRefusedError(file, desk.faults)
    definitions = _Model(desk, root).read()
    if desk.faults:
        raise ModelRefusedError(file, desk.faults)
    return definitions


@dataclass(slots=True)
class _Model:
    """What is known of the file while it is read."""

    desk: Desk
    root: Element
    variables: dict[int, Variable] = field(default_factory=dict)
    functions: dict[str, tuple[tuple[Variable, ...], Signatures]] = field(default_factory=dict)

    def read(self) -> Definitions:
        root = self.root
        items = Items(self.desk, self._by_name(root.all("itemDefinition")))
        parts = list(root.all("inputData", "decision", "businessKnowledgeModel"))
        self._by_name(parts)
        by_id = self._by_id(parts)
        required = {id(one): requirements(self.desk, one, by_id) for one in parts}
        known_items = items.all()
        inputs = tuple(self._input(one, items) for one in root.all("inputData"))
        knowledge = [
            self._knowledge(one, items, required[id(one)])
            for one in in_order(self.desk, [one for one in parts if one.name == "businessKnowledgeModel"], required)
            if one.name == "businessKnowledgeModel"
        ]
        decisions = [
            self._decision(one, items, known_items, required[id(one)])
            for one in in_order(self.desk, [one for one in parts if one.name == "decision"], required)
            if one.name == "decision"
        ]
        return Definitions(
            file=self.desk.file,
            id=root.attribute("id"),
            name=root.attribute("name"),
            namespace=root.attribute("namespace"),
            version=VERSIONS[root.namespace],
            items=known_items,
            inputs=inputs,
            decisions=tuple(decisions),
            knowledge=tuple(knowledge),
            description=root.content("description"),
            extensions=_extensions(root),
        )

    def _by_name(self, elements: Iterable[Element]) -> dict[str, Element]:
        found: dict[str, Element] = {}
        for one in elements:
            name = " ".join(one.attribute("name").split())
            if not name:
                self.desk.fault(one, "", f"a name of the `{one.name}`", "none", 'add `name="…"`')
            elif name in found:
                came = f"`{name}` a second time (first on line {found[name].line})"
                self.desk.fault(one, "", "each name once", came, "rename one")
            found.setdefault(name, one)
        return found

    def _by_id(self, parts: list[Element]) -> dict[str, Element]:
        found: dict[str, Element] = {}
        for one in parts:
            key = one.attribute("id")
            if key and key in found:
                came = f"`{key}` a second time (first on line {found[key].line})"
                self.desk.fault(one, place(one), "each id once", came, "give it an id of its own")
            found.setdefault(key, one)
        return found

    def _variable(self, element: Element, items: Items) -> Variable:
        name = " ".join(element.attribute("name").split())
        holder = element.first("variable")
        if holder is None:
            return Variable(name, ANY)
        variable = items.variable(holder, place(element), name)
        if variable.name != name:
            mend = "give both one name: expressions know it by this"
            self.desk.fault(holder, place(element), f"a variable named `{name}`", f"`{variable.name}`", mend)
        return variable

    def _input(self, element: Element, items: Items) -> InputData:
        variable = self._variable(element, items)
        self.variables[id(element)] = variable
        return InputData(
            id=element.attribute("id"),
            name=variable.name,
            variable=variable,
            label=element.attribute("label"),
            description=element.content("description"),
            line=element.line,
        )

    def _knowledge(self, element: Element, items: Items, required: list[Element]) -> BusinessKnowledgeModel:
        where = place(element)
        variable = self._variable(element, items)
        holder = element.first("encapsulatedLogic")
        if holder is None:
            self.desk.fault(element, where, "an `encapsulatedLogic`", "none", "say how it is made")
            holder = Element(element.namespace, "encapsulatedLogic", element.line, {})
        if holder.attribute("kind", "FEEL") != "FEEL":
            self.desk.fault(holder, where, "a function written in FEEL", f"kind `{holder.attribute('kind')}`")
        parameters = tuple(items.variable(one, where) for one in holder.all("formalParameter"))
        if len({one.name for one in parameters}) < len(parameters):
            self.desk.fault(holder, where, "each parameter once", "one a second time", "rename one")
        if variable.name in BUILT_IN:
            self.desk.fault(element, where, "a name of its own", "that of a built-in function", "rename it")
        scope = Scope({one.name: one.type for one in parameters}, self._signatures(required))
        restrictions = Restrictions(_allowed(parameters, items.all()))
        reader = LogicReader(self.desk.among(self._hints(required)), items, restrictions, self._parameters(required))
        logic, of = reader.in_holder(holder, scope, where, variable.type)
        reference = holder.attribute("typeRef")
        result = items.named(reference, holder, where).type if reference else variable.type
        result = of if result is ANY else result
        if not conforms(of, result):
            self.desk.fault(holder, where, f"a {result}, as its typeRef says", f"a {of}")
        variable = replace(variable, type=result)
        signature = Signature(tuple(Parameter(one.name, (one.type,)) for one in parameters), result)
        self.functions[variable.name] = (parameters, (signature,))
        return BusinessKnowledgeModel(
            id=element.attribute("id"),
            name=variable.name,
            parameters=parameters,
            logic=logic,
            variable=variable,
            requires=_names(required, "businessKnowledgeModel"),
            description=element.content("description"),
            line=element.line,
        )

    def _decision(
        self, element: Element, items: Items, known: tuple[ItemDefinition, ...], required: list[Element]
    ) -> Decision:
        where = place(element)
        variable = self._variable(element, items)
        visible = [self.variables[id(one)] for one in required if id(one) in self.variables]
        scope = Scope({one.name: one.type for one in visible}, self._signatures(required))
        restrictions = Restrictions(_allowed(visible, known))
        reader = LogicReader(self.desk.among(self._hints(required)), items, restrictions, self._parameters(required))
        logic, of = reader.in_holder(element, scope, where, variable.type)
        if variable.type is ANY:
            variable = replace(variable, type=of)
        elif not _becomes(of, variable.type):
            self.desk.fault(element, where, f"a {variable.type}, the type of the decision", f"a {of}")
        self.variables[id(element)] = variable
        return Decision(
            id=element.attribute("id"),
            name=variable.name,
            variable=variable,
            logic=logic,
            required_inputs=_names(required, "inputData"),
            required_decisions=_names(required, "decision"),
            required_knowledge=_names(required, "businessKnowledgeModel"),
            label=element.attribute("label"),
            description=element.content("description"),
            question=element.content("question"),
            extensions=_extensions(element),
            line=element.line,
        )

    def _signatures(self, required: list[Element]) -> dict[str, Signatures]:
        return {
            name: self.functions[name][1]
            for name in _names(required, "businessKnowledgeModel")
            if name in self.functions
        }

    def _parameters(self, required: list[Element]) -> dict[str, tuple[Variable, ...]]:
        return {
            name: self.functions[name][0]
            for name in _names(required, "businessKnowledgeModel")
            if name in self.functions
        }

    def _hints(self, required: list[Element]) -> Mapping[str, str]:
        """What to say of a name that the model has and that is not required where it is used."""
        missing = [
            one for one in self.root.all("inputData", "decision", "businessKnowledgeModel") if one not in required
        ]
        requirement = {"businessKnowledgeModel": "knowledgeRequirement"}
        return {
            " ".join(one.attribute("name").split()): f"the model has this {one.name}: "
            f"require it here with `{requirement.get(one.name, 'informationRequirement')}`"
            for one in missing
        }


def _becomes(of: Type, wanted: Type) -> bool:
    """Whether a value of one type can be had as the other: also a single value as a list, and a list of one as its item."""
    return (
        conforms(of, wanted)
        or (isinstance(wanted, ListOf) and conforms(of, wanted.item))
        or (isinstance(of, ListOf) and conforms(of.item, wanted))
    )


def _allowed(
    variables: tuple[Variable, ...] | list[Variable], items: tuple[ItemDefinition, ...]
) -> dict[tuple[str, ...], tuple[ast.UnaryTests, str]]:
    """What the types of variables allow, by variable and the names of components below it."""
    by_name = {one.name: one for one in items}
    found: dict[tuple[str, ...], tuple[ast.UnaryTests, str]] = {}

    def below(path: tuple[str, ...], item: ItemDefinition) -> None:
        if item.allowed is not None and not isinstance(item.type, ListOf):
            found[path] = (item.allowed, item.allowed_text)
        for component in item.components:
            below((*path, component.name), component)

    for one in variables:
        if one.type_ref in by_name:
            below((one.name,), by_name[one.type_ref])
    return found


def _names(required: list[Element], kind: str) -> tuple[str, ...]:
    return tuple(" ".join(one.attribute("name").split()) for one in required if one.name == kind)


def _extensions(element: Element) -> dict[str, str]:
    return {name: value.strip() for (space, name), value in element.attributes.items() if space == EXTENSIONS}
