"""What a model may hold: for each element of DMN the attributes and the children that are supported.

What is not here is refused, as an element that were passed over could change the law. Elements of other namespaces
(diagrams, tools) and those in `DOCUMENTARY` say nothing of how a decision is made; they are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bonafides.kernel.dmn.xml import Element

EXTENSIONS = "urn:bonafides:dmn"
"""The namespace of our own attributes."""

VERSIONS = {
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd": "1.1",
    "http://www.omg.org/spec/DMN/20180521/MODEL/": "1.2",
    "https://www.omg.org/spec/DMN/20191111/MODEL/": "1.3",
    "https://www.omg.org/spec/DMN/20211108/MODEL/": "1.4",
    "https://www.omg.org/spec/DMN/20230324/MODEL/": "1.5",
}

DOCUMENTARY = frozenset(
    {
        "description",
        "extensionElements",
        "question",
        "allowedAnswers",
        "knowledgeSource",
        "authorityRequirement",
        "businessContextElement",
        "performanceIndicator",
        "organizationUnit",
        "elementCollection",
        "impactedPerformanceIndicator",
        "decisionMaker",
        "decisionOwner",
        "supportedObjective",
        "usingProcess",
        "usingTask",
        "textAnnotation",
        "association",
        "group",
    }
)


@dataclass(frozen=True, slots=True)
class Shape:
    """The attributes and children of an element; `extensions` are the attributes of our own that it may bear."""

    attributes: frozenset[str]
    children: frozenset[str] = frozenset()
    extensions: frozenset[str] | None = frozenset()


def _shape(attributes: str, children: str = "", extensions: str | None = "") -> Shape:
    own = None if extensions is None else frozenset(extensions.split())
    return Shape(frozenset(f"id label {attributes}".split()), frozenset(children.split()), own)


LOGIC = ("decisionTable", "literalExpression", "invocation", "context")
_LOGIC = " ".join(LOGIC)
_TEXT = _shape("typeRef expressionLanguage", "text")

SHAPES: dict[str, Shape] = {
    "definitions": _shape(
        "name namespace expressionLanguage typeLanguage exporter exporterVersion",
        "itemDefinition inputData decision businessKnowledgeModel",
        None,
    ),
    "itemDefinition": _shape("name isCollection typeLanguage", "typeRef allowedValues typeConstraint itemComponent"),
    "itemComponent": _shape("name isCollection typeLanguage", "typeRef allowedValues typeConstraint itemComponent"),
    "inputData": _shape("name", "variable"),
    "variable": _shape("name typeRef"),
    "decision": _shape("name", f"variable informationRequirement knowledgeRequirement {_LOGIC}", None),
    "businessKnowledgeModel": _shape("name", "variable encapsulatedLogic knowledgeRequirement"),
    "encapsulatedLogic": _shape("kind typeRef", f"formalParameter {_LOGIC}"),
    "formalParameter": _shape("name typeRef"),
    "informationRequirement": _shape("", "requiredInput requiredDecision"),
    "knowledgeRequirement": _shape("", "requiredKnowledge"),
    "requiredInput": _shape("href"),
    "requiredDecision": _shape("href"),
    "requiredKnowledge": _shape("href"),
    "decisionTable": _shape(
        "typeRef hitPolicy aggregation preferredOrientation outputLabel", "input output annotation rule", "complete"
    ),
    "input": _shape("", "inputExpression inputValues"),
    "inputExpression": _TEXT,
    "inputValues": _TEXT,
    "output": _shape("name typeRef", "outputValues defaultOutputEntry"),
    "outputValues": _TEXT,
    "defaultOutputEntry": _TEXT,
    "annotation": _shape("name"),
    "rule": _shape("", "inputEntry outputEntry annotationEntry"),
    "inputEntry": _TEXT,
    "outputEntry": _TEXT,
    "annotationEntry": _shape("", "text"),
    "literalExpression": _TEXT,
    "allowedValues": _TEXT,
    "typeConstraint": _TEXT,
    "invocation": _shape("typeRef", "literalExpression binding"),
    "binding": _shape("", f"parameter {_LOGIC}"),
    "parameter": _shape("name typeRef"),
    "context": _shape("typeRef", "contextEntry"),
    "contextEntry": _shape("", f"variable {_LOGIC}"),
    "typeRef": _shape(""),
    "text": _shape(""),
}


def strays(element: Element, namespace: str) -> Iterator[tuple[Element, str, str]]:
    """Whatever the shapes do not know at or below an element: the element, what it may hold, and what came."""
    shape = SHAPES[element.name]
    for space, name in element.attributes:
        if space == EXTENSIONS and shape.extensions is not None and name not in shape.extensions:
            known = ", ".join(f"`{one}`" for one in sorted(shape.extensions)) or "none"
            yield element, f"an attribute of Bona Fides that `{element.name}` may bear ({known})", f"`{name}`"
        elif not space and name not in shape.attributes:
            known = ", ".join(f"`{one}`" for one in sorted(shape.attributes))
            yield element, f"an attribute of `{element.name}` that is supported ({known})", f"`{name}`"
    for child in element.children:
        if child.namespace != namespace or child.name in DOCUMENTARY:
            continue
        if child.name in shape.children:
            yield from strays(child, namespace)
        else:
            known = ", ".join(f"`{one}`" for one in sorted(shape.children)) or "none"
            yield child, f"an element in `{element.name}` that is supported ({known})", f"`{child.name}`"
