"""A table of points as a DMN decision, COLLECT with SUM, a rule for each step: a lawyer reads it, each engine runs it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from bonafides.kernel.feel.types import BOOLEAN
from bonafides.packs.pack import Pack
from bonafides.packs.risk_model import RiskModel
from bonafides.packs.scope import indicator_type
from bonafides.packs.vocabulary import Text
from bonafides.watch.points import Part, Points

DMN = "https://www.omg.org/spec/DMN/20191111/MODEL/"
DECISION = "points"


def dmn_text(pack: Pack, model: RiskModel, table: Points) -> str:
    """The XML of the decision `points`: its inputs are indicators of the pack, its result a whole number."""
    namespace = f"urn:bonafides:{pack.name}:{model.model}"
    attributes = {"xmlns": DMN, "id": "definitions_points", "name": _both(model.title), "namespace": namespace}
    root = Element("definitions", attributes)
    SubElement(root, "description").text = _both(model.question)
    for part in table.parts:
        of = str(indicator_type(pack, pack.indicators[part.feature]))
        label = _both(pack.indicators[part.feature].title)
        given = SubElement(root, "inputData", {"id": f"input_{part.feature}", "name": part.feature, "label": label})
        SubElement(given, "variable", {"name": part.feature, "typeRef": of})
    decision = SubElement(root, "decision", {"id": DECISION, "name": DECISION, "label": _both(model.title)})
    SubElement(decision, "variable", {"name": DECISION, "typeRef": "number"})
    for part in table.parts:
        needed = SubElement(decision, "informationRequirement", {"id": f"needs_{part.feature}"})
        SubElement(needed, "requiredInput", {"href": f"#input_{part.feature}"})
    _table(decision, pack, table)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _table(decision: Element, pack: Pack, table: Points) -> None:
    made = SubElement(decision, "decisionTable", {"id": "table_points", "hitPolicy": "COLLECT", "aggregation": "SUM"})
    for number, part in enumerate(table.parts, 1):
        indicator = pack.indicators[part.feature]
        clause = SubElement(made, "input", {"id": f"points_input_{number}", "label": _both(indicator.title)})
        of = str(indicator_type(pack, indicator))
        SubElement(SubElement(clause, "inputExpression", {"typeRef": of}), "text").text = part.feature
    SubElement(made, "output", {"id": "points_output", "name": DECISION, "typeRef": "number"})
    rules = [(0, "-", table.base)]
    for place, part in enumerate(table.parts):
        truth = indicator_type(pack, pack.indicators[part.feature]) is BOOLEAN
        rules += [(place, cell, points) for cell, points in (_truths(part) if truth else _numbers(part)) if points]
    for number, (place, cell, points) in enumerate(rules, 1):
        rule = SubElement(made, "rule", {"id": f"points_rule_{number}"})
        for column in range(len(table.parts)):
            SubElement(SubElement(rule, "inputEntry"), "text").text = cell if column == place else "-"
        SubElement(SubElement(rule, "outputEntry"), "text").text = str(points)


def _numbers(part: Part) -> Iterator[tuple[str, int]]:
    """(cell, points) of each step. Nothing is said of null: what has no value adds nothing."""
    below: Decimal | None = None
    for step in part.steps:
        if step.up_to is None:
            yield "not(null)" if below is None else f"> {below:f}", step.points
        else:
            yield f"<= {step.up_to:f}" if below is None else f"({below:f}..{step.up_to:f}]", step.points
        below = step.up_to


def _truths(part: Part) -> Iterator[tuple[str, int]]:
    for word, value in (("false", Decimal(0)), ("true", Decimal(1))):
        yield word, next(one.points for one in part.steps if one.up_to is None or value <= one.up_to)


def _both(text: Text) -> str:
    return " · ".join(dict.fromkeys(one for one in (text.get("en"), text.get("zh")) if one))
