"""Officers by hand: for whom the draw had none, or instead of one who may not go after all."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.inspections import world

from bonafides.acts.act import ActRefusedError
from bonafides.inspections.acts.assign_officers import assign_officers
from bonafides.inspections.acts.hold_draw import hold_draw
from bonafides.inspections.bundles import auditors_bundle
from bonafides.inspections.models import Draw
from bonafides.inspections.queries import standing, unserved
from bonafides.kernel.draw.verify import verify


def held(var: Path, **how: object) -> Draw:
    """A draw of three shops in the north, and officers as they are given."""
    world.pack()
    world.shops(var, low=3, high=0, must=0)
    world.officers(("1", "2", "3"), **how)  # type: ignore[arg-type]
    draw, evidence = world.committed(world.plan(), "papers")
    hold_draw(world.decider(), draw, evidence)
    return draw


def assign(draw: Draw, code: str, *officers: str) -> tuple[str, ...]:
    return assign_officers(world.decider("there were none"), draw, code, officers, world.DAY).officers


@pytest.mark.django_db
def test_whom_nobody_may_inspect_is_reported_and_then_given_officers(var: Path) -> None:
    draw = held(var, regions="so")
    assert standing(draw).count() == 0
    assert [(one["code"], one["reasons"]) for one in unserved(draw)] == [
        (code, {"region": 3}) for code in ("S0000", "S0001", "S0002")
    ]
    with pytest.raises(ActRefusedError, match="officer 1 is not assigned to region no"):
        assign(draw, "S0000", "1", "2")
    world.officers(("8", "9"))
    assert assign(draw, "S0000", "9", "8") == ("9", "8")
    assert [one["code"] for one in unserved(draw)] == ["S0001", "S0002"]
    shown = auditors_bundle(draw)
    assert "assignment" in verify(shown).shown, "the bundle says what the draw said"
    assert shown.result.assignment is not None
    assert len(shown.result.assignment.unserved) == 3


@pytest.mark.django_db
def test_who_is_named_in_the_place_of_others(var: Path) -> None:
    draw = held(var)
    before = standing(draw).get(entity__code="S0001")
    third = next(one for one in ("1", "2", "3") if one not in before.officers)
    assign(draw, "S0001", before.lead, third)
    after = standing(draw).get(entity__code="S0001")
    assert (after.replaces_id, after.officers, after.place) == (before.pk, (before.lead, third), before.place)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("officers", "told"),
    [
        (("1",), "2 officers at least inspect for `papers`"),
        (("1", "1"), "each once"),
        (("1", "99"), "a has no officer 99 who may inspect"),
        (("1", "0"), "a has no officer 0 who may inspect"),
        (("1", "7"), "officer 7 is recused from this business"),
    ],
)
def test_who_may_not_go(var: Path, officers: tuple[str, ...], told: str) -> None:
    draw = held(var)
    world.officers(("7",), interests="S0001")
    with pytest.raises(ActRefusedError, match=told):
        assign(draw, "S0001", *officers)


@pytest.mark.django_db
def test_where_nobody_is_to_go(var: Path) -> None:
    draw = held(var)
    with pytest.raises(ActRefusedError, match="S9 is not among those to be inspected"):
        assign(draw, "S9", "1", "2")
