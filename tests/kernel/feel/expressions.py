"""Expressions of FEEL and their values, drawn at random."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from bonafides.kernel.feel import ast
from bonafides.kernel.feel.types import (
    BOOLEAN,
    DATE,
    DATE_TIME,
    DAYS_TIME,
    NULL,
    NUMBER,
    STRING,
    TIME,
    YEARS_MONTHS,
    Type,
    type_of,
)
from bonafides.kernel.feel.values import Value, YearsMonths

numbers = st.decimals(min_value=-1000, max_value=1000, places=2).map(lambda one: one.normalize() + 0)
texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=6)
dates = st.dates(date(1900, 1, 1), date(2100, 12, 31))
times = st.times().map(lambda one: one.replace(fold=0))
moments = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1))
lastings = st.timedeltas(timedelta(days=-400), timedelta(days=400))
months = st.integers(-60, 60).map(YearsMonths)
scalars: st.SearchStrategy[Value] = st.one_of(
    st.none(), st.booleans(), numbers, texts, dates, times, moments, lastings, months
)

OF: dict[Type, st.SearchStrategy[Value]] = {
    NULL: st.none(),
    BOOLEAN: st.booleans() | st.none(),
    NUMBER: numbers | st.none(),
    STRING: texts | st.none(),
    DATE: dates | st.none(),
    TIME: times | st.none(),
    DATE_TIME: moments | st.none(),
    DAYS_TIME: lastings | st.none(),
    YEARS_MONTHS: months | st.none(),
}
VARIABLES: dict[str, Type] = {
    "flag": BOOLEAN,
    "amount": NUMBER,
    "Loan Amount": NUMBER,
    "名称": STRING,
    "day": DATE,
    "clock": TIME,
    "moment": DATE_TIME,
    "lasting": DAYS_TIME,
    "period": YEARS_MONTHS,
}
environments = st.fixed_dictionaries({name: OF[of] for name, of in VARIABLES.items()})


def _literal(value: Value) -> ast.Expression:
    assert not isinstance(value, (tuple, dict))
    return ast.Literal(value, type_of(value))  # type: ignore[arg-type]


leaves: st.SearchStrategy[ast.Expression] = scalars.map(_literal) | st.sampled_from(list(VARIABLES)).map(ast.Name)
_CALLS = {
    "floor": 1, "abs": 1, "not": 1, "string": 1, "date": 1, "time": 1, "date and time": 1, "duration": 1, "number": 1,
    "modulo": 2, "decimal": 2, "substring": 2, "contains": 2, "min": 2, "max": 2, "sum": 2, "count": 1, "all": 2,
    "years and months duration": 2, "list contains": 2, "string length": 1, "mean": 2, "any": 1,
}  # fmt: skip


def _larger(inner: st.SearchStrategy[ast.Expression]) -> st.SearchStrategy[ast.Expression]:
    tests = st.one_of(
        st.builds(ast.Compared, st.sampled_from(list(ast.Comparator)), inner),
        st.builds(ast.Matched, inner),
        st.builds(ast.Interval, inner, inner, st.booleans(), st.booleans()).map(ast.Within),
    )
    calls = st.sampled_from(list(_CALLS)).flatmap(
        lambda name: st.builds(ast.Call, st.just(name), st.tuples(*[inner] * _CALLS[name]))
    )
    return st.one_of(
        st.builds(ast.Arithmetic, st.sampled_from(list(ast.Operator)), inner, inner),
        st.builds(ast.Comparison, st.sampled_from(list(ast.Comparator)), inner, inner),
        st.builds(ast.Conjunction, st.tuples(inner, inner, inner)),
        st.builds(ast.Disjunction, st.tuples(inner, inner)),
        st.builds(ast.If, inner, inner, inner),
        st.builds(ast.Negation, inner),
        st.builds(ast.Between, inner, inner, inner),
        st.builds(ast.In, inner, st.lists(tests, min_size=1, max_size=3).map(tuple)),
        st.builds(ast.ListLiteral, st.lists(inner, max_size=3).map(tuple)),
        st.builds(ast.Path, inner, st.sampled_from(["year", "month", "weekday", "hours", "months", "second"])),
        calls,
    )


expressions = st.recursive(leaves, _larger, max_leaves=8)
