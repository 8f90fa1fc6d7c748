"""Beside a standard: its test cases as they came out last, and what another text would change. Both are kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.portal.agency.conftest import Desk
from tests.portal.page import faults, read
from tests.portal.simulated import simulated
from tests.registry import repository_pack

from bonafides.packs.queries import installed_pack
from bonafides.standards.packtest import kept as tests_kept
from bonafides.standards.packtest.cases import read_cases
from bonafides.standards.packtest.run import Fault, Result, run_case
from bonafides.tiers.simulate import kept as simulations_kept


@pytest.fixture(scope="module")
def result() -> Result:
    """A case of the pack, run: the hearing that is asked for in time."""
    pack = repository_pack("cn")
    placed, faults_ = read_cases(Path("packs/cn"))
    assert not faults_
    return run_case(pack, next(one for one in placed if one.case.case.startswith("T5 ")))


def test_without_a_run_the_page_says_how_to_make_one(desk: Desk) -> None:
    page = read(desk("1").get("/agency/standards/listing-periods-2025").content)
    assert faults(page) == []
    assert "bonafides pack test packs/cn --keep" in page.text


def test_what_each_case_expects_and_what_came(desk: Desk, result: Result) -> None:
    pack = installed_pack("cn")[0]
    assert result.passed
    wrong = Result(
        result.placed, (Fault("listing_period", "5 working days", "7 working days"),), (), {}, result.matched
    )
    tests_kept.keep(pack, [result])
    [standard] = {Path(file).stem for file, _decision, _rule in result.matched}
    page = read(desk("1").get(f"/agency/standards/{standard}").content)
    assert faults(page) == []
    assert "all came out as expected" in page.text
    assert result.placed.case.case in page.one("section", **{"aria-labelledby": "tests"}).text
    tests_kept.keep(pack, [wrong])
    page = read(desk("1").get(f"/agency/standards/{standard}").content)
    assert "1 case did not come out" in page.text
    assert "7 working days" in page.one("section", **{"aria-labelledby": "tests"}).text


def test_what_is_kept_comes_back(desk: Desk, result: Result) -> None:
    pack = installed_pack("cn")[0]
    assert tests_kept.kept(pack) is None
    tests_kept.keep(pack, [result])
    found = tests_kept.kept(pack)
    assert found is not None
    [case] = found.cases
    assert (case.case, case.passed) == (result.placed.case.case, True)
    assert {one.decision for one in case.told} == set(result.placed.case.decisions)
    assert all(one.held and one.expected for one in case.told)


def test_a_simulation_is_shown_as_a_chart_with_its_table(desk: Desk) -> None:
    pack = installed_pack("cn")[0]
    name, one = simulated()
    back = simulations_kept.kept(pack, name)
    assert back is not None
    assert (back.simulation.moves, back.simulation.groups) == (one.moves, one.groups)
    listed = read(desk("1").get("/agency/standards/").content)
    assert faults(listed) == []
    assert "10 of 100 businesses" in listed.text
    answer = desk("1").get(f"/agency/standards/simulations/{name}")
    page = read(answer.content)
    assert faults(page) == []
    assert len(page.all("figure")) == 1
    moves = next(one for one in page.all("table") if "Under the law in force" in one.text)
    assert [cell.text for cell in moves.all("tr")[1].all("td")][:2] == ["90", "7"]
    drawing = desk("1").get(f"/agency/standards/simulations/{name}/moves.svg")
    assert drawing.headers["Content-Type"].startswith("image/svg+xml")
    assert "script" not in drawing.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["nothing", "..", "../../secret_key", "0" * 12 + "-2026-01-01"])
def test_no_other_file_is_read(desk: Desk, name: str) -> None:
    assert desk("1").get(f"/agency/standards/simulations/{name}").status_code == 404
    assert simulations_kept.kept(installed_pack("cn")[0], name) is None
