"""A form that asks for what nobody gives, or burdens without end and remedy, is told with line and mend."""

from __future__ import annotations

import pytest
from tests.packs.test_load import Faults, Files

FORM = """\
form: letter
title: {zh: 函, en: Letter}
in_force: {from: 2021-09-01}
basis: [{instrument: PP-45, article: "2", mark: verified}]
given:
  what: {title: {zh: 事, en: What}}
  why: {title: {zh: 因, en: Why}, optional: true}
body:
  - text: {zh: "{what}", en: "{what}"}
"""
REMEDY = "remedies: [{date: due, text: {zh: 诉, en: Sue}, basis: {instrument: PP-45, mark: memory}}]\n"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('en: "{what}"', 'en: "{whta}"', "documents/letter.yaml:9: body[1].text.en: expected a gap that is declared"),
        ('en: "{what}"', 'en: "{what}}"', "expected braces in pairs around a name"),
        ('en: "{what}"', 'en: "{what.__class__}"', "expected a gap that is declared"),
        ('en: "{what}"', 'en: "it"', "expected the same gaps in every language"),
        ('"{what}", en: "{what}"', '"{why}", en: "{why}"', "expected what is always given, came `{why}`, which may be missing"),
        ("PP-45", "PP-46", "expected the id of an instrument"),
        ("body:", "series: 函\nnumber: why2\nbody:", "number: expected something given of type string or text"),
        ("body:", "dated: what\nbody:", "dated: expected something given of type date"),
        ("body:", "adverse: true\nbody:", "expected an entry `ends`, as the document is adverse"),
        ("body:", "together_with: [none-such]\nbody:", "expected a form of documents/"),
        ("body:", "dates: {due: {decision: none_such}}\nbody:", "expected a decision of standards/"),
        ("body:", REMEDY + "body:", "expected one of `dates`"),
        ("title: {zh: 事, en: What}", "title: {zh: 事, en: What}, labels_of: fine.number", "expected KIND.FACT"),
        ("title: {zh: 事, en: What}", "title: {zh: 事, en: What}, on: opened", "expected `type: date`"),
        ("title: {zh: 事, en: What}", "title: {zh: 事, en: What}, field: a, fact: b", "expected one source at most"),
        ("  what:", "  agency: {title: {zh: 甲, en: A}}\n  what:", "expected a name of its own, came `agency`"),
        ('- text: {zh: "{what}", en: "{what}"}', "- each: items", "expected `each` and `item` together"),
        ("  - text:", "  - heading: {zh: 甲, en: A}\n    text:", "expected one of `heading`, `text`, `rows`, `each`"),
        ('- text: {zh: "{what}"', '- when: whom\n    text: {zh: "{what}"', "expected something given"),
        ("title: {zh: 函, en: Letter}", "title: {zh: 函}", "expected a text in each language"),
    ],
)  # fmt: skip
def test_a_form_that_is_out_of_order(mini: Files, faults_of_files: Faults, old: str, new: str, told: str) -> None:
    assert FORM.count(old) == 1 or old == "PP-45"
    mini["documents/letter.yaml"] = FORM.replace(old, new).encode()
    faults = faults_of_files(mini)
    assert faults
    assert all(one.startswith("documents/letter.yaml:") for one in faults)
    assert told in "\n".join(faults)


def test_a_form_in_good_order(mini: Files, faults_of_files: Faults) -> None:
    mini["documents/letter.yaml"] = FORM.encode()
    assert faults_of_files(mini) == []
