"""What begins with a trigger and ends with it."""

from __future__ import annotations

from datetime import date

from tests.measures import world
from tests.registry import officer

from bonafides.entities.models import Entity
from bonafides.measures.cascade import impose_for_trigger, lift_for_trigger
from bonafides.measures.standing import counting

COME_WITH_LISTING = {
    "ab-procurement", "ab-tender-land", "impl48-no-simplified-deregistration", "no-commitment", "sv44-key-supervision",
    "sv44-no-honours", "sv44-weigh-permits",
}  # fmt: skip


def counts(shop: Entity, day: date) -> set[str]:
    return set(counting(day).filter(entity=shop).values_list("measure", flat=True))


def test_a_serious_listing_brings_the_measures_of_article_15(shop: Entity) -> None:
    record = world.listing()
    made, _ = impose_for_trigger(officer(), "record", record.pk, on=date(2026, 2, 10))
    assert {one.measure for one in made} == COME_WITH_LISTING
    assert counts(shop, date(2026, 2, 9)) == set()
    assert counts(shop, date(2026, 2, 10)) == COME_WITH_LISTING
    assert counts(shop, date(2029, 2, 1)) == COME_WITH_LISTING
    assert counts(shop, date(2029, 2, 2)) == set(), "three years after the listing nothing of it counts"


def test_each_measure_is_of_its_own_agency_with_its_own_basis(shop: Entity) -> None:
    record = world.listing()
    made, _ = impose_for_trigger(officer(), "record", record.pk, on=date(2026, 2, 10))
    found = {one.measure: (one.agency.name, one.basis, one.points) for one in made}
    assert found["ab-procurement"] == ("finance", "IR-2024 19", {"procurement.supplier": "weigh"})
    assert found["sv44-no-honours"] == ("market-regulation", "SV-44 15", {"honour.award": "deny"})


def test_a_trigger_that_ended_takes_every_instance_with_it_by_date(shop: Entity) -> None:
    record = world.listing()
    impose_for_trigger(officer(), "record", record.pk, on=date(2026, 2, 10))
    world.ended("serious-violation-listing", "L-2", "L-1", date(2026, 4, 30))
    lifts = lift_for_trigger(officer(), "record", record.pk, on=date(2026, 4, 30), why="annulled")
    assert {one.instance.measure for one in lifts} == COME_WITH_LISTING
    assert counts(shop, date(2026, 4, 29)) == COME_WITH_LISTING
    assert counts(shop, date(2026, 4, 30)) == set()
    assert lift_for_trigger(officer(), "record", record.pk, on=date(2026, 5, 1), why="annulled") == []


def test_a_second_time_imposes_nothing(shop: Entity) -> None:
    record = world.listing()
    impose_for_trigger(officer(), "record", record.pk, on=date(2026, 2, 10))
    assert impose_for_trigger(officer(), "record", record.pk, on=date(2026, 2, 11)) == ([], [])


def test_what_was_lifted_can_be_imposed_again_on_the_same_day(shop: Entity) -> None:
    record, on = world.listing(), date(2026, 2, 10)
    impose_for_trigger(officer(), "record", record.pk, on=on)
    lift_for_trigger(officer(), "record", record.pk, on=on, why="removed on false material")
    assert counts(shop, on) == set()
    impose_for_trigger(officer(), "record", record.pk, on=on)
    assert counts(shop, on) == COME_WITH_LISTING


def test_nothing_comes_with_what_has_ended(shop: Entity) -> None:
    record = world.listing()
    world.ended("serious-violation-listing", "L-2", "L-1", date(2026, 2, 5))
    assert impose_for_trigger(officer(), "record", record.pk, on=date(2026, 2, 10)) == ([], [])


def test_a_revoked_food_licence_bars_for_five_years_from_the_decision(shop: Entity) -> None:
    record = world.penalty(on=date(2026, 2, 2))
    [bar], _ = impose_for_trigger(officer(), "record", record.pk, on=date(2026, 2, 20))
    assert (bar.measure, bar.since, bar.until) == ("fsl135-food-bar", date(2026, 2, 20), date(2031, 2, 2))


def test_listed_as_unreachable_the_address_comes_first(shop: Entity) -> None:
    record = world.abnormal()
    made, _ = impose_for_trigger(officer(), "record", record.pk, on=date(2026, 2, 10))
    assert {one.measure: one.points for one in made}["impl20-address-first"] == {"registration.change": "require"}
    other = world.abnormal("A-2", reason="annual-report")
    made, _ = impose_for_trigger(officer(), "record", other.pk, on=date(2026, 2, 10))
    assert "impl20-address-first" not in {one.measure for one in made}
