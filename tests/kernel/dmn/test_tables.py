"""Hit policies, defaults and what a table refuses of one case."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kernel.dmn.models import model, one_table

from bonafides.kernel.dmn.evaluate import Outcome, decide
from bonafides.kernel.feel.values import Value

RULES = [["> 1", '"low"'], ["> 2", '"high"'], ["> 3", '"low"']]
ORDER = ['"high", "middle", "low"']


def outcome(value: Value, rules: Sequence[Sequence[str]] = RULES, policy: str = "UNIQUE", **more: Any) -> Outcome:
    return decide(model(one_table([("n", "number")], rules, policy, **more)), "d", {"n": value})


def numbers(found: Outcome) -> tuple[list[int], list[int]]:
    return [rule.number for rule in found.matched], [rule.number for rule in found.fired]


@pytest.mark.parametrize(
    ("policy", "value", "matched", "fired"),
    [
        ("FIRST", "low", [1, 2, 3], [1]),
        ("PRIORITY", "high", [1, 2, 3], [2]),
        ("RULE ORDER", ("low", "high", "low"), [1, 2, 3], [1, 2, 3]),
        ("OUTPUT ORDER", ("high", "low", "low"), [1, 2, 3], [2, 1, 3]),
        ("COLLECT", ("low", "high", "low"), [1, 2, 3], [1, 2, 3]),
    ],
)
def test_a_policy(policy: str, value: Value, matched: list[int], fired: list[int]) -> None:
    found = outcome(Decimal(4), policy=policy, output_values=ORDER)
    assert found.value == value
    assert numbers(found) == (matched, fired)
    assert found.violations == ()


def test_unique_with_two_matches_is_a_violation_and_null() -> None:
    found = outcome(Decimal(3))
    assert found.value is None
    assert numbers(found) == ([1, 2], [])
    [violation] = found.violations
    assert (violation.kind, violation.rules, violation.where) == ("unique", (1, 2), "decision `d`")
    assert violation.told == "rules 1 and 2 match, and the hit policy is UNIQUE"


def test_any_with_one_opinion() -> None:
    found = outcome(Decimal(3), [["> 1", '"a"'], ["> 2", '"a"']], "ANY")
    assert (found.value, numbers(found), found.violations) == ("a", ([1, 2], [1, 2]), ())


def test_any_with_two_opinions_is_a_violation_and_null() -> None:
    found = outcome(Decimal(4), policy="ANY")
    assert (found.value, numbers(found)) == (None, ([1, 2, 3], []))
    assert [one.kind for one in found.violations] == ["any"]


@pytest.mark.parametrize(
    ("aggregation", "matching", "none"),
    [
        ("SUM", Decimal(12), None),
        ("COUNT", Decimal(3), Decimal(0)),
        ("MIN", Decimal(2), None),
        ("MAX", Decimal(6), None),
    ],
)
def test_collect_aggregates(aggregation: str, matching: Value, none: Value) -> None:
    rules = [["> 1", "6"], ["> 2", "n - 2"], ["> 3", "n"]]
    assert outcome(Decimal(4), rules, "COLLECT", aggregation=aggregation).value == matching
    assert outcome(Decimal(0), rules, "COLLECT", aggregation=aggregation).value == none


@pytest.mark.parametrize("policy", ["UNIQUE", "ANY", "PRIORITY", "FIRST", "RULE ORDER", "OUTPUT ORDER", "COLLECT"])
def test_without_a_match_the_result_is_null_or_the_default(policy: str) -> None:
    assert outcome(None, policy=policy, output_values=ORDER).value is None
    default = outcome(None, policy=policy, output_values=ORDER, defaults=['"middle"']).value
    assert default == (("middle",) if policy in ("RULE ORDER", "OUTPUT ORDER", "COLLECT") else "middle")


def test_several_outputs_are_a_context() -> None:
    rules = [["> 1", '"a"', "n"], ["> 2", '"b"', "n * 2"]]
    found = outcome(Decimal(3), rules, "PRIORITY", outputs=["x", "y"], output_values=['"b", "a"', ""])
    assert found.value == {"x": "b", "y": Decimal(6)}


def test_priorities_are_compared_from_the_first_output_on() -> None:
    rules = [["-", '"b"', '"a"'], ["-", '"a"', '"b"'], ["-", '"a"', '"a"'], ["-", '"a"', '"a"']]
    found = outcome(None, rules, "OUTPUT ORDER", outputs=["x", "y"], output_values=['"a", "b"', '"a", "b"'])
    assert numbers(found)[1] == [3, 4, 2, 1]


@pytest.mark.parametrize(("value", "kind"), [(Decimal(7), "input"), (None, "input"), ("7", "type")])
def test_a_value_that_is_not_allowed_is_a_violation(value: Value, kind: str) -> None:
    found = outcome(value, [["-", "1"]], allowed={"n": "[0..5]"})
    assert (found.value, [one.kind for one in found.violations]) == (None, [kind] + ["input"] * (kind == "type"))


def test_null_is_allowed_where_it_is_listed() -> None:
    assert outcome(None, [["null", "1"]], allowed={"n": "[0..5], null"}).value == Decimal(1)


def test_a_computed_result_that_is_not_allowed_is_a_violation() -> None:
    found = outcome(Decimal(9), [["-", "n"]], output_values=["[0..5]"])
    assert (found.value, [one.kind for one in found.violations]) == (None, ["output"])


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from("abc")), max_size=6), st.integers(0, 6))
def test_policies_agree_with_each_other(rules: list[tuple[int, str]], value: int) -> None:
    """What the policies make of the same matches follows from the list that RULE ORDER gives."""
    cells = [[f">= {bound}", f'"{result}"'] for bound, result in rules]

    def of(policy: str, aggregation: str = "") -> Value:
        values = {} if aggregation else {"output_values": ['"a", "b", "c"']}
        return outcome(Decimal(value), cells, policy, aggregation=aggregation, **values).value

    matches = [result for bound, result in rules if value >= bound]
    assert of("RULE ORDER") == of("COLLECT") == (tuple(matches) or None)
    assert of("OUTPUT ORDER") == (tuple(sorted(matches)) or None)
    assert of("FIRST") == (matches[0] if matches else None)
    assert of("PRIORITY") == (min(matches) if matches else None)
    assert of("UNIQUE") == (matches[0] if len(matches) == 1 else None)
    assert of("ANY") == (matches[0] if len(set(matches)) == 1 else None)
    assert of("COLLECT", "COUNT") == Decimal(len(matches))
    assert of("COLLECT", "MAX") == (max(matches) if matches else None)
