"""The packs of this repository: every case holds by both evaluators, and every rule has a case."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from bonafides.packs.load import load_pack
from bonafides.packs.pack import Pack
from bonafides.standards.packtest.cases import Case, Placed, read_cases
from bonafides.standards.packtest.run import run_case
from bonafides.standards.packtest.untried import untried

PACKS = Path(__file__).resolve().parents[3] / "packs"
# Families that have no such class today; the rules keep the table right should one get it.
NOT_REACHED = {"cn": [("standards/tier.dmn", "tier", (5,))], "sf-food": [("standards/tier.dmn", "tier", (3, 6))]}
WITH_CASES = sorted(path.parent.name for path in PACKS.glob("*/tests"))


@pytest.mark.parametrize("name", WITH_CASES)
def test_every_case_holds_and_every_rule_has_one(name: str) -> None:
    pack = load_pack(PACKS / name)
    placed, faults = read_cases(PACKS / name)
    assert faults == []
    results = [run_case(pack, one) for one in placed]
    told = [
        f"{one.placed.file}:{one.placed.line} {one.placed.case.case}: {fault}"
        for one in results
        for fault in one.faults
    ]
    assert told == []
    assert [one.by_reference_only for one in results if one.by_reference_only] == []
    assert untried(pack, results) == NOT_REACHED.get(name, [])


def test_the_eight_cases_of_the_domain_are_there() -> None:
    placed, _ = read_cases(PACKS / "cn")
    assert {one.case.case.partition(" ")[0] for one in placed if one.case.case.startswith("T")} >= {
        f"T{n}" for n in range(1, 9)
    }


# A record is public as the catalogue says, and a business is told so by the table: both must say the same.
DAYS = ["2021-09-01", "2023-04-30", "2023-05-01", "2025-12-24", "2025-12-25", "2026-03-31", "2026-04-01"]
CLOCKS = {"price": ("market-regulation", "penalty_publicity"), "environment": ("environment", "sector_publicity")}


@pytest.fixture(name="cn", scope="module")
def _cn() -> Pack:
    return load_pack(PACKS / "cn")


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("severity", ["minor", "general", "serious"])
@pytest.mark.parametrize("field", list(CLOCKS))
def test_the_table_of_publicity_and_the_catalogue_say_the_same(cn: Pack, day: str, severity: str, field: str) -> None:
    agency, decision = CLOCKS[field]
    facts = {"penalty_types": ["fine"], "field": field, "severity": severity, "procedure": "ordinary"}
    publicity = cn.catalogue["administrative-penalty"].publicity
    name = next(
        one.name for one in publicity.classes
        if all((words := [facts[fact]] if isinstance(facts[fact], str) else facts[fact]) and set(words) <= set(values)
               for fact, values in one.when.items())
    )  # fmt: skip
    period = publicity.period(name, date.fromisoformat(day))
    assert period is not None
    case = Case.model_validate(
        {
            "case": "made", "as_of": date.fromisoformat(day),
            "record": {"kind": "administrative-penalty", "agency": agency, "event_date": date.fromisoformat(day), "facts": facts},
            "expect": {decision: {"public": period.public} | ({"most_months": period.months} if period.public else {})},
        }
    )  # fmt: skip
    assert run_case(cn, Placed(case, "made", 1)).faults == ()


@pytest.mark.parametrize("path", sorted(PACKS.glob("*/standards/*.dmn")), ids=lambda path: path.stem)
def test_a_modeller_can_open_the_file(path: Path) -> None:
    """Every id once in the file: dmn-js drops an element whose id it has seen."""
    ids = re.findall(r'\bid="([^"]*)"', path.read_text("utf-8"))
    assert sorted(ids) == sorted(set(ids))
