"""Tables that conclude a period: one that could never be computed is told when the pack loads."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Files = dict[str, bytes]
Faults = Callable[[Files], list[str]]

MODEL = """\
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:bf="urn:bonafides:dmn" id="m" name="m" namespace="urn:m"
    bf:of="case">
  <inputData id="i" name="served_on"><variable name="served_on" typeRef="date"/></inputData>
  <decision id="d" name="reply"><variable name="reply"/>
    <informationRequirement><requiredInput href="#i"/></informationRequirement>
    <decisionTable>
      <output name="length"/><output name="unit"/><output name="counts_from"/><output name="day_off"/>
      <annotation name="basis"/>
      <rule><outputEntry><text>5</text></outputEntry><outputEntry><text>"working-days"</text></outputEntry>
        <outputEntry><text>"served_on"</text></outputEntry><outputEntry><text>"exact"</text></outputEntry>
        <annotationEntry><text>PP-45 9</text></annotationEntry></rule>
    </decisionTable></decision>
</definitions>
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("exact", "exact", ""),
        ('"working-days"', '"weeks"',
         '`unit`: expected one of ("working-days", "days", "months", "years", "hours"), came `"weeks"`'),
        ('"served_on"<', '"decided_on"<',
         '`counts_from`: expected the name of a day that the decision requires ("served_on"), came `"decided_on"`'),
        ('"exact"', '"never"', '`day_off`: expected one of ("exact", "next-working-day"), came `"never"`'),
        ('typeRef="date"', 'typeRef="string"', "expected the name of a day that the decision requires (there is none)"),
    ],
)  # fmt: skip
def test_a_period_that_cannot_be_computed_is_told(
    mini: Files, faults_of_files: Faults, old: str, new: str, told: str
) -> None:
    found = faults_of_files(mini | {"standards/m.dmn": MODEL.replace(old, new).encode()})
    if told:
        assert len(found) == 1
        assert told in found[0]
    else:
        assert found == []
