"""A whole file: versions, names, requirements, and everything that is not supported."""

from __future__ import annotations

import pytest
from tests.kernel.dmn.models import DMN, decision, definitions, expression, inputs, item, model, requires, text

from bonafides.kernel.dmn.faults import ModelRefusedError
from bonafides.kernel.dmn.model import LiteralExpression
from bonafides.kernel.dmn.read import read_model
from bonafides.kernel.dmn.read.shapes import VERSIONS
from bonafides.kernel.feel.types import NUMBER, STRING, ContextOf, ListOf

A = inputs([("a", "number")])


def faults(body: str, items: str = "", namespace: str = DMN) -> list[str]:
    with pytest.raises(ModelRefusedError) as refused:
        read_model(definitions(body, items, namespace), "m.dmn")
    return [str(fault) for fault in refused.value.faults]


@pytest.mark.parametrize("namespace", VERSIONS)
def test_every_version_is_read(namespace: str) -> None:
    found = read_model(definitions(A + decision("d", expression("a + 1"), requires(["a"])), "", namespace), "m.dmn")
    assert found.version == VERSIONS[namespace]
    [one] = found.decisions
    assert (one.name, one.variable.type, one.required_inputs) == ("d", NUMBER, ("a",))
    assert isinstance(one.logic, LiteralExpression)


def test_types_are_resolved() -> None:
    items = (
        '<itemDefinition name="tCase"><itemComponent name="kind"><typeRef>tKind</typeRef></itemComponent>'
        '<itemComponent name="amounts" isCollection="true"><typeRef>number</typeRef></itemComponent></itemDefinition>'
        + item("tKind", "feel:string", '"A"')
    )
    found = model(
        definitions(inputs([("case", "tCase")]) + decision("d", expression("case.kind"), requires(["case"])), items)
    )
    assert found.input("case").variable.type == ContextOf((("kind", STRING), ("amounts", ListOf(NUMBER))))
    assert found.decision("d").variable.type is STRING


def test_own_attributes_are_kept() -> None:
    data = definitions(A + decision("d", expression("1"))).replace(b'name="d" id', b'bf:measure="tier" name="d" id')
    assert model(data).decision("d").extensions == {"measure": "tier"}


def test_diagrams_and_prose_are_passed_over() -> None:
    prose = '<knowledgeSource name="law" id="k"><owner href="#x"/></knowledgeSource>'
    prose += '<textAnnotation id="t"><text>note</text></textAnnotation>'
    diagram = (
        '<dmndi:DMNDI xmlns:dmndi="https://www.omg.org/spec/DMN/20230324/DMNDI/"><dmndi:DMNDiagram/></dmndi:DMNDI>'
    )
    assert len(model(definitions(prose + decision("d", expression("1")) + diagram)).decisions) == 1


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('<decisionService name="s"/>', "m.dmn:2: expected an element in `definitions` that is supported"),
        ('<import name="x" namespace="y" importType="z"/>', "came `import`"),
        (decision("d", "<relation/>"), "came `relation`"),
        (
            decision("d", ""),
            "decision `d`: expected one of `decisionTable`, `literalExpression`, `invocation`, `context`, came none",
        ),
        (decision("d", expression("1") + expression("2")), "came `literalExpression` and `literalExpression`"),
        (
            decision("d", text("literalExpression", "1", ' expressionLanguage="javascript"')),
            "expected FEEL, came the expression language",
        ),
        (decision("d", expression("1", "nummer")), "expected a type that is known"),
        (
            decision("d", expression("1", "string")),
            "decision `d`: expected a string, as its typeRef says, came a number: `1`",
        ),
        (
            decision("d", expression("1"), of="string"),
            "decision `d`: expected a string, the type of the decision, came a number",
        ),
        (decision("d", expression("b")), "came `b`"),
        (
            A + decision("d", expression("a")),
            "came `a`; the model has this inputData: require it here with `informationRequirement`",
        ),
        (A + A, "expected each name once, came `a` a second time (first on line 2)"),
        (
            decision("d", expression("1"), requires(["x"])),
            "decision `d`: expected the id, such as `#id`, of one input",
        ),
        (
            decision("d", expression("1"), requires(decisions=["d"])),
            "expected nothing that requires itself, came d → d",
        ),
        (
            decision("d", expression("1"), requires(decisions=["e"]))
            + decision("e", expression("1"), requires(decisions=["d"])),
            "came d → e → d",
        ),
        (
            decision("d", expression("1")).replace('variable name="d"', 'variable name="e"'),
            "expected a variable named `d`, came `e`",
        ),
        (decision("d", expression("1")).replace(' id="d-d"', ' id="d-d" hitpolicy="x"'), "came `hitpolicy`"),
        (decision("d", "<invocation><literalExpression><text>f</text></literalExpression></invocation>"), "came `f`"),
    ],
)
def test_what_is_refused(body: str, told: str) -> None:
    found = faults(body)
    assert any(told in one for one in found), found


@pytest.mark.parametrize(
    ("items", "told"),
    [
        (item("t", "t"), "expected a type that is not part of itself, came t → t"),
        ('<itemDefinition name="t"/>', "expected `typeRef` or components, came neither"),
        (item("t", "strnig"), "came `strnig`"),
        ('<itemDefinition name="t"><functionItem/></itemDefinition>', "came `functionItem`"),
        (
            item("t", "number", '"A"'),
            "item definition `t`, allowed values: expected a number, as what it is compared with, came a string",
        ),
    ],
)
def test_types_that_are_refused(items: str, told: str) -> None:
    found = faults(decision("d", expression("1")), items)
    assert any(told in one for one in found), found


def test_another_root_is_refused() -> None:
    with pytest.raises(ModelRefusedError, match=r"expected `definitions` of DMN 1\.1"):
        read_model(b"<definitions xmlns='https://www.omg.org/spec/DMN/20240513/MODEL/'/>", "m.dmn")


def test_every_fault_is_told_at_once_in_order() -> None:
    found = faults(decision("d", expression("x")) + decision("e", expression("y")))
    assert [one.split(":")[1] for one in found] == ["2", "3"]
    with pytest.raises(ModelRefusedError, match=r"m\.dmn: 2 faults\n"):
        read_model(definitions(decision("d", expression("x")) + decision("e", expression("y"))), "m.dmn")
