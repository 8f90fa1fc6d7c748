"""What a text means, and what is said of one that means nothing."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.kernel.feel.expressions import scalars

from bonafides.kernel.feel import ast
from bonafides.kernel.feel.ast import Comparator, Operator
from bonafides.kernel.feel.errors import FeelError
from bonafides.kernel.feel.parse import parse_expression, parse_unary_tests
from bonafides.kernel.feel.scope import Scope
from bonafides.kernel.feel.types import BOOLEAN, DATE, DAYS_TIME, NULL, NUMBER, STRING, YEARS_MONTHS, ContextOf
from bonafides.kernel.feel.values import Value, YearsMonths
from bonafides.kernel.feel.write import written_literal

SCOPE = Scope(
    {
        "a": NUMBER,
        "b": NUMBER,
        "Loan": NUMBER,
        "Loan - Fee": NUMBER,
        "in force": BOOLEAN,
        "行政处罚次数": NUMBER,
        "day": DATE,
        "case": ContextOf((("Approved/Declined", STRING), ("amount", NUMBER))),
    },
    tested=NUMBER,
)


def n(value: int | str) -> ast.Literal:
    return ast.Literal(Decimal(value), NUMBER)


def s(value: str) -> ast.Literal:
    return ast.Literal(value, STRING)


A, B = ast.Name("a"), ast.Name("b")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("1 + 2 * 3", ast.Arithmetic(Operator.PLUS, n(1), ast.Arithmetic(Operator.TIMES, n(2), n(3)))),
        ("1 - 2 - 3", ast.Arithmetic(Operator.MINUS, ast.Arithmetic(Operator.MINUS, n(1), n(2)), n(3))),
        ("3 ** 4 ** 5", ast.Arithmetic(Operator.POWER, ast.Arithmetic(Operator.POWER, n(3), n(4)), n(5))),
        ("-3 ** 2", ast.Arithmetic(Operator.POWER, n(-3), n(2))),
        ("-a ** 2", ast.Arithmetic(Operator.POWER, ast.Negation(A), n(2))),
        ("10--5", ast.Arithmetic(Operator.MINUS, n(10), n(-5))),
        ("a-b", ast.Arithmetic(Operator.MINUS, A, B)),
        ("(a)", A),
        ("Loan - Fee", ast.Name("Loan - Fee")),
        ("Loan  -  Fee", ast.Name("Loan - Fee")),
        ("Loan - a", ast.Arithmetic(Operator.MINUS, ast.Name("Loan"), A)),
        ("in force and a < 1", ast.Conjunction((ast.Name("in force"), ast.Comparison(Comparator.LESS, A, n(1))))),
        ("行政处罚次数 >= 3", ast.Comparison(Comparator.MORE_OR_EQUAL, ast.Name("行政处罚次数"), n(3))),
        ("case.Approved/Declined", ast.Path(ast.Name("case"), "Approved/Declined")),
        ("day.year", ast.Path(ast.Name("day"), "year")),
        ("a = 1 or b = 2 and a = 3", ast.Disjunction((
            ast.Comparison(Comparator.EQUAL, A, n(1)),
            ast.Conjunction((ast.Comparison(Comparator.EQUAL, B, n(2)), ast.Comparison(Comparator.EQUAL, A, n(3)))),
        ))),
        ("a between 1 and 2 and true", ast.Conjunction((ast.Between(A, n(1), n(2)), ast.Literal(True, BOOLEAN)))),
        ("if a > 1 then b else null", ast.If(ast.Comparison(Comparator.MORE, A, n(1)), B, ast.Literal(None, NULL))),
        ("a in (1, > 5)", ast.In(A, (ast.Compared(Comparator.EQUAL, n(1)), ast.Compared(Comparator.MORE, n(5))))),
        ("a in (1)", ast.In(A, (ast.Compared(Comparator.EQUAL, n(1)),))),
        ("a in ]1..2[", ast.In(A, (ast.Within(ast.Interval(n(1), n(2), False, False)),))),
        ("a in (1..2]", ast.In(A, (ast.Within(ast.Interval(n(1), n(2), False, True)),))),
        ("[1, a]", ast.ListLiteral((n(1), A))),
        ("[]", ast.ListLiteral(())),
        ("date(\"2025-12-25\")", ast.Literal(date(2025, 12, 25), DATE)),
        ('@"P3Y"', ast.Literal(YearsMonths(36), YEARS_MONTHS)),
        ('-duration("P20D")', ast.Literal(timedelta(days=-20), DAYS_TIME)),
        ("date(year: 2020, day: a, month: 2)", ast.Call("date", (n(2020), n(2), A))),
        ('substring(string: "x", start position: 1)', ast.Call("substring", (s("x"), n(1)))),
        (r'"a \"b\" \\ \u00e9 \n"', s('a "b" \\ é \n')),
        (".5e3 // a comment", n("500")),
        ("/* and\n another */ a", A),
    ],
)  # fmt: skip
def test_an_expression(text: str, tree: ast.Expression) -> None:
    assert parse_expression(text, SCOPE) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("-", ast.Anything()),
        ("", ast.Anything()),
        (" - ", ast.Anything()),
        ("-5", ast.OneOf((ast.Compared(Comparator.EQUAL, n(-5)),))),
        ("null", ast.OneOf((ast.Compared(Comparator.EQUAL, ast.Literal(None, NULL)),))),
        ("!= 5", ast.OneOf((ast.Compared(Comparator.UNEQUAL, n(5)),))),
        ("[1..5), >10", ast.OneOf((ast.Within(ast.Interval(n(1), n(5), True, False)), ast.Compared(Comparator.MORE, n(10))))),
        ('not("A", "B")', ast.NoneOf((ast.Compared(Comparator.EQUAL, s("A")), ast.Compared(Comparator.EQUAL, s("B"))))),
        ("a", ast.OneOf((ast.Matched(A),))),
        ("not(a) or not(b)", None),
        ("? > a", ast.OneOf((ast.Satisfied(ast.Comparison(Comparator.MORE, ast.Tested(), A)),))),
    ],
)  # fmt: skip
def test_the_tests_of_a_cell(text: str, tree: ast.UnaryTests | None) -> None:
    found = parse_unary_tests(text, SCOPE)
    assert found == tree if tree else isinstance(found, ast.OneOf)


@pytest.mark.parametrize(
    ("text", "expected", "came"),
    [
        ("", "an expression", "nothing"),
        ("a +", "a value", "the end of the text"),
        ("a b", "an operator or the end", "`b`"),
        ("Lone", "a name that is known here (`Loan`, …)", "`Lone`"),
        ("no such thing", "a name that is known here", "`no such thing`"),
        ("flor(1)", "a function that is known here (`floor`, …)", "`flor`"),
        ("today()", "an expression that does not ask the clock", "`today()`"),
        ("a ≥ 5", "`>=`", "the full-width or typographic `≥`"),
        ("“x”", '`"`', "the full-width or typographic `“`"),
        ('"x', 'a closing `"`', "the end of the text"),
        ("'x'", "double quotes around a text", "`'`"),
        ("{a: 1}", "an expression that is supported", "a context in an expression"),
        ("for x in [1] return x", "an expression that is supported", "`for … return`"),
        ('date("2025-02-30")', 'a date such as date("2025-12-25")', '`"2025-02-30"`'),
        ('duration("P1Y3D")', "a duration such as", '`"P1Y3D"`'),
        ('@"soon"', "a date, time or duration after `@`", '`"soon"`'),
        ("floor(1, 2, 3)", "`floor(n, scale?)`", "3 arguments"),
        ("floor(m: 1)", "a name that is known here", "`m`"),
        ("floor(match: 1)", "`floor(n, scale?)`", "the arguments `match`"),
        ("(1, 2)", "one expression in the parentheses", "tests"),
        ("case.total", "a name after the dot", "`total`"),
        (r'"\q"', r"`\"`", r"`\q`"),
        ("1" + " + 1" * 200, "at most 100 levels", "more"),
        ("(" * 5000 + "1" + ")" * 5000, "at most 10,000 characters", "10,001"),
        ("1e99999", "a number of 34 digits", "`1e99999`"),
    ],
)
def test_what_is_refused_says_why(text: str, expected: str, came: str) -> None:
    with pytest.raises(FeelError) as refused:
        parse_expression(text, SCOPE)
    assert expected in refused.value.expected
    assert refused.value.came.startswith(came)


def test_an_error_knows_its_place() -> None:
    with pytest.raises(FeelError) as refused:
        parse_expression("a +\n  bb", SCOPE)
    assert (refused.value.at.line, refused.value.at.column, refused.value.at.start) == (2, 3, 6)


def test_a_node_knows_its_place() -> None:
    tree = parse_expression("a + Loan  - Fee", SCOPE)
    assert isinstance(tree, ast.Arithmetic)
    assert (tree.at.start, tree.at.end, tree.right.at.start, tree.right.at.end) == (0, 15, 4, 15)


@given(scalars)
def test_a_written_value_reads_as_itself(value: Value) -> None:
    tree = parse_expression(written_literal(value), Scope())
    assert isinstance(tree, ast.Literal)
    assert tree.value == value
    assert type(tree.value) is type(value)


WORDS = 'a 1 . .. + - ** ( ) [ ] , not "x" in and < = ? @ if then else date : Loan'.split(" ")  # noqa: SIM905


@given(st.text(max_size=40) | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    for parse in (parse_expression, parse_unary_tests):
        with suppress(FeelError):
            assert parse(text, SCOPE) is not None


def is_name(text: str) -> bool:
    """Names begin with a letter, and their blanks are single."""
    return text[0] in "ab行" and text == " ".join(text.split())


@given(st.sets(st.text("ab +-/.行'", min_size=1, max_size=6).filter(is_name), min_size=1, max_size=4))
def test_every_known_name_is_read_as_itself(names: set[str]) -> None:
    for name in names:
        assert parse_expression(name, Scope(dict.fromkeys(names, NUMBER))) == ast.Name(name)
