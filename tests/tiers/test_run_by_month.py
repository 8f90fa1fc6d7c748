"""A table that looks at the month: nobody is decided anew within it for that alone, and everybody when the next begins."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.registry import officer, put_in_force, row, take_in, write_csv
from tests.standing import standing_pack

from bonafides.packs.load import parse_pack
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack
from bonafides.tiers.models import Run
from bonafides.tiers.queries import standing
from bonafides.tiers.run import run_tiers

pytestmark = pytest.mark.django_db


def by_month() -> Pack:
    """The toy pack; whoever is fined more than ten times the month is in D."""
    plain = standing_pack()
    text = plain.files["standards/tier.dmn"].decode()
    fined, day = (
        '<inputData id="i_fined"',
        '<inputData id="i_day" name="as_of"><variable name="as_of" typeRef="date"/></inputData>',
    )
    need = '<informationRequirement><requiredInput href="#i_{}"/>'
    for old, new in (
        (fined, day + fined),
        (need.format("fined"), f"{need.format('day')}</informationRequirement>{need.format('fined')}"),
        ("<text>&gt; 90</text>", "<text>&gt; as_of.month * 10</text>"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    return parse_pack({**plain.files, "standards/tier.dmn": text.encode()}, "toy")


def test_everybody_is_due_when_the_month_ends(tmp_path: Path) -> None:
    put_in_force(by_month())
    pack, version = installed_pack("toy")
    rows = [row(f"S{n}", f"r{n}", date="2026-05-28", value=n) for n in range(55, 80)]
    take_in(write_csv(tmp_path / "a.csv", rows), "a-fines")

    def run(day: date, *, full: bool = False) -> Run:
        return run_tiers(officer("a run"), pack, version, day, full=full)

    first = run(date(2026, 6, 10))
    assert first.decided == 25
    assert run(date(2026, 6, 15)).decided == 0
    july = run(date(2026, 7, 1))
    assert (july.base_id, july.decided) != (None, 0)
    assert july.decided == 25
    told = {one["entity_id"]: one["tier"] for one in standing(july)}
    assert told == {one["entity_id"]: one["tier"] for one in standing(run(date(2026, 7, 1), full=True))}
    before = {one["entity_id"]: one["tier"] for one in standing(first)}
    assert sum(told[number] != tier for number, tier in before.items()) > 0
