"""A small pack with a table of a business, one of a record and one of a case, and cases for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bonafides.packs.load import load_pack
from bonafides.packs.pack import Pack
from bonafides.standards.packtest.cases import read_cases
from bonafides.standards.packtest.run import Result, run_case

FILES = {
    "pack.yaml": """\
pack: mini
version: "1"
jurisdiction: XX
title: {en: Mini}
languages: [en]
timezone: UTC
tiers_public: false
schemes:
  - {scheme: shop, role: identity, title: {en: Shop}, pattern: "[0-9]{4}", subjects: [{prefix: "", kind: enterprise}]}
""",
    "instruments.yaml": """\
- {id: ACT, title: {en: Act}, issuer: Parliament, in_force: {from: 2020-01-01}, mark: verified}
""",
    "agencies.yaml": "- {id: market, title: {en: Market}}\n- {id: tax, title: {en: Tax}}\n",
    "calendar/2026.csv": "day,working,en,basis\n2026-06-19,no,Dragon Boat,ACT\n",
    "catalogue/fine.yaml": """\
kind: fine
title: {en: Fine}
category: administrative-management
nature: event
in_force: {from: 2020-01-01}
sources: [market, tax]
basis: [{instrument: ACT, mark: verified}]
publicity: {classes: [{class: all}], periods: [{class: all, public: true, in_force: {from: 2020-01-01}}]}
retention: {months: 60, from: event_date, basis: {instrument: ACT, mark: verified}}
facts:
  type: object
  additionalProperties: false
  required: [amount]
  properties:
    amount: {x-title: {en: Amount}, x-disclosure: public, type: integer, minimum: 0}
    paid_on: {x-title: {en: Paid on}, x-disclosure: public, type: string, format: date}
    kinds: {x-title: {en: Kinds}, x-disclosure: public, type: array, items: {type: string, enum: [a, b]}}
""",
    "catalogue/rating.yaml": """\
kind: rating
title: {en: Rating}
category: evaluation
nature: state
in_force: {from: 2020-01-01}
sources: [tax]
basis: [{instrument: ACT, mark: verified}]
publicity: {classes: [{class: all}], periods: [{class: all, public: true, in_force: {from: 2020-01-01}}]}
retention: {months: 60, from: event_date, basis: {instrument: ACT, mark: verified}}
facts:
  type: object
  additionalProperties: false
  required: [grade]
  properties:
    grade: {x-title: {en: Grade}, x-disclosure: public, type: string, enum: [good, bad]}
""",
    "parameters.yaml": """\
- {parameter: most, title: {en: Most}, type: number, values: [{value: "0.5", in_force: {from: 2020-01-01}, mark: memory}]}
""",
    "indicators.yaml": """\
- {indicator: fines, title: {en: Fines}, kinds: [fine], window: {months: 12}, measure: count}
- {indicator: grade_now, title: {en: Grade}, kinds: [rating], measure: latest, of: grade, when_none: null}
""",
    "standards/business.dmn": """\
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="b" name="b" namespace="urn:b">
  <inputData id="f" name="fines"><variable name="fines" typeRef="number"/></inputData>
  <inputData id="g" name="grade_now"><variable name="grade_now" typeRef="string"/></inputData>
  <decision id="d" name="level"><variable name="level" typeRef="string"/>
    <informationRequirement><requiredInput href="#f"/></informationRequirement>
    <informationRequirement><requiredInput href="#g"/></informationRequirement>
    <decisionTable hitPolicy="UNIQUE">
      <input><inputExpression typeRef="number"><text>fines</text></inputExpression></input>
      <input><inputExpression typeRef="string"><text>grade_now</text></inputExpression></input>
      <output/><annotation name="basis"/>
      <rule><inputEntry><text>&gt;= 2</text></inputEntry><inputEntry><text>-</text></inputEntry>
        <outputEntry><text>"high"</text></outputEntry><annotationEntry><text>ACT 1</text></annotationEntry></rule>
      <rule><inputEntry><text>&lt; 2</text></inputEntry><inputEntry><text>"bad"</text></inputEntry>
        <outputEntry><text>"high"</text></outputEntry><annotationEntry><text>ACT 2</text></annotationEntry></rule>
      <rule><inputEntry><text>&lt; 2</text></inputEntry><inputEntry><text>null, "good"</text></inputEntry>
        <outputEntry><text>"low"</text></outputEntry><annotationEntry><text>ACT 3</text></annotationEntry></rule>
    </decisionTable></decision>
</definitions>
""",
    "standards/record.dmn": """\
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:bf="urn:bonafides:dmn" id="r" name="r"
    namespace="urn:r" bf:of="fine">
  <inputData id="a" name="amount"><variable name="amount" typeRef="number"/></inputData>
  <inputData id="e" name="event_date"><variable name="event_date" typeRef="date"/></inputData>
  <inputData id="m" name="most"><variable name="most" typeRef="number"/></inputData>
  <decision id="d" name="ends"><variable name="ends" typeRef="date"/>
    <informationRequirement><requiredInput href="#a"/></informationRequirement>
    <informationRequirement><requiredInput href="#e"/></informationRequirement>
    <informationRequirement><requiredInput href="#m"/></informationRequirement>
    <literalExpression><text>if amount * most &gt; 10 then event_date + duration("P1M") else event_date</text></literalExpression>
  </decision>
</definitions>
""",
    "standards/case.dmn": """\
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:bf="urn:bonafides:dmn" id="c" name="c"
    namespace="urn:c" bf:of="case">
  <inputData id="s" name="served_on"><variable name="served_on" typeRef="date"/></inputData>
  <inputData id="u" name="urgent"><variable name="urgent" typeRef="boolean"/></inputData>
  <decision id="d" name="reply"><variable name="reply"/>
    <informationRequirement><requiredInput href="#s"/></informationRequirement>
    <informationRequirement><requiredInput href="#u"/></informationRequirement>
    <decisionTable hitPolicy="UNIQUE">
      <input label="Urgent"><inputExpression typeRef="boolean"><text>urgent</text></inputExpression>
        <inputValues><text>true, false</text></inputValues></input>
      <output name="length"/><output name="unit"/><output name="counts_from"/><output name="day_off"/>
      <annotation name="basis"/>
      <rule><inputEntry><text>true</text></inputEntry><outputEntry><text>2</text></outputEntry>
        <outputEntry><text>"working-days"</text></outputEntry><outputEntry><text>"served_on"</text></outputEntry>
        <outputEntry><text>"exact"</text></outputEntry><annotationEntry><text>ACT 4</text></annotationEntry></rule>
      <rule><inputEntry><text>false</text></inputEntry><outputEntry><text>18</text></outputEntry>
        <outputEntry><text>"days"</text></outputEntry><outputEntry><text>"served_on"</text></outputEntry>
        <outputEntry><text>"next-working-day"</text></outputEntry><annotationEntry><text>ACT 5</text></annotationEntry></rule>
    </decisionTable></decision>
</definitions>
""",
}
Run = Callable[[str], list[Result]]


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "tests").mkdir()
    return tmp_path


@pytest.fixture(name="pack")
def _pack(folder: Path) -> Pack:
    return load_pack(folder)


@pytest.fixture(name="run")
def _run(folder: Path, pack: Pack) -> Run:
    """`run(yaml)`: what becomes of the cases of a file."""

    def run(text: str) -> list[Result]:
        (folder / "tests" / "cases.yaml").write_text(text, encoding="utf-8")
        placed, faults = read_cases(folder)
        assert faults == []
        return [run_case(pack, one) for one in placed]

    return run
