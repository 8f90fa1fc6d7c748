"""The directory: the scope by DuckDB is that of one business by PostgreSQL; visits are counted once, wherever they are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.inspections import world
from tests.registry import officer, row, take_in, write_csv

from bonafides.entities.acts.merge import merge
from bonafides.entities.models import Entity
from bonafides.inspections.acts.hold_draw import hold_draw
from bonafides.inspections.directory import Listed, directory
from bonafides.inspections.in_scope import is_in_scope, region_of
from bonafides.inspections.queries import item_of, standing
from bonafides.inspections.visited import visited
from bonafides.packs.queries import installed_pack
from bonafides.standards.snapshot.take import settled_moment
from bonafides.tiers.queries import last_run

pytestmark = pytest.mark.usefixtures("peopled")


def listed(item: str = "hygiene") -> dict[str, Listed]:
    """The directory of an item, by code."""
    pack, _ = installed_pack("toy")
    of = item_of(pack, item, world.DAY)
    seen = visited(pack, of, world.DAY.year)
    return {one.code: one for one in directory(pack, of, world.DAY, settled_moment(), last_run("toy"), seen)}


def test_scope_tier_and_what_the_law_asks_for(tmp_path: Path) -> None:
    """A shop whose licence ended is out of scope, one that never had any too; one is of another place, one of none."""
    rows = [
        row("T1", "t1", note="south", date="2025-01-01", value=901, to="2026-01-01"),
        row("T2", "t2", note="south", date="2025-01-01", value=902),
        row("T3", "t3", date="2025-01-01", value=903),
    ]
    take_in(write_csv(tmp_path / "licences-2.csv", rows), "a-licences")
    take_in(write_csv(tmp_path / "fines-2.csv", [row("T4", "t4", date="2025-01-01")]), "a-fines")
    world.tiers()
    found = listed()
    assert "T1" not in found
    assert "T4" not in found
    assert (found["T2"].region, found["T3"].region) == ("so", "")
    assert [code for code, one in found.items() if one.must] == ["S0048", "S0049"]
    assert [found[code].tier for code in ("S0000", "S0040", "S0049", "T2")] == ["low", "high", "high", "low"]
    assert list(found) == sorted(found)
    pack, _ = installed_pack("toy")
    item, moment = item_of(pack, "hygiene", world.DAY), settled_moment()
    for entity in Entity.objects.all():
        assert is_in_scope(pack, item, world.DAY, entity.pk, moment) == (entity.code in found)
        if entity.code in found:
            assert region_of(pack, item, world.DAY, entity.pk, moment) == found[entity.code].region


def test_visits_of_the_year_are_counted_once(tmp_path: Path) -> None:
    rows = [
        row("S0001", "1", date="2026-02-01", value="fine", note="noise"),
        row("S0001", "2", date="2026-02-01", value="bad", note="noise"),
        row("S0001", "3", date="2026-03-01", value="fine", note="noise"),
        row("S0002", "4", date="2025-02-01", value="fine", note="hygiene"),
        row("S0003", "5", date="2026-02-01", value="fine", note="hygiene"),
    ]
    take_in(write_csv(tmp_path / "results.csv", rows), "a-results")
    found = listed()
    assert {code: (one.visits, one.same_item) for code, one in found.items() if one.visits or one.same_item} == {
        "S0001": (2, False), "S0003": (1, True),
    }, "two records of one day are one visit"  # fmt: skip


def test_assigned_visits_count_and_joint_ones_once() -> None:
    plan = world.plan()
    for item in ("hygiene", "papers"):
        draw, evidence = world.committed(plan, item)
        hold_draw(world.decider(), draw, evidence)
    found = listed("papers")
    first = standing().filter(item="hygiene").first()
    assert first is not None
    code = first.entity.code
    assert (found[code].visits, found[code].same_item) == (1, True)
    assert found[code].last_pair == frozenset(standing().get(item="papers", entity=first.entity).officers)


def test_what_is_one_by_decision_is_one_in_the_directory(tmp_path: Path) -> None:
    rows = [row("S0002", "1", date="2026-02-01", value="fine", note="hygiene")]
    take_in(write_csv(tmp_path / "results.csv", rows), "a-results")
    two, three = (Entity.objects.get(code=code) for code in ("S0002", "S0003"))
    merge(officer(), two, three)
    world.tiers()
    found = listed()
    assert "S0002" not in found
    assert (found["S0003"].visits, found["S0003"].same_item) == (1, True)
