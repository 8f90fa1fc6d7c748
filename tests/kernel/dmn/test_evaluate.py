"""Decisions that need decisions, business knowledge models, invocations, boxed contexts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.kernel.dmn.models import decision, definitions, expression, inputs, item, model, requires, table_logic

from bonafides.kernel.dmn.evaluate import decide, decide_all

KNOWLEDGE = (
    '<businessKnowledgeModel name="grade" id="b-grade"><variable name="grade" typeRef="string"/><encapsulatedLogic>'
    '<formalParameter name="points" typeRef="number"/>'
    + table_logic([("points", "number")], [["< 60", '"D"'], [">= 60", '"A"']])
    + "</encapsulatedLogic></businessKnowledgeModel>\n"
)


def test_a_decision_sees_what_it_requires() -> None:
    found = model(
        definitions(
            decision("c", expression("b + a"), requires(["a"], ["b"]))
            + decision("b", expression("a * 2"), requires(["a"]))
            + inputs([("a", "number")])
        )
    )
    assert [one.name for one in found.decisions] == ["b", "c"]
    outcomes = decide_all(found, {"a": Decimal(3)})
    assert {name: one.value for name, one in outcomes.items()} == {"b": Decimal(6), "c": Decimal(9)}
    assert set(decide_all(found, {"a": Decimal(3)}, ("b",))) == {"b"}
    with pytest.raises(KeyError):
        decide(found, "nothing", {})


def test_a_business_knowledge_model_is_called_and_its_table_noted() -> None:
    call = decision("d", expression("grade(n * 10)"), requires(["n"], knowledge=["grade"]))
    named = decision("e", expression("grade(points: n)"), requires(["n"], knowledge=["grade"]))
    found = model(definitions(inputs([("n", "number")]) + KNOWLEDGE + call + named))
    outcome = decide(found, "d", {"n": Decimal(7)})
    assert (outcome.value, outcome.fired) == ("A", ())
    assert [[rule.number for rule in one.fired] for one in outcome.tables] == [[2]]
    assert decide(found, "e", {"n": Decimal(7)}).value == "D"


def test_an_invocation_binds_by_name() -> None:
    binding = f'<binding><parameter name="points"/>{expression("n + 1")}</binding>'
    logic = f"<invocation>{expression('grade')}{binding}</invocation>"
    found = model(
        definitions(inputs([("n", "number")]) + KNOWLEDGE + decision("d", logic, requires(["n"], knowledge=["grade"])))
    )
    assert decide(found, "d", {"n": Decimal(59)}).value == "A"


def test_a_boxed_context_has_a_result_or_is_one() -> None:
    entries = (
        f'<contextEntry><variable name="twice" typeRef="number"/>{expression("n * 2")}</contextEntry>'
        f'<contextEntry><variable name="more"/>{expression("twice + 1")}</contextEntry>'
    )
    result = f"<contextEntry>{expression('more * 10')}</contextEntry>"
    parts = inputs([("n", "number")]) + decision("c", f"<context>{entries}</context>", requires(["n"]))
    parts += decision("d", f"<context>{entries}{result}</context>", requires(["n"]))
    parts += decision("e", expression("c.twice + c.more"), requires(decisions=["c"]))
    outcomes = decide_all(model(definitions(parts)), {"n": Decimal(2)})
    assert outcomes["c"].value == {"twice": Decimal(4), "more": Decimal(5)}
    assert (outcomes["d"].value, outcomes["e"].value) == (Decimal(50), Decimal(9))


def test_law_with_dates() -> None:
    """Serious listings are published for three years, of which a pack may say another number."""
    logic = table_logic(
        [("decided", "date"), ("years", "number")],
        [["-", "-", 'decided + duration("P1Y") * years']],
    )
    needs = requires(["decided", "years"])
    parts = inputs([("decided", "date"), ("years", "number")]) + decision("d", logic, needs, "date")
    found = model(definitions(parts))
    assert decide(found, "d", {"decided": date(2024, 2, 29), "years": Decimal(3)}).value == date(2027, 2, 28)
    assert decide(found, "d", {"years": Decimal(3)}).value is None


def test_a_value_of_the_wrong_type_is_a_violation() -> None:
    found = model(definitions(inputs([("n", "number")]) + decision("d", expression("n = null"), requires(["n"]))))
    outcome = decide(found, "d", {"n": "7"})
    assert outcome.value is True
    assert [(one.kind, one.where) for one in outcome.violations] == [("type", "input `n`")]


def test_a_single_value_is_a_list_of_it_and_back() -> None:
    items = item("tList", "number", "< 9", ' isCollection="true"')
    parts = inputs([("n", "tList")]) + decision("d", expression("sum(n)"), requires(["n"]))
    parts += decision("e", expression("n"), requires(["n"]), "number")
    found = model(definitions(parts, items))
    assert decide(found, "d", {"n": Decimal(4)}).value == Decimal(4)
    assert decide(found, "d", {"n": (Decimal(4), Decimal(5))}).value == Decimal(9)
    assert decide(found, "d", {"n": (Decimal(4), Decimal(9))}).violations[0].kind == "input"
    assert decide(found, "e", {"n": (Decimal(4),)}).value == Decimal(4)
    assert decide(found, "e", {"n": (Decimal(4), Decimal(5))}).violations[0].kind == "type"
