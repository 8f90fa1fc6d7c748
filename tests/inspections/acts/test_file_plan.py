"""Filing a plan: whose it is, what it replaces, and the pack's own standard of plans."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.inspections import world

from bonafides.acts.act import ActRefusedError
from bonafides.inspections.acts.file_plan import file_plan
from bonafides.inspections.models import Plan
from bonafides.packs.queries import installed_pack


@pytest.mark.usefixtures("peopled")
def test_a_plan_is_filed_once_a_year_and_amended_by_name() -> None:
    first = world.plan()
    with pytest.raises(ActRefusedError, match="has filed a plan 2026-1 already"):
        world.plan()
    with pytest.raises(ActRefusedError, match="plan 2026-1 is in force for 2026: name it in `replaces`"):
        world.plan(number="2026-2")
    assert world.plan(number="2026-2", replaces="2026-1").replaces == first
    assert world.plan(number="2027-1", year=2027, items=(_hygiene(2027),)).replaces is None


def _hygiene(year: int) -> dict[str, object]:
    from datetime import date

    batch = {"batch": 1, "share": 100, "from": date(year, 1, 1), "to": date(year, 2, 1)}
    return {"item": "hygiene", "batches": (batch,)}


@pytest.mark.usefixtures("peopled")
def test_who_may_file() -> None:
    pack, version = installed_pack("toy")
    for other, told in (
        (replace(world.decider(), officer="1"), "decider"),
        (replace(world.decider(), officer="9"), "officer"),
        (replace(world.decider(), agency="b"), "officer"),
    ):
        with pytest.raises(ActRefusedError, match=told):
            file_plan(other, pack, version, world.form(), world.DAY)
    assert not Plan.objects.exists()


@pytest.mark.usefixtures("peopled")
def test_an_item_that_is_not_there() -> None:
    items = (_hygiene(2026) | {"item": "noise"},)
    with pytest.raises(ActRefusedError, match="pack toy has no inspection item `noise`; it has hygiene, papers"):
        world.plan(items=items)


@pytest.mark.django_db
def test_businesses_without_a_tier(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world.pack()
    monkeypatch.setattr(world, "tiers", lambda: None)
    world.shops(var, low=3, high=0, must=1)
    world.officers()
    with pytest.raises(ActRefusedError, match=r"3 businesses in scope have no tier.*bonafides tier run"):
        world.plan()


@pytest.mark.django_db
@pytest.mark.parametrize(("least", "passes"), [(8, True), (9, False)])
def test_the_packs_standard_of_plans(var: Path, least: int, *, passes: bool) -> None:
    """8 of 50 would be drawn."""
    world.pack("permitted:", "plan: {decision: enough, yes: true}\npermitted:", least=least)
    world.shops(var)
    world.officers()
    if passes:
        assert world.plan().figures["hygiene"] == {"subjects": 50, "drawn": 8}
        return
    with pytest.raises(
        ActRefusedError, match=r"`hygiene` would draw 8 of 50 businesses: `enough` refuses the plan \(PP-45 2\)"
    ):
        world.plan()
    assert not Plan.objects.exists()
