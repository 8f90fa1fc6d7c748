"""The built-in functions: examples of the standard, nulls, and that the two tables of them agree."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from inspect import Parameter, signature

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.kernel.feel.expressions import scalars

from bonafides.kernel.feel.evaluate import Environment, evaluate
from bonafides.kernel.feel.functions import FUNCTIONS
from bonafides.kernel.feel.parse import parse_expression
from bonafides.kernel.feel.scope import Scope
from bonafides.kernel.feel.signatures import BUILT_IN
from bonafides.kernel.feel.values import Value, YearsMonths

D = Decimal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("decimal(1/3, 2)", D("0.33")),
        ("decimal(1.5, 0)", D(2)),
        ("decimal(2.5, 0)", D(2)),
        ("floor(1.5)", D(1)),
        ("floor(10 ** 40)", D("1e40")),
        ("floor(-1.56, 1)", D("-1.6")),
        ("ceiling(-1.5)", D(-1)),
        ("round up(5.5, 0)", D(6)),
        ("round down(-2.5, 0)", D(-2)),
        ("round half up(-2.5, 0)", D(-3)),
        ("round half down(2.5, 0)", D(2)),
        ("round half up(1234, -2)", D(1200)),
        ("abs(-10)", D(10)),
        ('abs(duration("-P3M"))', YearsMonths(3)),
        ("modulo(-12, 5)", D(3)),
        ("modulo(12, -5)", D(-3)),
        ("modulo(10.1, 4.5)", D("1.1")),
        ("modulo(1, 0)", None),
        ("odd(5)", True),
        ("even(5)", False),
        ("odd(1.5)", False),
        ('number("1 000,0", " ", ",")', D(1000)),
        ('number("1,000.0", ",", ".")', D(1000)),
        ('number("12abc")', None),
        ('number("١٢")', None),
        ("string(1.10)", "1.1"),
        ("string(10 ** 3)", "1000"),
        ("string(true)", "true"),
        ("string(null)", None),
        ('string([1, "a"])', '[1, "a"]'),
        ('string(date("2012-12-25"))', "2012-12-25"),
        ('string(duration("P1DT2H"))', "P1DT2H"),
        ('string(duration("-PT0.5S"))', "-PT0.5S"),
        ('string(duration("P14M"))', "P1Y2M"),
        ('string(duration("P0M"))', "P0M"),
        ('string(time("08:30:00.25Z"))', "08:30:00.25Z"),
        ('string(date and time("2012-12-24T23:59:00+08:00"))', "2012-12-24T23:59:00+08:00"),
        ('substring("foobar", 3)', "obar"),
        ('substring("foobar", 3, 3)', "oba"),
        ('substring("foobar", -2, 1)', "a"),
        ('substring("foobar", 0)', None),
        ('substring("foobar", 7)', None),
        ('substring("foobar", 1, 0)', None),
        ('string length("\\U01F40Eab")', D(3)),
        ('upper case("aBc4")', "ABC4"),
        ('lower case("aBc4")', "abc4"),
        ('contains("foobar", "of")', False),
        ('starts with("foobar", "fo")', True),
        ('ends with("foobar", "r")', True),
        ('substring before("foobar", "bar")', "foo"),
        ('substring before("foobar", "x")', ""),
        ('substring after("foobar", "ob")', "ar"),
        ('substring after("foobar", "x")', ""),
        ('substring after("foobar", "")', "foobar"),
        ('list contains([1, 2, 3], 2)', True),
        ("list contains([1, null], null)", True),
        ("list contains([1, 2], null)", False),
        ("count([1, 2, null])", D(3)),
        ("count([])", D(0)),
        ("min([1, 2, 3])", D(1)),
        ("min(3, 1, 2)", D(1)),
        ('max("a", "c", "b")', "c"),
        ('max([date("2025-01-01"), date("2026-01-01")])', date(2026, 1, 1)),
        ("max([])", None),
        ("max([1, null])", None),
        ("sum([1, 2, 3])", D(6)),
        ("sum(1, 2)", D(3)),
        ("sum([])", None),
        ("sum([1, null])", None),
        ("mean([1, 2])", D("1.5")),
        ("all([true, null])", None),
        ("all([false, null])", False),
        ("all([])", True),
        ("any([true, null])", True),
        ("any([])", False),
        ("date(2012, 2, 29)", date(2012, 2, 29)),
        ("date(2013, 2, 29)", None),
        ("date(2013.5, 2, 1)", None),
        ('date(date and time("2012-12-25T11:00:00Z"))', date(2012, 12, 25)),
        ("time(23, 59, 0)", time(23, 59)),
        ('time(23, 59, 0.5, duration("PT8H"))', time(23, 59, 0, 500000, timezone(timedelta(hours=8)))),
        ("time(24, 0, 0)", None),
        ('date and time(date("2012-12-24"), time("23:59:00"))', datetime(2012, 12, 24, 23, 59)),
        ('date and time("2012-12-24")', datetime(2012, 12, 24)),
        ('years and months duration(date("2011-12-22"), date("2013-08-24"))', YearsMonths(20)),
        ('years and months duration(date("2013-08-24"), date("2011-12-22"))', YearsMonths(-20)),
        ('years and months duration(date("2025-01-31"), date("2025-02-28"))', YearsMonths(0)),
    ],
)  # fmt: skip
def test_an_example(text: str, expected: Value) -> None:
    found = evaluate(parse_expression(text, Scope()), Environment())
    assert found == expected
    assert type(found) is type(expected)


def test_each_function_is_described_and_made() -> None:
    assert set(BUILT_IN) == set(FUNCTIONS)


@pytest.mark.parametrize("name", sorted(BUILT_IN))
def test_a_function_takes_what_its_signatures_say(name: str) -> None:
    taken = signature(FUNCTIONS[name])
    for one in BUILT_IN[name]:
        for count in range(sum(not each.optional for each in one.parameters), len(one.parameters) + 1):
            taken.bind(*[None] * count)
        if one.variadic:
            assert any(each.kind is Parameter.VAR_POSITIONAL for each in taken.parameters.values())


@pytest.mark.parametrize("name", sorted(BUILT_IN))
@given(st.data())
def test_a_function_has_a_value_for_any_arguments(name: str, data: st.DataObject) -> None:
    for one in BUILT_IN[name]:
        given_ = data.draw(st.tuples(*[scalars | st.lists(scalars, max_size=3).map(tuple)] * len(one.parameters)))
        FUNCTIONS[name](*given_)
