"""Rosters of the county's agencies: read by the enrolment, in the fields of the pack, enough for every item, and no persons."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bonafides.acts.roles import Role
from bonafides.agencies.roster import Line, read_roster
from bonafides.packs.load import load_pack
from bonafides.sample.generate import generate
from bonafides.sample.officers import FIELDS

PACKS = Path(__file__).resolve().parents[2] / "packs"
LEAST = 12


@pytest.fixture(name="rosters", scope="module")
def _rosters(county: Any) -> dict[str, list[Line]]:
    """The officers of each agency, read as they would be enrolled."""
    return {
        one["agency"]: [placed.line for placed in read_roster((county.folder / one["file"]).read_bytes())]
        for one in county.manifest["rosters"]
    }


def test_every_agency_has_officers(county: Any, rosters: dict[str, list[Line]]) -> None:
    assert {one["agency"]: one["officers"] for one in county.manifest["rosters"]} == {
        agency: len(lines) for agency, lines in rosters.items()
    }
    assert all(len(lines) >= LEAST for lines in rosters.values())
    for agency, lines in rosters.items():
        duties = Counter(role for line in lines for role in line.roles)
        assert duties[Role.DECIDER] >= 2
        assert duties[Role.ENTRY_CLERK] >= 1
        assert (duties[Role.INSPECTOR] > 0) == (agency in FIELDS)
        numbers = [line.number for line in lines]
        assert len(set(numbers)) == len(numbers)


def test_a_county_has_an_inspector_for_some_forty_businesses(county: Any, rosters: dict[str, list[Line]]) -> None:
    inspectors = sum(Role.INSPECTOR in line.roles for lines in rosters.values() for line in lines)
    assert 25 <= county.manifest["expected"]["entities"] / inspectors <= 50


def test_the_fields_are_those_of_the_pack_and_each_has_enough_officers(rosters: dict[str, list[Line]]) -> None:
    """Two who inspect and a third, should these be the two who came last."""
    pack = load_pack(PACKS / "cn")
    fields = {
        agency: tuple(one.field for one in known.fields) for agency, known in pack.agencies.items() if known.fields
    }
    assert fields == FIELDS
    able = Counter(
        (agency, field)
        for agency, lines in rosters.items()
        for line in lines
        if line.certificate_until is not None and line.certificate_until > date(2027, 2, 1)
        for field in line.fields
    )
    assert all(able[item.agency, item.field] >= 3 for item in pack.inspection_items.values())


def test_interests_are_in_businesses_of_the_county(county: Any, rosters: dict[str, list[Line]]) -> None:
    registered: set[str] = set()
    for file in county.manifest["files"]:
        if file["mapping"].endswith("-registrations"):
            registered |= set(county.read(file["file"])["统一社会信用代码"])
    interests = [code for lines in rosters.values() for line in lines for code in line.interests]
    assert interests
    assert set(interests) <= registered


def test_some_certificates_have_ended_and_the_others_last(county: Any, rosters: dict[str, list[Line]]) -> None:
    day = date.fromisoformat(county.manifest["as_of"])
    ends = [line.certificate_until for lines in rosters.values() for line in lines if line.certificate_until]
    assert 0 < sum(end < day for end in ends) < len(ends) / 10


def test_the_smallest_county_has_its_officers(tmp_path: Path) -> None:
    manifest = generate(1, 1, tmp_path)
    assert sum(one["officers"] for one in manifest["rosters"]) >= LEAST * len(manifest["rosters"])
