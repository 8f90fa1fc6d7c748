"""Decision tables as they are read, and the faults of a cell."""

from __future__ import annotations

from typing import Any

import pytest
from tests.kernel.dmn.models import item, model, one_table, table

from bonafides.kernel.dmn.faults import ModelFault, ModelRefusedError
from bonafides.kernel.dmn.model import Aggregation, HitPolicy
from bonafides.kernel.feel.types import NUMBER, STRING

N = [("n", "number")]
GOOD = [["< 5", '"a"'], [">= 5", '"b"']]


def faults(rules: list[list[str]], policy: str = "UNIQUE", **more: Any) -> list[ModelFault]:
    with pytest.raises(ModelRefusedError) as refused:
        model(one_table(N, rules, policy, **more))
    return refused.value.faults


def test_a_table_is_read() -> None:
    found = table(
        N, GOOD, "PRIORITY", output_values=['"b", "a"'], defaults=['"a"'], annotations=["PP-45 2", "CR-107 8"]
    )
    assert (found.hit_policy, found.aggregation, found.single, found.complete) == (
        HitPolicy.PRIORITY,
        None,
        True,
        False,
    )
    assert (found.inputs[0].type, found.outputs[0].type, found.type) == (NUMBER, STRING, STRING)
    assert [one.value for one in found.outputs[0].values] == ["b", "a"]
    assert found.outputs[0].default_text == '"a"'
    assert [rule.citation for rule in found.rules] == ["PP-45 2", "CR-107 8"]
    assert found.annotation_names == ("basis",)
    assert [rule.conditions[0].text for rule in found.rules] == ["< 5", ">= 5"]
    assert found.rules[0].line < found.rules[1].line


def test_the_description_is_a_citation_where_there_is_no_annotation() -> None:
    data = one_table(N, GOOD).replace(b"<rule>", b"<rule><description> PP-45\n 2 </description>")
    logic: Any = model(data).decision("d").logic
    assert logic.rules[0].citation == "PP-45 2"


def test_the_mark_of_completeness() -> None:
    assert table(N, GOOD, attributes='bf:complete="true"').complete


def test_the_values_that_a_type_allows_are_those_of_its_column() -> None:
    items = item("tN", "number", "[0..9]").encode()
    data = one_table([("n", "tN")], GOOD).replace(b'namespace="x">', b'namespace="x">' + items)
    logic: Any = model(data).decision("d").logic
    assert logic.inputs[0].allowed_text == "[0..9]"


def test_aggregation() -> None:
    assert table(N, [["-", "1"]], "COLLECT", aggregation="SUM").aggregation is Aggregation.SUM


@pytest.mark.parametrize(
    ("rules", "policy", "more", "where", "expected", "came"),
    [
        (
            [['"5"', "1"]],
            "UNIQUE",
            {},
            "rule 1, input 1 (n)",
            "a number, as what it is compared with",
            'a string in `"5"`',
        ),
        (
            [["< five", "1"]],
            "UNIQUE",
            {},
            "rule 1, input 1 (n)",
            "a name that is known here (`n`)",
            "`five` in `< five`",
        ),
        ([["<> 5", "1"]], "UNIQUE", {}, "rule 1, input 1 (n)", "a value", "`>` in `<> 5`"),
        (
            [["-", "1"], ["-", '"x"']],
            "UNIQUE",
            {},
            "rule 2, output 1",
            "a number, as in the rules above",
            'a string: `"x"`',
        ),
        ([["-", ""]], "UNIQUE", {}, "rule 1, output 1", "an expression", "nothing"),
        ([["-"]], "UNIQUE", {}, "rule 1", "1 `outputEntry`, one for each column", "0"),
        ([["-", "1", "2"]], "UNIQUE", {}, "rule 1", "1 `outputEntry`, one for each column", "2"),
        (
            [["-", '"x"']],
            "UNIQUE",
            {"output_values": ['"a", "b"']},
            "rule 1, output 1",
            'one of the output values ("a", "b")',
            '`"x"`',
        ),
        ([["-", "1"]], "SOME", {}, "", "a hit policy (UNIQUE, ANY, PRIORITY", "`SOME`"),
        ([["-", "1"]], "FIRST", {"aggregation": "SUM"}, "", "no aggregation, as the hit policy is FIRST", "SUM"),
        ([["-", "1"]], "COLLECT", {"aggregation": "MEAN"}, "", "an aggregation (SUM, COUNT, MIN, MAX)", "`MEAN`"),
        ([["-", '"x"']], "COLLECT", {"aggregation": "SUM"}, "", "numbers to sum", "a string"),
        (
            [["-", "1", "2"]],
            "COLLECT",
            {"aggregation": "SUM", "outputs": ["x", "y"]},
            "",
            "one output, as the table aggregates",
            "2",
        ),
        ([["-", "1"]], "PRIORITY", {}, "", "constants as output values, as the hit policy is PRIORITY", "none"),
        (
            [["-", "1", "2"]],
            "UNIQUE",
            {"outputs": ["x", ""]},
            "output 2",
            "a name, as the table has several outputs",
            "none",
        ),
        ([["-", "1"]], "UNIQUE", {"attributes": 'bf:complete="maybe"'}, "", "true or false for `complete`", "`maybe`"),
        (
            [["-", "1"]],
            "UNIQUE",
            {"allowed": {"n": '"a"'}},
            "input 1, input values",
            "a number, as what it is compared with",
            "a string",
        ),
    ],
)
def test_a_fault_names_its_place(
    rules: list[list[str]], policy: str, more: dict[str, Any], where: str, expected: str, came: str
) -> None:
    found = faults(rules, policy, **more)
    fitting = [one for one in found if one.expected.startswith(expected) and one.came.startswith(came)]
    assert fitting, found
    assert fitting[0].where == "decision `d`" + (f", {where}" if where else "")
    assert fitting[0].line > 1


def test_the_line_is_that_of_the_cell() -> None:
    data = one_table(N, GOOD).replace(b"<text>&gt;= 5</text>", b"<text>\n\n>= 5 and\n x</text>")
    with pytest.raises(ModelRefusedError) as refused:
        model(data)
    [fault] = refused.value.faults
    lines = data.decode().splitlines()
    assert lines[fault.line - 1].startswith(" x<")
