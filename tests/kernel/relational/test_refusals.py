"""What engines do not say alike is refused, with file, decision, rule and cell; nothing is dropped in silence."""

from __future__ import annotations

import pytest
from tests.kernel.relational.engines import compiled

from bonafides.kernel.dmn.model import (
    Conclusion,
    Condition,
    Decision,
    DecisionTable,
    Definitions,
    HitPolicy,
    InputClause,
    InputData,
    LiteralExpression,
    OutputClause,
    Rule,
    Variable,
)
from bonafides.kernel.feel.check import infer
from bonafides.kernel.feel.parse import parse_expression, parse_unary_tests
from bonafides.kernel.feel.scope import Scope
from bonafides.kernel.feel.types import ANY, DATE, NUMBER, STRING
from bonafides.kernel.relational.build import NotRelationalError

INPUTS = {"n": NUMBER, "s": STRING, "d": DATE}
SCOPE = Scope(INPUTS)


def expression(text: str) -> Definitions:
    """A model whose one decision is an expression."""
    tree = parse_expression(text, SCOPE)
    return _model(LiteralExpression(text, tree, infer(tree, SCOPE)))


def table(policy: HitPolicy, cell: str, conclusion: str) -> Definitions:
    """A model whose one decision is a table of two rules."""
    tested = InputClause("", "n", "n", parse_expression("n", SCOPE), NUMBER)
    rules = tuple(
        Rule("", number, (Condition(cell, parse_unary_tests(cell, Scope(INPUTS, tested=NUMBER))),),
             (Conclusion(conclusion, parse_expression(conclusion, SCOPE)),))
        for number in (1, 2)
    )  # fmt: skip
    return _model(DecisionTable("", policy, None, (tested,), (OutputClause("", "o", "o", NUMBER),), rules))


def _model(logic: DecisionTable | LiteralExpression) -> Definitions:
    inputs = tuple(InputData(name, name, Variable(name, of)) for name, of in INPUTS.items())
    decision = Decision("x", "x", Variable("x", ANY), logic, tuple(INPUTS))
    return Definitions("law.dmn", "m", "m", "", "", (), inputs, (decision,), ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("n / 3", "`/`, which may have to be rounded; compare the quotient instead, as in `a / b > 0.3`"),
        ("n ** 2", "`**`, which may have to be rounded"),
        ("upper case(s)", "the function `upper case`"),
        ("substring(s, -2)", "`substring` but from a constant place, counted from the start"),
        ('date and time("2026-01-01T00:00:00")', "a value of the kind datetime"),
        ("d.weekday", "the property `.weekday`"),
        ("0.0000001 * (n * 0.0000001)", "a product with 14 digits behind the point"),
        ("9223372036854775808", "the number 9223372036854775808: more digits than 63 bits hold"),
    ],
)
def test_an_expression(text: str, message: str) -> None:
    with pytest.raises(NotRelationalError) as refused:
        compiled(expression(text), ["x"])
    assert str(refused.value) == f"law.dmn: decision `x`: {message}"


def test_a_cell_is_named() -> None:
    with pytest.raises(NotRelationalError) as refused:
        compiled(table(HitPolicy.UNIQUE, "n / 2", "1"), ["x"])
    place = "law.dmn: decision `x`: rule 1, input `n`, `n / 2`: "
    assert str(refused.value).startswith(place)


@pytest.mark.parametrize("policy", [HitPolicy.ANY, HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER])
def test_a_conclusion_that_must_be_known_beforehand(policy: HitPolicy) -> None:
    with pytest.raises(
        NotRelationalError, match=f"rule 1: a conclusion that is no constant, under hit policy {policy.value}"
    ):
        compiled(table(policy, "> 1", "n"), ["x"])
