"""docs/reference/rules-cn.md names every rule of nine families, and what holds it is really in the pack and has cases."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.docs.pages import ROOT, text

from bonafides.kernel.dmn.model import Decision, DecisionTable
from bonafides.kernel.procedure.model import OPENED
from bonafides.packs.load import load_pack
from bonafides.standards.packtest.cases import read_cases

FAMILIES = {"LIST": 16, "ABN": 9, "PUB": 5, "PEN": 9, "REP": 13, "OBJ": 5, "COM": 6, "ACC": 3, "MEA": 2}
RULES = [f"{family}-{number:02}" for family, count in FAMILIES.items() for number in range(1, count + 1)]
PAGE = text(ROOT / "docs" / "reference" / "rules-cn.md")
PACK = load_pack(ROOT / "packs" / "cn")
_RULE = re.compile(r"^\| ([A-Z]{3,4}-\d\d) \|", re.MULTILINE)


@dataclass(frozen=True)
class Row:
    rule: str
    decisions: str
    where: str


def rows() -> Iterator[Row]:
    encoded = PAGE.split("\n## Not encoded")[0]
    for line in encoded.splitlines():
        if _RULE.match(line):
            rule, _, decisions, where = (cell.strip() for cell in line.strip("|").split("|"))
            yield Row(rule, decisions, where)


ROWS = list(rows())
NOT_ENCODED = _RULE.findall(PAGE.split("\n## Not encoded")[1])


def decided() -> set[str]:
    """The decisions that a case of the pack states a result of, with what they rest on."""
    placed, faults = read_cases(ROOT / "packs" / "cn")
    assert faults == []
    stated = {
        name for one in placed for name in (*one.case.expect, *one.case.fired, *one.case.dates, *one.case.refused)
    }
    while found := {
        name for model in PACK.standards.values() for decision in model.decisions if decision.name in stated
        for name in decision.required_decisions
    } - stated:  # fmt: skip
        stated |= found
    return stated


DECIDED = decided()


def decisions(name: str) -> list[Decision]:
    return [one for model in PACK.standards.values() for one in model.decisions if one.name == name]


def numbers(told: str) -> list[int]:
    """`1–3, 7` as numbers."""
    found: list[int] = []
    for part in filter(None, (part.strip() for part in told.split(","))):
        first, _, last = part.partition("–")
        found += range(int(first), int(last or first) + 1)
    return found


def test_every_rule_is_there_once_and_in_order() -> None:
    assert [row.rule for row in ROWS] == RULES


def test_the_rules_are_those_of_the_domain_reference(shared: Callable[..., Path]) -> None:
    section = text(shared("domain.md")).split("\n## 15. ")[1].split("\n### 15.1")[0]
    assert [rule for rule in _RULE.findall(section) if rule.split("-")[0] in FAMILIES] == RULES


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.rule)
def test_what_decides_it_is_in_the_pack_and_has_a_case(row: Row) -> None:
    parts = [part.strip() for part in row.decisions.split(";")]
    assert parts
    for part in parts:
        (name, told) = re.fullmatch(r"`([a-z_0-9]+)`(.*)", part).groups()  # type: ignore[union-attr]
        assert decisions(name), f"the pack has no decision `{name}`"
        assert name in DECIDED, f"no case of packs/cn/tests decides `{name}`"
        versions = [len(one.logic.rules) if isinstance(one.logic, DecisionTable) else 0 for one in decisions(name)]
        assert set(numbers(told)) <= set(range(1, max(versions) + 1)), f"`{name}` has {versions} rules"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.rule)
def test_where_it_bites_is_there(row: Row) -> None:
    """`procedure: step, clock` of the pack, a measure, a kind of record, a file; a dash is explained at the end of the page."""
    if row.where == "–":
        assert row.rule in NOT_ENCODED
        return
    named = re.findall(r"`([^`]+)`", row.where)
    assert named, f"expected a procedure, a measure, a kind or a file, came {row.where!r}"
    for name in named:
        procedure, _, parts = name.partition(": ")
        if parts:
            model = PACK.procedures[procedure].model
            assert set(parts.split(", ")) <= {OPENED, *model.steps, *model.clocks}, name
        else:
            source = ROOT / "src" / "bonafides" / name
            assert name in PACK.measures or name in PACK.catalogue or source.exists(), name


def test_what_is_not_encoded_is_a_rule_with_a_reason() -> None:
    assert NOT_ENCODED
    for line in filter(_RULE.match, PAGE.split("\n## Not encoded")[1].splitlines()):
        rule, what, why = (cell.strip() for cell in line.strip("|").split("|"))
        assert rule in RULES
        assert what
        assert why


def test_the_readme_of_the_pack_leads_here() -> None:
    assert "docs/reference/rules-cn.md" in text(ROOT / "packs" / "cn" / "README.md")
