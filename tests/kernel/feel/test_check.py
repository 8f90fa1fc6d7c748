"""What has a type, and what is refused before any data is seen."""

from __future__ import annotations

import pytest

from bonafides.kernel.feel.check import check_tests, infer, unified
from bonafides.kernel.feel.errors import FeelError
from bonafides.kernel.feel.parse import parse_expression, parse_unary_tests
from bonafides.kernel.feel.scope import Scope
from bonafides.kernel.feel.signatures import Parameter, Signature
from bonafides.kernel.feel.types import (
    ANY,
    BOOLEAN,
    DATE,
    DAYS_TIME,
    NULL,
    NUMBER,
    STRING,
    YEARS_MONTHS,
    ContextOf,
    ListOf,
    RangeOf,
    Type,
)

SCOPE = Scope(
    {
        "n": NUMBER,
        "s": STRING,
        "d": DATE,
        "flag": BOOLEAN,
        "what": ANY,
        "case": ContextOf((("amount", NUMBER),)),
        "cases": ListOf(ContextOf((("amount", NUMBER),))),
    },
    {"payment": (Signature((Parameter("p", (NUMBER,)), Parameter("r", (NUMBER,))), NUMBER),)},
)


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("n + 1", NUMBER),
        ("null + 10", NUMBER),
        ("what + 1", NUMBER),
        ("what - what", ANY),
        ('d + duration("P1Y")', DATE),
        ("d - d", DAYS_TIME),
        ('duration("P1Y") * n', YEARS_MONTHS),
        ("n < 5 and flag", BOOLEAN),
        ("if flag then n else null", NUMBER),
        ("case.amount", NUMBER),
        ("cases.amount", ListOf(NUMBER)),
        ("sum(cases.amount)", NUMBER),
        ("max(1, n)", NUMBER),
        ('max([d, date("2025-01-01")])', DATE),
        ("d.year", NUMBER),
        ("[1, null]", ListOf(NUMBER)),
        ('[1, "a"]', ListOf(ANY)),
        ("[1..n]", RangeOf(NUMBER)),
        ("payment(n, 2)", NUMBER),
        ("abs(n)", NUMBER),
        ("count(n)", NUMBER),
        ("n = null", BOOLEAN),
        ("null", NULL),
        ("what.anything.day", ANY),
    ],
)
def test_the_type_of_an_expression(text: str, of: Type) -> None:
    scope = Scope({**SCOPE.variables, "x": ContextOf((("anything", ANY),))}, SCOPE.functions)
    assert infer(parse_expression(text, scope), scope) == of


@pytest.mark.parametrize(
    ("text", "expected", "came"),
    [
        ("n + s", "number after number `+`", "a string"),
        ("s - s", "something that `-` can take on its left", "a string"),
        ("n and flag", "a boolean for `and` and `or`", "a number"),
        ("n < s", "a number for `<`", "a string"),
        ("flag < flag", "a type with an order for `<`", "a boolean"),
        ('n = "5"', "a number, as what it is compared with", "a string"),
        ("if n then 1 else 2", "a boolean for `if`", "a number"),
        ('if flag then 1 else "x"', "number after `else`, as after `then`", "string"),
        ("d.hour", "a member of a date", "`.hour`"),
        ("n.year", "no `.`", "`.year`"),
        ("-s", "a number or a duration after `-`", "a string"),
        ("floor(s)", "number for `floor`", "a string"),
        ("sum(1, s)", "values of one type for `sum`", "number, string"),
        ("sum(s, s)", "numbers for `sum`", "a string"),
        ("max(flag, flag)", "values with an order for `max`", "a boolean"),
        ("payment(n, s)", "number for `payment`", "a string"),
        ("n between 1 and s", "a number for `between`", "a string"),
        ('n in (1, "a")', "a number, as what it is compared with", "a string"),
        ("?", "an expression", "`?`"),
    ],
)
def test_what_can_only_be_null_is_refused(text: str, expected: str, came: str) -> None:
    with pytest.raises(FeelError) as refused:
        infer(parse_expression(text, SCOPE), SCOPE)
    assert (refused.value.expected[: len(expected)], refused.value.came) == (expected, came)


@pytest.mark.parametrize(
    ("cell", "tested"),
    [
        ("> 5", NUMBER),
        ("null, 5", NUMBER),
        ("cases.amount", NUMBER),
        ("flag", BOOLEAN),
        ("? > n", NUMBER),
        ("not(s)", STRING),
    ],
)
def test_a_cell_that_can_match(cell: str, tested: Type) -> None:
    scope = Scope(SCOPE.variables, SCOPE.functions, tested)
    check_tests(parse_unary_tests(cell, scope), scope)


@pytest.mark.parametrize(
    ("cell", "tested", "came"),
    [
        ('"5"', NUMBER, "a string"),
        ("5", STRING, "a number"),
        ("> true", BOOLEAN, "a boolean"),
        ("[1..2]", DATE, "a number"),
        ("flag", NUMBER, "a condition without it"),
        ("? + 1", NUMBER, "a number"),
        ("cases.amount", STRING, "a number"),
        ('2025-12-25', DATE, "a number"),
    ],
)  # fmt: skip
def test_a_cell_that_can_never_match_is_refused(cell: str, tested: Type, came: str) -> None:
    scope = Scope(SCOPE.variables, SCOPE.functions, tested)
    with pytest.raises(FeelError) as refused:
        check_tests(parse_unary_tests(cell, scope), scope)
    assert refused.value.came == came


def test_a_date_without_its_function_is_mended() -> None:
    scope = Scope(tested=DATE)
    with pytest.raises(FeelError) as refused:
        check_tests(parse_unary_tests("> 2025-12-25", scope), scope)
    assert refused.value.mend == 'write a date as date("2025-12-25")'


def test_null_fits_any_type() -> None:
    assert unified([NULL, NUMBER, NULL]) is NUMBER
    assert unified([NULL, NULL]) is NULL
    assert unified([]) is NULL
    assert unified([NUMBER, STRING]) is None
