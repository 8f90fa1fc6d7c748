"""`bonafides explain`: a result as the business itself reads it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.registry import put_in_force, row, take_in, write_csv
from tests.standing import standing_pack

pytestmark = pytest.mark.django_db
DAY = ("--as-of", "2026-06-20")


@pytest.fixture
def shop(tmp_path: Path) -> str:
    """A shop with fines of 80 and 20."""
    put_in_force(standing_pack())
    rows = [
        row("S1", "r1", date="2026-06-01", value=80, name="Corner Shop"),
        row("S1", "r2", date="2026-06-10", value=20),
    ]
    take_in(write_csv(tmp_path / "a.csv", rows), "a-fines")
    return "S1"


def test_it_answers_why_what_if_and_until_when(run: Run, shop: str) -> None:
    said = run("explain", shop, *DAY)
    assert said.status == 0
    lines = said.out.splitlines()
    assert lines[0] == "Corner Shop (S1): Tier D"
    assert lines[1].startswith("For 2026-06-20, by the records known now (")
    assert lines[2] == "Tiers, from the least risk to the most: A · B · C · [D]"
    assert (
        lines[3] == "A tier says where inspection effort goes. It is not published, and it is no ground for a penalty."
    )
    text = said.out
    assert "Why\n  A rule applies. (rule 2 of 6)\n    c: 100 (the rule asks for more than 90)\n" in text
    assert "    By: Law, art. 1\n" in text
    assert (
        "  c: 100\n    Counted: from 2026-05-12 to 2026-06-20\n    2026-06-10 · fine · Value: 20 · Agency A, no. r2\n"
        in text
    )
    assert '  For the better\n    Tier C, if "c" were 90 instead of 100\n' in text
    assert "  If no new record comes, from 2026-07-11: Tier B\n    c: 20 instead of 100\n" in text
    assert "      no longer counts: 2026-06-01 · fine · Value: 80 · Agency A, no. r1\n" in text
    assert "Values set for this jurisdiction\n  High: 60 (to be confirmed)\n  Months: 2\n" in text


def test_in_chinese(run: Run, shop: str) -> None:
    text = run("explain", shop, *DAY, "--language", "zh").out
    assert text.startswith("Corner Shop（S1）：D级\n截至2026-06-20，")
    assert "变好\n    C级，如果“c”为90，而不是100\n" in text
    assert "如果没有新的记录，自2026-07-11起：B级\n" in text


def test_for_programs(run: Run, shop: str) -> None:
    told = run("explain", shop, *DAY, "--decision", "tier", "--json").json
    assert (told["result"], told["order"], told["public"]) == ("D", ["A", "B", "C", "D"], False)
    [fired] = told["decisions"][0]["rules"]
    assert (fired["rule"], fired["citation"], fired["conditions"][0]["value"]) == (2, "LAW 1", 100)
    fined = next(one for one in told["indicators"] if one["indicator"] == "fined")
    assert [one["ref"] for one in fined["records"]] == ["r1", "r2"]
    assert {
        "indicator": "fined",
        "from": 100,
        "to": 90,
        "result": "C",
        "direction": "better",
        "steps": 1,
        "exact": True,
    } in told["nearest"]
    assert told["future"][0]["day"] == "2026-07-11"
    assert told["parameters"][0] | {"basis": []} == {
        "parameter": "high", "title": {"en": "High"}, "unit": None, "value": 60, "mark": "memory", "basis": [],
        "used_by": ["high_fines"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("S9",), "no business of this register bears this code"),
        (("S1", "--decision", "rank"), "no pack in force has the decision `rank` for this business"),
        (("S1", "--as-of", "tomorrow"), "expected a day such as 2026-11-22"),
        (("S1", "--known-at", "2999-01-01"), "expected a moment that has passed"),
    ],
)
def test_what_it_refuses(run: Run, shop: str, arguments: tuple[str, ...], told: str) -> None:
    said = run("explain", *arguments, status=2 if "--as-of" in arguments or "--known-at" in arguments else 1)
    assert told in " ".join(said.err.split())
