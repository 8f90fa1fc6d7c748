"""The TCK's compliance level 2, all of it; and that the runner fails what ought to fail."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.conftest import SHARED

from bonafides.standards.tck import run_folders

TCK = SHARED / "vectors" / "dmn-tck-cl2"
needs_tck = pytest.mark.skipif(not TCK.is_dir(), reason=f"the DMN TCK is not there: {TCK}")

MODEL = """<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="m" namespace="x">
<inputData name="n" id="n"><variable name="n" typeRef="number"/></inputData>
<decision name="d" id="d"><variable name="d" typeRef="number"/>
<informationRequirement><requiredInput href="#n"/></informationRequirement>
<literalExpression><text>n / 3</text></literalExpression></decision></definitions>"""


def cases(folder: Path, *results: str, model: str = MODEL) -> Path:
    """A folder with a model and a case for each result that is expected of it."""
    own = 'xmlns="http://www.omg.org/spec/DMN/20160719/testcase" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    folder.mkdir()
    (folder / "m.dmn").write_text(model, "utf-8")
    written = "".join(
        f'<testCase id="{at}"><inputNode name="n"><value xsi:type="xsd:decimal">1</value></inputNode>'
        f'<resultNode name="d" type="decision">{result}</resultNode></testCase>'
        for at, result in enumerate(results, start=1)
    )
    (folder / "m-test-01.xml").write_text(
        f"<testCases {own}><modelName>m.dmn</modelName>{written}</testCases>", "utf-8"
    )
    return folder.parent


def expected(value: str, of: str = "decimal") -> str:
    return f'<expected><value xsi:type="xsd:{of}">{value}</value></expected>'


@needs_tck
def test_every_case_of_level_2_passes() -> None:
    found = list(run_folders(TCK))
    assert [(one.folder, case.id, case.told) for one in found for case in one.cases if not case.passed] == []
    assert (len(found), sum(len(one.cases) for one in found)) == (28, 116)


@needs_tck
def test_a_wrong_answer_fails_its_cases(tmp_path: Path) -> None:
    """The same cases with an operator changed in the model: the runner is no rubber stamp."""
    folder = shutil.copytree(TCK / "0004-simpletable-U", tmp_path / "0004-simpletable-U")
    model = folder / "0004-simpletable-U.dmn"
    model.write_text(model.read_text("utf-8").replace("&gt;=18", "&gt;=19"), "utf-8")
    before = next(iter(run_folders(TCK / "0004-simpletable-U"))).passed
    after = next(iter(run_folders(tmp_path))).passed
    assert before == 3
    assert after < 3


def test_what_passes_and_what_fails(tmp_path: Path) -> None:
    results = (
        expected("0.333333333333333"),
        expected("0.3333"),
        expected("0.333333333333333", "string"),
        '<expected><value xsi:nil="true"/></expected>',
        "<expected><list><item><value xsi:type='xsd:decimal'>1</value></item></list></expected>",
    )
    [found] = run_folders(cases(tmp_path / "a", *results))
    assert [one.passed for one in found.cases] == [True, False, False, False, False]
    assert found.cases[1].told == "d: expected 0.3333, came 0.3333333333333333333333333333333333"


def test_a_model_that_is_refused_fails_all_its_cases(tmp_path: Path) -> None:
    [found] = run_folders(cases(tmp_path / "a", expected("1"), expected("2"), model=MODEL.replace("n / 3", "m / 3")))
    assert [one.passed for one in found.cases] == [False, False]
    assert "came `m` in `m / 3`" in found.cases[0].told


def test_an_unknown_decision_fails(tmp_path: Path) -> None:
    [found] = run_folders(cases(tmp_path / "a", expected("1"), model=MODEL.replace('"d"', '"e"')))
    assert found.cases[0].told == "d: expected a decision of the model, came a decision or an unknown name"


@pytest.mark.parametrize(
    "text", ["<a/>", "<testCases", "<testCases><testCase><inputNode name='n'><value/></inputNode>"]
)
def test_a_file_that_is_no_test_file_is_a_failure(tmp_path: Path, text: str) -> None:
    (tmp_path / "x-test-01.xml").write_text(text, "utf-8")
    [found] = run_folders(tmp_path)
    assert [(one.id, one.passed) for one in found.cases] == [("*", False)]
