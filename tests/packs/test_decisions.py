"""The decision models of a pack, and the faults for which it is refused."""

from __future__ import annotations

from typing import Any

import pytest
from tests.kernel.dmn.models import one_table
from tests.packs.conftest import MINI

from bonafides.packs.decisions import cited
from bonafides.packs.faults import PackRefusedError
from bonafides.packs.load import parse_pack
from bonafides.packs.pack import Pack

N = [("n", "number")]
GOOD = [["< 5", '"a"'], [">= 5", '"b"'], ["null", '"c"']]
CITED = ["PP-45 2", "CR-107 8(2); PP-45 3", "CR-107"]


PARAMETERS = """\
- parameter: n
  title: {zh: 数, en: Number}
  type: number
  values: [{value: 1, in_force: {from: 2021-09-01}, mark: verified}]
""".encode()


def pack(data: bytes, name: str = "standards/tier.dmn") -> Pack:
    files = {file: text.encode() for file, text in MINI.items()} | {"parameters.yaml": PARAMETERS}
    return parse_pack({**files, name: data}, "mini")


def faults(data: bytes, name: str = "standards/tier.dmn") -> list[str]:
    with pytest.raises(PackRefusedError) as refused:
        pack(data, name)
    return [str(fault) for fault in refused.value.faults]


def complete(rules: Any, policy: str = "UNIQUE", **more: Any) -> bytes:
    marked = {"annotations": ["PP-45 2"] * len(rules), "attributes": 'bf:complete="true"', **more}
    return one_table(N, rules, policy, **marked)


def test_models_are_known_by_the_name_of_their_file() -> None:
    found = pack(one_table(N, GOOD, annotations=CITED))
    assert list(found.standards) == ["tier"]
    assert found.standards["tier"].file == "standards/tier.dmn"
    assert pack(complete(GOOD)).standards


def test_a_citation_names_instruments_and_articles() -> None:
    assert cited("PP-45 13(2); CR-107 8；X") == [("PP-45", "13(2)"), ("CR-107", "8"), ("X", "")]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (
            one_table(N, [["< five", '"a"']], annotations=["PP-45 2"]),
            "rule 1, input 1 (n): expected a name that is known here",
        ),
        (
            one_table(N, [['"5"', '"a"']], annotations=["PP-45 2"]),
            "rule 1, input 1 (n): expected a number, as what it is compared with",
        ),
        (one_table(N, GOOD), "rule 1: expected a citation in the first annotation, or in the description, came none"),
        (
            one_table(N, GOOD, annotations=["PP-45", "PP-45", "PP-46 1"]),
            "rule 3: expected the id of an instrument of instruments.yaml",
        ),
        (
            one_table(N, [["< 5", "1"], ["< 6", "2"]], annotations=["PP-45"] * 2),
            "as the hit policy is UNIQUE, came rules 1 and 2 both match, for example n = 4",
        ),
        (one_table(N, [["< 5", "1"], ["< 6", "2"]], "ANY", annotations=["PP-45"] * 2), "as the hit policy is ANY"),
        (complete(GOOD[:2]), "as the table is marked complete, came no rule matches n = null"),
        (complete([["> n", "1"], ["<= n", "2"]]), "came perhaps no rule matches n"),
        (
            b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><a>&b;</a>',
            "expected XML without declarations of types and entities",
        ),
    ],
)
def test_what_is_refused(data: bytes, told: str) -> None:
    found = faults(data)
    assert any(told in one for one in found), found
    assert all(one.startswith("standards/tier.dmn:") for one in found)


def test_a_gap_in_a_table_that_is_not_marked_is_no_fault() -> None:
    assert pack(one_table(N, GOOD[:1], annotations=["PP-45"])).standards


def test_a_complete_table_may_let_the_first_rule_win() -> None:
    assert pack(complete([["> n", "1"], ["-", "2"]], "FIRST")).standards


@pytest.mark.parametrize("name", ["standards/tier.yaml", "standards/cn/tier.dmn"])
def test_a_file_that_nothing_reads_is_refused(name: str) -> None:
    assert "expected `standards/NAME.dmn`, one model a file" in faults(one_table(N, GOOD, annotations=CITED), name)[0]
