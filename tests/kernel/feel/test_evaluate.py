"""What expressions come to: the standard's own examples, and what holds of all of them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kernel.feel.expressions import VARIABLES, environments, expressions

from bonafides.kernel.feel import ast
from bonafides.kernel.feel.check import infer
from bonafides.kernel.feel.errors import FeelError
from bonafides.kernel.feel.evaluate import Environment, evaluate
from bonafides.kernel.feel.evaluate import test as passes
from bonafides.kernel.feel.parse import parse_expression, parse_unary_tests
from bonafides.kernel.feel.scope import Scope
from bonafides.kernel.feel.types import BOOLEAN, NUMBER, STRING, ListOf, conforms, type_of
from bonafides.kernel.feel.values import Range, Value, YearsMonths

T, F, N = True, False, None


def value(text: str, **names: Value) -> Value:
    return evaluate(
        parse_expression(text, Scope({name: type_of(one) for name, one in names.items()})), Environment(names)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1/3", Decimal("0.3333333333333333333333333333333333")),
        ("2/3", Decimal("0.6666666666666666666666666666666667")),
        ("0.1 + 0.2", Decimal("0.3")),
        ("1/0", N),
        ("0 ** 0", N),
        ("10 ** 7000", N),
        ("null + 1", N),
        ('"a" + "b"', "ab"),
        ('"a" + 1', N),
        ('date("2025-01-31") + duration("P1M")', date(2025, 2, 28)),
        ('date("2024-02-29") + duration("P1Y")', date(2025, 2, 28)),
        ('date("2025-12-25") - duration("P3Y")', date(2022, 12, 25)),
        ('date("2025-12-25") + duration("P20D")', date(2026, 1, 14)),
        ('date("2025-01-01") - duration("PT1H")', date(2024, 12, 31)),
        ('date("2025-03-01") - date("2025-02-01")', timedelta(days=28)),
        ('date("9999-12-31") + duration("P1D")', N),
        ('date("9999-12-31") + duration("P1M")', N),
        ('date and time("2025-01-31T10:00:00") + duration("PT14H")', datetime(2025, 2, 1)),
        ('time("23:00:00") + duration("PT2H") = time("01:00:00")', T),
        ('duration("P1Y") * 2', YearsMonths(24)),
        ('duration("P1D") / 2', timedelta(hours=12)),
        ('duration("P1D") / duration("PT1H")', Decimal(24)),
        ('duration("P1D") / duration("PT0S")', N),
        ('duration("P1Y") = duration("P365D")', N),
        ("null = null", T),
        ("5 = null", F),
        ("5 != null", T),
        ("5 < null", N),
        ('5 = "5"', N),
        ("1.0 = 1", T),
        ("[1, 2] = [1, 2]", T),
        ("[1, 2] = [1]", F),
        ('"B" < "a"', T),
        ("5 between 1 and 5", T),
        ("5 between null and 4", F),
        ("5 between null and 6", N),
        ("5 in (1, > 4)", T),
        ("5 in [1..5)", F),
        ("5 in [1, 5]", T),
        ("5 in (null, 4)", F),
        ("5 in ([1..9])", T),
        ("if null then 1 else 2", Decimal(2)),
        ("not(null)", N),
        ("not(3)", N),
        ("[1..5] = [1..5]", T),
        ('date("2025-12-25").year', Decimal(2025)),
        ('date("2025-12-25").weekday', Decimal(4)),
        ('duration("P14M").years', Decimal(1)),
        ('-duration("P1DT2H").hours', Decimal(-2)),
        ("[1, 2].year", (N, N)),
    ],
)  # fmt: skip
def test_a_value(text: str, expected: Value) -> None:
    found = value(text)
    assert found == expected
    assert type(found) is type(expected)


def test_and_and_or_have_three_values() -> None:
    """Tables 50 and 51 of DMN 1.5; what is no boolean counts as null."""
    conjunction = {(T, T): T, (T, F): F, (T, N): N, (F, F): F, (F, N): F, (N, N): N}
    disjunction = {(T, T): T, (T, F): T, (T, N): T, (F, F): F, (F, N): N, (N, N): N}
    for a, b in product((T, F, N), repeat=2):
        both = (a, b) if (a, b) in conjunction else (b, a)
        assert value("a and b", a=a, b=b) is conjunction[both]
        assert value("a or b", a=a, b=b) is disjunction[both]
        assert value("not(a and b)", a=a, b=b) is value("not(a) or not(b)", a=a, b=b)


@pytest.mark.parametrize(
    ("cell", "tested", "expected"),
    [
        ("-", N, T),
        ("> 5", N, N),
        ("not(> 5)", N, N),
        ("null", N, T),
        ("null", Decimal(1), F),
        ("not(null)", N, F),
        ("not(null)", Decimal(1), T),
        ('"A"', N, F),
        ('not("A")', N, T),
        ('not("A")', "B", T),
        ('"A", "B"', "B", T),
        ("[1..5), > 10", Decimal(5), F),
        ("[1..5), > 10", Decimal(11), T),
        ("> 10, null", N, T),
        ("? > 5 and ? < 7", Decimal(6), T),
        ("? > 5 and ? < 7", N, N),
        ("limits", Decimal(2), T),
        ("limits", Decimal(3), F),
        ("span", Decimal(3), T),
        ("not(span)", Decimal(3), F),
    ],
)
def test_a_cell(cell: str, tested: Value, expected: bool | None) -> None:
    scope = Scope({"limits": ListOf(NUMBER), "span": NUMBER}, tested=type_of(tested))
    names: dict[str, Value] = {"limits": (Decimal(1), Decimal(2)), "span": Range(Decimal(1), Decimal(5), True, False)}
    assert passes(parse_unary_tests(cell, scope), tested, Environment(names)) is expected


@settings(max_examples=400)
@given(expressions, environments)
def test_every_expression_has_a_value_of_its_type(tree: ast.Expression, names: dict[str, Value]) -> None:
    """The evaluator never raises, also where the checker refuses; what the checker passes is of the type it says."""
    found = evaluate(tree, Environment(names))
    try:
        of = infer(tree, Scope(VARIABLES))
    except FeelError:
        return
    assert conforms(type_of(found), of), (of, found)


@given(
    st.decimals(allow_nan=False, places=3, min_value=-(10**6), max_value=10**6),
    st.decimals(allow_nan=False, places=2, min_value=-(10**3), max_value=10**3).filter(bool),
)
def test_modulo_is_what_the_division_leaves(a: Decimal, b: Decimal) -> None:
    """`modulo(a, b) = a - b * floor(a / b)`, with the sign of b."""
    rest = value("modulo(a, b)", a=a, b=b)
    assert isinstance(rest, Decimal)
    assert abs(rest) < abs(b)
    assert rest * b >= 0
    assert (a - rest) % b == 0


def test_types_are_apart() -> None:
    """To Python true is 1, and a moment is a date."""
    assert value("a = b", a=True, b=Decimal(1)) is None
    assert value("a = b", a=date(2025, 1, 1), b=datetime(2025, 1, 1)) is None
    assert (type_of(True), type_of(Decimal(1)), type_of("1")) == (BOOLEAN, NUMBER, STRING)
