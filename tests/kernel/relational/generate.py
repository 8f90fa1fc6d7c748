"""Decision models and rows, made up by hypothesis: every hit policy, tests of every kind, nulls everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from bonafides.kernel.dmn.model import (
    Aggregation,
    Conclusion,
    Condition,
    Decision,
    DecisionTable,
    Definitions,
    HitPolicy,
    InputClause,
    InputData,
    OutputClause,
    Rule,
    Variable,
)
from bonafides.kernel.feel.ast import Literal
from bonafides.kernel.feel.check import infer
from bonafides.kernel.feel.parse import parse_expression, parse_unary_tests
from bonafides.kernel.feel.scope import Scope
from bonafides.kernel.feel.types import ANY, BOOLEAN, DATE, NUMBER, STRING, ListOf, Type
from bonafides.kernel.feel.values import Value

INPUTS: dict[str, Type] = {
    "n": NUMBER,
    "m": NUMBER,
    "s": STRING,
    "t": STRING,
    "b": BOOLEAN,
    "d": DATE,
    "l": ListOf(STRING),
}
SCOPE = Scope(INPUTS)
DAY = date(2026, 2, 28)

_TESTED: dict[Type, list[str]] = {
    NUMBER: [
        "n", "m", "n + m", "n - 2", "n * 3", "-n", "abs(n)", "count(l)", "max(n, m)", "min(n, 2)", "sum(n, m, 1)",
        "if b then n else m", "if n > m then 1.5 else n", "string length(s)", "d.month", "0.25 * n",
    ],
    STRING: ["s", "t", "s + t", "substring(s, 2)", "substring(t, 1, 1)", 'if n = 1 then s else "b"'],
    BOOLEAN: [
        "b", "n > m", "n = m", "s = t", "not(b)", "b and n > 1", "b or n > 1", "n between 1 and m", "list contains(l, s)",
        'list contains(l, "a")', "n in (1, > m)", "n / m > 0.5", "0.5 <= n / m", "n / m = 2", "s < t", "s = null",
        'starts with(s, "a")', "ends with(s, t)", "contains(t, s)", "d >= date(\"2026-02-01\")", "n != m",
    ],
    DATE: ["d", "d + duration(\"P1M\")", "d - duration(\"P10D\")", "d + duration(\"-P13M\")"],
}  # fmt: skip
_CELLS: dict[Type, list[str]] = {
    NUMBER: ["-", "1", "< 2", ">= 1", "[1..2]", "(0..m]", "]0..3[", "1, 3", "not(1)", "not(< 2)", "not(1, > 2)", "> m", "null",
             "n", "0.5", "< 0.75", "? > m and b", "[0.5..1.5]", "not([0..m])", "[1, 2]"],
    STRING: ["-", '"a"', 'not("a")', '"a", "b"', 'not("a", "b")', "t", "l", "null", 'starts with(?, "a")', '< "b"', '["a".."b"]',
             "not(null)"],
    BOOLEAN: ["-", "true", "false", "not(true)", "b", "null"],
    DATE: ["-", '< date("2026-02-28")', '[date("2026-01-01")..date("2026-03-01")]', 'not(> date("2026-02-01"))', "d",
           'date("2026-02-28")'],
}  # fmt: skip
_CONCLUDED: dict[Type, list[str]] = {
    NUMBER: ["1", "2", "3", "0.5", "n", "n + m", "null", "2 * n"],
    STRING: ['"A"', '"B"', '"C"', "s", "null", 's + "x"'],
    BOOLEAN: ["true", "false", "b", "null"],
}  # fmt: skip
_CONSTANT = {NUMBER: ["1", "2", "3", "0.5"], STRING: ['"A"', '"B"', '"C"'], BOOLEAN: ["true", "false"]}


def _value(of: Type) -> st.SearchStrategy[Value]:
    days = st.integers(-60, 60).map(lambda by: DAY + timedelta(days=by))
    known: dict[Type, st.SearchStrategy[Value]] = {
        NUMBER: st.integers(-3, 4).map(Decimal),
        STRING: st.sampled_from(["a", "b", "ab", "", "é", "中文"]),
        BOOLEAN: st.booleans(),
        DATE: days,
        ListOf(STRING): st.lists(st.sampled_from(["a", "b", "ab"]), max_size=3).map(tuple),
    }
    return st.none() | known[of]


ROWS: st.SearchStrategy[list[Mapping[str, Value]]] = st.lists(
    st.fixed_dictionaries({name: _value(of) for name, of in INPUTS.items()}), min_size=1, max_size=12
)


@st.composite
def models(draw: st.DrawFn) -> Definitions:
    """A model with the decision `first`, a table, and `second`, a table that asks what the first one said."""
    first = draw(_tables(SCOPE))
    decisions = [_decision("first", first, ())]
    if not first.hit_policy.many and first.single:
        seen = dict(INPUTS) | {"first": first.outputs[0].type}
        second = draw(_tables(Scope(seen), asks="first"))
        decisions.append(_decision("second", second, ("first",)))
    inputs = tuple(InputData(name, name, Variable(name, of)) for name, of in INPUTS.items())
    return Definitions("made.dmn", "m", "made", "", "", (), inputs, tuple(decisions), ())


def _decision(name: str, table: DecisionTable, required: tuple[str, ...]) -> Decision:
    return Decision(name, name, Variable(name, ANY), table, tuple(INPUTS), required)


@st.composite
def _tables(draw: st.DrawFn, scope: Scope, asks: str = "") -> DecisionTable:
    policy = draw(st.sampled_from(list(HitPolicy)))
    aggregation = draw(st.none() | st.sampled_from(list(Aggregation))) if policy is HitPolicy.COLLECT else None
    of = (
        NUMBER
        if aggregation in (Aggregation.SUM, Aggregation.MIN, Aggregation.MAX)
        else draw(st.sampled_from(list(_CONSTANT)))
    )
    constant = aggregation is not None or policy in (HitPolicy.ANY, HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER)
    several = aggregation is None and draw(st.booleans()) and draw(st.booleans())
    kinds = [of, draw(st.sampled_from(list(_CONSTANT)))] if several else [of]
    columns = [
        _clause(text, scope, draw(st.integers(0, 3)), draw(st.integers(0, 99)))
        for text in draw(st.lists(st.sampled_from(_expressions(asks, scope)), min_size=1, max_size=3))
    ]
    outputs = []
    for place, kind in enumerate(kinds):
        ranked = draw(st.permutations(_CONSTANT[kind])) if draw(st.booleans()) else []
        default = draw(st.none() | st.sampled_from(_CONSTANT[NUMBER if aggregation else kind]))
        outputs.append(
            OutputClause(
                id="", name=f"o{place}", label="", type=kind,
                values=tuple(one for one in (parse_expression(text, scope) for text in ranked) if isinstance(one, Literal)),
                default=None if default is None else parse_expression(default, scope),
            )
        )  # fmt: skip
    rules = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        conditions = [_condition(draw(st.sampled_from(_CELLS[one.type])), scope, one.type) for one in columns]
        texts = [draw(st.sampled_from((_CONSTANT if constant else _CONCLUDED)[kind])) for kind in kinds]
        conclusions = tuple(Conclusion(text, parse_expression(text, scope)) for text in texts)
        rules.append(Rule(str(number), number, tuple(conditions), conclusions))
    return DecisionTable("t", policy, aggregation, tuple(columns), tuple(outputs), tuple(rules))


def _expressions(asks: str, scope: Scope) -> list[str]:
    known = [text for texts in _TESTED.values() for text in texts]
    return [asks] * 20 + known if asks else known


def _clause(text: str, scope: Scope, restricted: int, pick: int) -> InputClause:
    """A column; one in four allows only some values (any cell says which)."""
    tree = parse_expression(text, scope)
    of = infer(tree, scope)
    if restricted or of not in _CELLS:
        return InputClause("", text, text, tree, of)
    allowed = _CELLS[of][pick % len(_CELLS[of])]
    tests = parse_unary_tests(allowed, Scope(scope.variables, scope.functions, of))
    return InputClause("", text, text, tree, of, tests, allowed)


def _condition(text: str, scope: Scope, tested: Type) -> Condition:
    return Condition(text, parse_unary_tests(text, Scope(scope.variables, scope.functions, tested)))


def told(model: Definitions) -> str:
    """A model in a few lines, for a failing example."""
    lines = []
    for decision in model.decisions:
        table = decision.logic
        assert isinstance(table, DecisionTable)
        by = table.aggregation.value if table.aggregation else ""
        lines.append(f"{decision.name}: {table.hit_policy.value} {by} {[one.text for one in table.inputs]}")
        lines += [
            f"  {[one.text for one in each.conditions]} -> {[one.text for one in each.conclusions]}"
            for each in table.rules
        ]
        lines += [
            f"  {one.name}: {one.type}, {[each.value for each in one.values]}, else {one.default}"
            for one in table.outputs
        ]
    return "\n".join(lines)
