"""An officer imposes a measure: what the standard and the catalogue refuse, and what an officer must state."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.measures import world

from bonafides.acts.act import ActRefusedError, NotPermittedError
from bonafides.entities.models import Entity
from bonafides.measures.acts.impose import impose
from bonafides.measures.acts.lift import lift
from bonafides.measures.models import Instance
from bonafides.measures.standing import counting

ON = date(2026, 6, 1)


def refused(name: str, shop: Entity, ref: int, *, agency: str = "finance", **more: Any) -> str:
    with pytest.raises(ActRefusedError) as told:
        impose(world.of(agency), name, shop, ("record", ref), ON, **more)
    assert not Instance.objects.exists()
    return str(told.value)


def test_an_uncatalogued_measure_is_refused_by_the_rule(shop: Entity) -> None:
    told = refused("no-electricity", shop, world.penalty().pk)
    assert "`measure_permitted` says `not-in-list` (GP-49; CAT)" in told
    assert "不在清单内" in told


def test_an_unrelated_measure_is_refused_by_the_rule(shop: Entity) -> None:
    price = world.penalty(penalty_types=["fine"], field="price", severity="serious")
    told = refused("gp77-procurement-ban", shop, price.pk, until=date(2028, 6, 1))
    assert "says `not-related` (GP-49; LR-SZ 66)" in told


def test_a_measure_too_heavy_for_the_misconduct_is_refused_by_the_rule(shop: Entity) -> None:
    minor = world.penalty(penalty_types=["fine"], field="tendering", severity="minor")
    told = refused("tl53-tender-ban", shop, minor.pk, agency="public-resources", stated={"serious": True})
    assert "says `not-proportionate` (GP-49; PEPL 54; LR-SZ 66)" in told


@pytest.mark.parametrize("until", [date(2026, 12, 1), date(2027, 5, 31), date(2028, 6, 2), date(2036, 6, 1)])
def test_a_ban_beyond_the_statutory_degree_is_not_proportionate(shop: Entity, until: date) -> None:
    rigged = world.penalty(penalty_types=["fine"], field="tendering", severity="serious")
    told = refused("tl53-tender-ban", shop, rigged.pk, agency="public-resources", stated={"serious": True}, until=until)
    assert "not-proportionate" in told


@pytest.mark.parametrize("until", [date(2027, 6, 1), date(2028, 6, 1)])
def test_within_the_span_of_the_law_the_officer_chooses(shop: Entity, until: date) -> None:
    rigged = world.penalty(penalty_types=["fine"], field="tendering", severity="serious")
    acting = world.of("public-resources")
    made = impose(acting, "tl53-tender-ban", shop, ("record", rigged.pk), ON, stated={"serious": True}, until=until)
    assert (made.since, made.until, made.points) == (ON, until, {"tender.bid": "deny"})
    assert made.given == {"serious": True}


def test_what_is_not_serious_bars_nobody(shop: Entity) -> None:
    rigged = world.penalty(penalty_types=["fine"], field="tendering", severity="serious")
    told = refused("tl53-tender-ban", shop, rigged.pk, agency="public-resources", stated={"serious": False})
    assert "not-proportionate" in told


def test_the_choice_that_the_law_leaves_must_be_made(shop: Entity) -> None:
    bribed = world.penalty(penalty_types=["fine"], field="procurement", severity="general")
    told = refused("gp77-procurement-ban", shop, bribed.pk)
    assert "expected an end from 2027-06-01 to 2029-06-01" in told


def test_what_only_an_officer_can_state_must_be_stated(shop: Entity) -> None:
    fine = world.penalty(penalty_types=["suspension"], field="food", severity="serious")
    assert "expected ban_served, came nothing" in refused("gp22-ineligible", shop, fine.pk)
    told = refused("gp22-ineligible", shop, fine.pk, stated={"ban_served": False, "mood": "bad"})
    assert "came mood" in told


def test_a_ban_that_was_served_does_not_count(shop: Entity) -> None:
    record = world.penalty(penalty_types=["suspension"], field="food", severity="serious")
    told = refused("gp22-ineligible", shop, record.pk, stated={"ban_served": True})
    assert "GPL 22; GPR 19" in told
    made = impose(world.of("finance"), "gp22-ineligible", shop, ("record", record.pk), ON, stated={"ban_served": False})
    assert made.until == date(2029, 2, 2), "three years from the decision, not from today"


def test_false_material_for_a_licence_bars_that_licence_for_a_year(shop: Entity) -> None:
    warned = world.penalty(penalty_types=["warning"], field="food", severity="minor", on=date(2026, 5, 4))
    acting, stated = world.of("market-regulation"), {"safety_class": True}
    made = impose(acting, "ll78-licence-bar", shop, ("record", warned.pk), ON, stated=stated, scope="food-trade")
    assert (made.until, made.scope) == (date(2027, 5, 4), "food-trade")
    assert made.points == {"permit.food": "deny"}, "a licence for drugs is another licence"


def test_no_bar_where_the_licence_concerns_no_safety(shop: Entity) -> None:
    warned = world.penalty(penalty_types=["warning"], field="food", severity="minor", on=date(2026, 5, 4))
    told = refused(
        "ll78-licence-bar", shop, warned.pk, agency="market-regulation", stated={"safety_class": False}, scope="other"
    )
    assert "would end on 2026-05-04, before it begins" in told


def test_a_scope_must_be_one(shop: Entity) -> None:
    warned = world.penalty(penalty_types=["warning"], field="food", severity="minor")
    stated = {"safety_class": True}
    told = refused("ll78-licence-bar", shop, warned.pk, agency="market-regulation", stated=stated, scope="everything")
    assert "expected the scope of `ll78-licence-bar`" in told
    assert "came `everything`" in told


def test_what_has_been_annulled_is_no_ground(shop: Entity) -> None:
    bribed = world.penalty(penalty_types=["fine"], field="procurement", severity="general")
    world.ended("administrative-penalty", "P-2", "P-1", date(2026, 4, 30))
    told = refused("gp77-procurement-ban", shop, bribed.pk, until=date(2028, 6, 1))
    assert "says `trigger-ended` (GP-22; PEPL 54)" in told


def test_each_agency_imposes_its_own(shop: Entity) -> None:
    bribed = world.penalty(penalty_types=["fine"], field="procurement", severity="general")
    told = refused("gp77-procurement-ban", shop, bribed.pk, agency="tax", until=date(2028, 6, 1))
    assert "a measure of finance, came tax" in told


def test_a_record_of_another_business_is_no_ground(shop: Entity) -> None:
    bribed = world.penalty(penalty_types=["fine"], field="procurement", severity="general")
    facts = {"legal_form": "limited-company", "status": "in-business", "established_on": "2016-03-01",
             "registration_event": "establishment"}  # fmt: skip
    other = world.record("registration", "R-2", date(2016, 3, 1), facts, code=world.OTHER).entity
    assert "of another business" in refused("gp77-procurement-ban", other, bribed.pk, until=date(2028, 6, 1))


def test_once_for_one_trigger(shop: Entity) -> None:
    bribed = world.penalty(penalty_types=["fine"], field="procurement", severity="general")
    args = ("gp77-procurement-ban", shop, ("record", bribed.pk), ON)
    impose(world.of("finance"), *args, until=date(2028, 6, 1))
    with pytest.raises(ActRefusedError, match="was imposed for this already"):
        impose(world.of("finance"), *args, until=date(2028, 6, 1))


def test_who_may_not_decide_may_not_impose(shop: Entity) -> None:
    acting = world.of("finance")
    acting.officer = "nobody"
    with pytest.raises(NotPermittedError):
        impose(acting, "gp77-procurement-ban", shop, ("record", world.penalty().pk), ON)


def test_an_agency_lifts_its_own_from_a_day_and_once(shop: Entity) -> None:
    bribed = world.penalty(penalty_types=["fine"], field="procurement", severity="general")
    args = ("gp77-procurement-ban", shop, ("record", bribed.pk), ON)
    made = impose(world.of("finance"), *args, until=date(2028, 6, 1))
    with pytest.raises(ActRefusedError, match="is of cn/finance, came cn/tax"):
        lift(world.of("tax"), made.pk, date(2027, 1, 1), "rectified")
    lift(world.of("finance"), made.pk, date(2027, 1, 1), "rectified")
    assert [counting(day).exists() for day in (date(2026, 12, 31), date(2027, 1, 1))] == [True, False]
    with pytest.raises(ActRefusedError, match="lifted already"):
        lift(world.of("finance"), made.pk, date(2027, 2, 1), "again")
