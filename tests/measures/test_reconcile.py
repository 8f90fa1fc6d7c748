"""Records come and go by files too: the sweep brings measures up to what stands."""

from __future__ import annotations

from datetime import date

from tests.measures import world

from bonafides.acts.models import Act
from bonafides.entities.models import Entity
from bonafides.measures.models import Lift
from bonafides.measures.reconcile import reconcile
from bonafides.measures.standing import counting


def test_what_stands_gets_its_measures_and_what_fell_loses_them(shop: Entity) -> None:
    world.listing()
    world.penalty("P-7", penalty_types=["fine"], field="price", severity="minor")
    first = reconcile(date(2026, 6, 1))
    assert (first.imposed, first.lifted) == (7, 0)
    acts = Act.objects.count()
    assert reconcile(date(2026, 6, 1)).as_json() == {"imposed": 0, "lifted": 0}
    assert Act.objects.count() == acts, "nothing to do is no act"
    world.ended("serious-violation-listing", "L-2", "L-1", date(2026, 6, 15))
    assert reconcile(date(2026, 7, 1)).as_json() == {"imposed": 0, "lifted": 7}
    assert {one.on for one in Lift.objects.all()} == {date(2026, 6, 15)}, "in effect from when it ended, not from today"
    assert not counting(date(2026, 6, 15)).filter(entity=shop).exists()


def test_a_removal_that_comes_as_a_correction_lifts_on_its_day(shop: Entity) -> None:
    world.abnormal()
    assert reconcile(date(2026, 3, 1)).imposed > 0
    facts = {"reason": "no-contact", "form": "listed", "removal_reason": "contact-restored"}
    world.record(
        "abnormal-operations", "A-2", date(2026, 2, 2), facts, action="correction", supersedes="A-1", reason="removed",
        valid_from=date(2026, 2, 2), valid_to=date(2026, 4, 1),
    )  # fmt: skip
    assert reconcile(date(2026, 5, 1)).imposed == 0
    assert {one.on for one in Lift.objects.all()} == {date(2026, 4, 1)}
