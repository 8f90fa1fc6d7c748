"""The analysis against brute force, over small tables of every sort of column, and what it says of real ones."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kernel.dmn.models import decision, definitions, expression, inputs, model, requires, table, table_logic

from bonafides.kernel.dmn.analysis import Analysis, analyse
from bonafides.kernel.dmn.evaluate import decide
from bonafides.kernel.dmn.model import DecisionTable, Definitions
from bonafides.kernel.dmn.tables import decide_table
from bonafides.kernel.feel.evaluate import Environment
from bonafides.kernel.feel.values import Value, YearsMonths

HALVES = [Decimal(n) / 2 for n in range(-3, 12)]
DAYS = [date(2025, 12, 30) + timedelta(days=n) for n in range(6)]
# For each type: cells, and values enough to meet every part of each of them.
COLUMNS: dict[str, tuple[list[str], list[Value]]] = {
    "number": (
        ["-", "< 1", ">= 1", "[1..3)", "(1..3]", "2, 4", "not(2)", "not(> 3)", "null", "not(null)", "> 3, null",
         "? > 1 and ? <= 4"],
        [None, *HALVES],
    ),
    "string": (
        ["-", '"a"', '"a", "b"', 'not("a")', 'not("a", null)', "null", '> "a"', '["a".."b"]', "not(null)"],
        [None, "a", "b", "c", "", "aa", "z"],
    ),
    "boolean": (["-", "true", "false", "not(true)", "null", "true, null", "not(null)"], [None, True, False]),
    "date": (
        ["-", '< date("2026-01-01")', '>= date("2026-01-01")', '[date("2025-12-31")..date("2026-01-02")]', "null",
         '(date("2025-12-31")..date("2026-01-01"))', 'not(date("2026-01-01"))'],
        [None, *DAYS],
    ),
    "yearMonthDuration": (
        ["-", '> duration("P1Y")', '<= duration("P1Y")', '(duration("P1Y")..duration("P13M"))', "null", "not(null)"],
        [None, *(YearsMonths(n) for n in range(10, 16))],
    ),
}  # fmt: skip
POLICIES = ["UNIQUE", "ANY", "FIRST", "PRIORITY", "COLLECT"]


@st.composite
def tables(draw: st.DrawFn) -> DecisionTable:
    types = draw(st.lists(st.sampled_from(list(COLUMNS)), min_size=1, max_size=3))
    policy = draw(st.sampled_from(POLICIES))
    cells = st.tuples(*(st.sampled_from(COLUMNS[of][0]) for of in types), st.sampled_from(['"x"', '"y"', '"z"']))
    rules = draw(st.lists(cells, max_size=5))
    columns = [(f"c{at}", of) for at, of in enumerate(types)]
    return table(columns, rules, policy, output_values=['"y", "x", "z"'])


def every_input(of: DecisionTable) -> Iterator[tuple[Value, ...]]:
    types = {str(column.type): column for column in of.inputs}
    assert types
    names = {"years and months duration": "yearMonthDuration"}
    yield from product(*(COLUMNS[names.get(str(column.type), str(column.type))][1] for column in of.inputs))


def matches(of: DecisionTable, values: Sequence[Value]) -> list[int]:
    named = {column.text: value for column, value in zip(of.inputs, values, strict=True)}
    return [rule.number for rule in decide_table(of, Environment(named)).matched]


def of_example(of: DecisionTable, example: Any) -> tuple[Value, ...]:
    return tuple(example[column.text] for column in of.inputs)


def told(analysis: Analysis, kind: Any) -> set[tuple[int, ...]]:
    return {one.rules for one in analysis.of_kind(kind)}


@settings(max_examples=300, deadline=None)
@given(tables())
def test_the_analysis_equals_brute_force(of: DecisionTable) -> None:
    found = analyse(of)
    met = [(values, matches(of, values)) for values in every_input(of)]
    assert not found.of_kind("not-analysed")
    assert all(one.certain for one in found.findings)
    # Gaps: there is one if and only if some input has no match, and every example is one.
    assert found.complete is all(numbers for _, numbers in met)
    assert bool(found.of_kind("gap")) is not found.complete
    for gap in found.of_kind("gap"):
        assert matches(of, of_example(of, gap.example)) == []
    # Overlaps: exactly the pairs that some input matches both of, where they contradict each other.
    pairs = {(a, b) for _, numbers in met for a in numbers for b in numbers if a < b}
    text = {rule.number: rule.conclusions[0].text for rule in of.rules}
    if of.hit_policy.value == "ANY":
        pairs = {(a, b) for a, b in pairs if text[a] != text[b]}
    assert told(found, "overlap") == (pairs if of.hit_policy.value in ("UNIQUE", "ANY") else set())
    for overlap in found.of_kind("overlap"):
        assert set(overlap.rules) <= set(matches(of, of_example(of, overlap.example)))
    # Unreachable: exactly the rules that make no result of any input.
    fires = {number for _, numbers in met for number in numbers}
    if of.hit_policy.value == "FIRST":
        fires = {numbers[0] for _, numbers in met if numbers}
    if of.hit_policy.value == "PRIORITY":
        fires = {min(numbers, key=lambda n: ('"y""x""z"'.index(text[n]), n)) for _, numbers in met if numbers}
    assert {one.rules[0] for one in found.of_kind("unreachable")} == set(text) - fires


@settings(max_examples=150, deadline=None)
@given(tables())
def test_a_region_is_a_rule_that_closes_its_gap(of: DecisionTable) -> None:
    """The gaps, written as rules, make the table complete and match nothing that was matched before."""
    found = analyse(of)
    if len(found.of_kind("gap")) >= 20:
        return
    columns = [(column.text, str(column.type)) for column in of.inputs]
    rules = [[*(cell.text for cell in rule.conditions), '"x"'] for rule in of.rules]
    more = [[*(gap.region.get(name, "-") for name, _ in columns), '"x"'] for gap in found.of_kind("gap")]
    closed = table(columns, [*rules, *more], "COLLECT")
    assert analyse(closed).complete
    for values in every_input(of):
        assert len([one for one in matches(closed, values) if one > len(rules)]) == (0 if matches(of, values) else 1)


AGE = [("age", "number"), ("risk", "string")]
RISK = {"risk": '"low", "high"'}


def test_what_a_person_reads() -> None:
    of = table(AGE, [["< 18", "-", '"no"'], ["[18..65)", '"low"', '"yes"'], ["> 60", '"low"', '"ask"']], allowed=RISK)
    found = analyse(of)
    assert [str(one) for one in found.findings] == [
        'rules 2 and 3 both match, for example age = 61, risk = "low"',
        'no rule matches age = 18, risk = "high"; all such inputs: age: >= 18; risk: "high"',
        'no rule matches age = null, risk = "high"; all such inputs: age: null',
    ]
    assert found.complete is False
    assert len(found.contradictions) == 1


def test_whole_numbers_leave_no_gap_between_two_and_three() -> None:
    rules = [["<= 2", '"a"'], [">= 3", '"b"']]
    [gap] = analyse(table([("n", "number")], rules)).of_kind("gap")
    assert (gap.example, gap.region) == ({"n": Decimal("2.5")}, {"n": "(2..3), null"})
    whole = analyse(table([("n", "number")], rules, allowed={"n": "floor(?) = ? and ? >= 0"}))
    assert (whole.complete, whole.findings) == (True, ())
    point = analyse(table([("n", "number")], [["2.5", '"a"']], allowed={"n": "? = floor(?) and ? >= 0"}))
    assert [one.kind for one in point.findings] == ["unreachable", "gap"]


def test_null_is_an_input_unless_the_allowed_values_leave_it_out() -> None:
    rules = [["< 5", "1"], [">= 5", "2"]]
    assert [one.example for one in analyse(table([("n", "number")], rules)).of_kind("gap")] == [{"n": None}]
    assert analyse(table([("n", "number")], rules, allowed={"n": "[0..9]"})).complete
    assert not analyse(table([("n", "number")], rules, allowed={"n": "[0..9], null"})).complete


def test_a_cell_that_is_not_analysed_is_told_and_nothing_is_claimed() -> None:
    columns = [("n", "number"), ("limit", "number")]
    of = table(columns, [["> limit", "-", "1"], ["<= 5", "-", "2"]])
    found = analyse(of)
    [obstacle] = found.of_kind("not-analysed")
    assert (
        str(obstacle)
        == "rule 1, `n` (`> limit`) is not analysed: it compares with `limit`, which is known with the data only"
    )
    assert [str(one).split(",")[0] for one in found.of_kind("overlap")] == ["rules 1 and 2 may both match"]
    assert found.contradictions == ()
    assert found.complete is None
    assert str(found.of_kind("gap")[0]).startswith("perhaps no rule matches n = 6")
    covered = analyse(table(columns, [["> limit", "-", "1"], ["-", "-", "2"]], "FIRST"))
    assert covered.complete is True


@pytest.mark.parametrize("cell", ["floor(?) > 3", "? * 2 > 3", "f(?)", 'list contains([1, 2], ?)'])  # fmt: skip
def test_conditions_that_are_not_analysed(cell: str) -> None:
    knowledge = (
        '<businessKnowledgeModel name="f" id="b-f"><variable name="f"/><encapsulatedLogic>'
        f'<formalParameter name="x" typeRef="number"/>{expression("x > 3")}</encapsulatedLogic></businessKnowledgeModel>'
    )
    logic = table_logic([("n", "number")], [[cell, "1"]])
    found: Definitions = model(
        definitions(inputs([("n", "number")]) + knowledge + decision("d", logic, requires(["n"], knowledge=["f"])))
    )
    of = found.decision("d").logic
    assert isinstance(of, DecisionTable)
    assert next(one.kind for one in analyse(of).findings) == "not-analysed"
    assert decide(found, "d", {"n": Decimal(0)}).value is None


def test_columns_of_one_expression_are_one_question() -> None:
    of = table([("n", "number"), ("n ", "number")][:1], [[">= 5", "1"]])
    twice = table_logic(
        [("n", "number"), ("n", "number")], [[">= 5", "< 3", "1"], [">= 5", ">= 3", "2"], ["< 5", "-", "3"]]
    )
    found = model(definitions(inputs([("n", "number")]) + decision("d", twice, requires(["n"])))).decision("d").logic
    assert isinstance(found, DecisionTable)
    analysis = analyse(found)
    assert str(analysis.of_kind("unreachable")[0]) == (
        "rule 1 never matches: no value that is allowed for `n` passes `>= 5` and `< 3`"
    )
    assert [one.example for one in analysis.of_kind("gap")] == [{"n": None}]
    assert len(analyse(of).of_kind("gap")) == 1


def test_columns_that_depend_on_one_input_are_told() -> None:
    logic = table_logic([("n", "number"), ("n + 1", "number")], [["> 5", "< 5", "1"], ["> 5", "< 6", "2"]])
    of = model(definitions(inputs([("n", "number")]) + decision("d", logic, requires(["n"])))).decision("d").logic
    assert isinstance(of, DecisionTable)
    found = analyse(of)
    assert "depend on the same input" in str(found.of_kind("not-analysed")[0])
    assert found.contradictions == ()


def test_a_rule_in_the_shadow_of_others_is_told_with_them() -> None:
    rules = [["> 5", "1"], ["<= 5", "2"], ["[3..9]", "3"], ["null", "4"]]
    [shadowed] = analyse(table([("n", "number")], rules, "FIRST")).of_kind("unreachable")
    assert shadowed.rules == (3, 1, 2)
    told_of = "rule 3 never fires: all that it matches is matched by rules 1 and 2, of which each stands before it"
    assert str(shadowed).startswith(told_of)


def wide(rules: int, inputs_: int, seed: int) -> DecisionTable:
    """A table of real size: cells at random, the last rule of FIRST is not there to catch all."""
    draw = random.Random(seed)
    cells = ["-"] * 6 + ["< 10", ">= 10", "[10..20)", ">= 20", "not([30..40])", "5, 15, 25"]
    columns = [(f"c{at}", "number") for at in range(inputs_)]
    drawn = [[*(draw.choice(cells) for _ in columns), f'"{draw.choice("ABCD")}"'] for _ in range(rules)]
    return table(columns, drawn, "FIRST")


@pytest.mark.parametrize("seed", range(3))
def test_sixty_rules_over_twelve_inputs_take_seconds_at_most(seed: int) -> None:
    of = wide(60, 12, seed)
    started = time.process_time()
    found = analyse(of)
    assert time.process_time() - started < 5
    assert not found.of_kind("unfinished")
    for gap in found.of_kind("gap"):
        assert matches(of, of_example(of, gap.example)) == []


def test_an_example_is_an_input_that_is_allowed() -> None:
    columns = [("n", "number"), ("limit", "number")]
    of = table(columns, [["> limit", "-", "1"], ["< limit", "-", "2"]], allowed={"n": "[5..9]"})
    [overlap] = analyse(of).of_kind("overlap")
    assert overlap.example["n"] == Decimal(5)
