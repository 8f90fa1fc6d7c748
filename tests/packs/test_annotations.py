"""What stands beside the rules of a table, and what a model is of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bonafides.packs.annotations import noted
from bonafides.packs.decisions import tables_of
from bonafides.packs.load import parse_pack

Files = dict[str, bytes]
Faults = Callable[[Files], list[str]]

MODEL = """\
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:bf="urn:bonafides:dmn" id="m" name="m"
    namespace="urn:m" bf:from="2026-01-01">
  <inputData id="i" name="severity"><variable name="severity" typeRef="string"/></inputData>
  <decision id="d" name="decided">
    <variable name="decided" typeRef="string"/>
    <informationRequirement><requiredInput href="#i"/></informationRequirement>
    <decisionTable hitPolicy="UNIQUE">
      <input><inputExpression typeRef="string"><text>severity</text></inputExpression></input>
      <output/>
      <annotation name="basis"/><annotation name="mark"/><annotation name="en"/>
      <rule><inputEntry><text>"minor"</text></inputEntry><outputEntry><text>"x"</text></outputEntry>
        <annotationEntry><text>PP-45 13</text></annotationEntry><annotationEntry><text>memory</text></annotationEntry>
        <annotationEntry><text>It is minor</text></annotationEntry></rule>
    </decisionTable>
  </decision>
</definitions>
"""
OF_A_FINE = MODEL.replace("bf:from=", 'bf:of="fine" bf:from=')


def test_annotations_go_by_their_column(mini: Files) -> None:
    pack = parse_pack(mini | {"standards/m.dmn": OF_A_FINE.encode()}, "mini")
    ((_, table),) = tables_of(pack.standards["m"])
    assert noted(table, table.rules[0]) == {"basis": "PP-45 13", "mark": "memory", "en": "It is minor"}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("memory<", "sure<", "expected a mark (verified, mirror, inferred, memory), came `sure`"),
        ("memory<", "<", "expected a mark (verified, mirror, inferred, memory), came nothing"),
        ("It is minor", "", "expected the reason in the column `en`, came nothing; add it"),
        ("PP-45 13", "PP-54 13", "expected the id of an instrument of instruments.yaml (PP-45, CR-107), came `PP-54`"),
        ("PP-45 13", "", "expected the id of an instrument of instruments.yaml (PP-45, CR-107), came `memory`"),
        ("2026-01-01", "2030-01-01", ""),
        ("PP-45 13", "CR-107 8", ""),
    ],
)
def test_what_is_wrong_beside_a_rule_is_told(
    mini: Files, faults_of_files: Faults, old: str, new: str, told: str
) -> None:
    found = faults_of_files(mini | {"standards/m.dmn": OF_A_FINE.replace(old, new).encode()})
    assert any(told in one and "decision `decided`, rule 1" in one for one in found) if told else not found


def test_an_instrument_must_have_been_in_force_beside_the_model(mini: Files, faults_of_files: Faults) -> None:
    ended = OF_A_FINE.replace("2026-01-01", "2030-01-01").replace("PP-45 13", "CR-107 8")
    (early,) = faults_of_files(mini | {"standards/m.dmn": ended.encode()})
    assert "expected an instrument that was in force on a day on which the model is" in early
    assert "`CR-107`, in force 2025-12-25 to 2030-01-01" in early


def test_a_model_of_a_kind_sees_its_facts_and_no_other_does(mini: Files, faults_of_files: Faults) -> None:
    (told,) = faults_of_files(mini | {"standards/m.dmn": MODEL.encode()})
    assert "expected the name of an indicator, of a parameter, or of what every business has, came `severity`" in told
    (told,) = faults_of_files(mini | {"standards/m.dmn": OF_A_FINE.replace("severity", "volume").encode()})
    assert "expected the name of a fact of `fine`, an indicator" in told
    (told,) = faults_of_files(mini | {"standards/m.dmn": OF_A_FINE.replace('"fine"', '"fines"').encode()})
    assert "expected `business`, `case` or a kind of the catalogue (fine), came `fines`" in told


def test_a_case_gives_what_the_pack_does_not_know_with_its_type(mini: Files, faults_of_files: Faults) -> None:
    case = OF_A_FINE.replace('"fine"', '"case"')
    assert faults_of_files(mini | {"standards/m.dmn": case.encode()}) == []
    untyped = case.replace('<variable name="severity" typeRef="string"/>', "")
    (told,) = faults_of_files(mini | {"standards/m.dmn": untyped.encode()})
    assert "expected the type of what the case gives, came none; add a typeRef" in told


def test_tiers_are_of_businesses(mini: Files, faults_of_files: Faults) -> None:
    tiers = mini["pack.yaml"].decode() + "tiers: {decision: decided, order: [x]}\n"
    (told,) = faults_of_files(mini | {"pack.yaml": tiers.encode(), "standards/m.dmn": OF_A_FINE.encode()})
    assert "expected a model of a business, as it gives the tiers, came `fine`" in told
