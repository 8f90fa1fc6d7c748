"""A listing from the decision to its end: what it brings, what shows it, and what ends together with it."""

from __future__ import annotations

from datetime import date

import pytest
from tests.listings import way
from tests.procedures import world
from tests.procedures.conftest import OnDay

from bonafides.acts.act import ActRefusedError
from bonafides.acts.ends import expire
from bonafides.listings.models import Listing, ListingEnd
from bonafides.listings.queries import in_force, whole
from bonafides.measures.models import Instance
from bonafides.packs.queries import installed_pack
from bonafides.procedures.cases import held
from bonafides.records.ingest.one import NewRecord, take_one

pytestmark = pytest.mark.usefixtures("listed")
A_YEAR_LATER = date(2026, 11, 20)


def test_nobody_bears_what_was_not_served(on_day: OnDay) -> None:
    case = way.noticed()
    on_day(way.DECIDED)
    world.step(case, "decide-listing", "3", **way.DECIDE)
    assert not Listing.objects.exists()
    assert not Instance.objects.exists()


def test_service_lists_and_the_catalogue_follows(on_day: OnDay) -> None:
    listing = way.listing_of(way.served(on_day))
    assert (listing.name, listing.since, listing.until) == ("serious-violation-listing", way.DECIDED, date(2029, 3, 10))
    instances = Instance.objects.filter(trigger_kind="listing", trigger_ref=listing.pk)
    assert {one.since for one in instances} == {way.SERVED}
    assert {"sv44-no-honours", "sv44-key-supervision", "no-commitment"} <= {one.measure for one in instances}


def test_publication_is_a_record_like_any_other(on_day: OnDay) -> None:
    case = way.published(on_day)
    record = way.record_of(case)
    assert (record.event_date, record.valid_from, record.valid_to) == (way.DECIDED, way.DECIDED, date(2029, 3, 10))
    assert record.facts == {"item": "5-1", "penalty_document_no": world.GIVEN["penalty_document_no"]}
    told = whole(way.listing_of(case).pk)
    assert told is not None
    assert told["record"] == f"market-regulation/case-{case.pk}"
    assert told["end"] is None


def test_the_term_ends_it_on_its_day_also_after_downtime(on_day: OnDay) -> None:
    case = way.published(on_day)
    on_day(date(2029, 3, 9))
    expire(date(2029, 3, 9))
    assert in_force(date(2029, 3, 9)).exists()
    on_day(date(2029, 4, 30))
    expire(date(2029, 4, 30))
    end = ListingEnd.objects.get(listing=way.listing_of(case))
    assert (end.how, end.on) == ("expired", date(2029, 3, 10))
    assert held(case).state == "expired"
    assert way.ended_record(way.record_of(case)) is None
    assert not Instance.objects.filter(lift=None, trigger_kind="listing").exists()
    assert expire(date(2029, 4, 30)).ended == []


def annul(on: date) -> None:
    """A court annulled the penalty; a file says so."""
    given = NewRecord(
        "administrative-penalty",
        "uscc",
        world.CODE,
        "P-1/annulled",
        on,
        {},
        "annulment",
        "P-1",
        reason="annulled by a court",
    )
    take_one(*installed_pack("cn"), world.AGENCY, given, "a file")


def test_t6_a_penalty_that_falls_takes_the_listing_along(on_day: OnDay) -> None:
    case = way.published(on_day)
    on_day(date(2026, 5, 11))
    assert expire(date(2026, 5, 11)).ended == []
    annul(date(2026, 5, 8))
    done = expire(date(2026, 5, 11))
    assert [one.name for one in done.ended] == ["listings.fallen"]
    assert done.refused == []
    listing = way.listing_of(case)
    assert listing.end.how == "cancelled"
    ended = way.ended_record(way.record_of(case))
    assert ended is not None
    assert ended.action == 3
    assert not Instance.objects.filter(lift=None, trigger_kind="listing").exists()
    assert held(case).state == "fallen"
    clock = held(case).standing(date(2026, 5, 11)).clocks["cancellation-due"]
    assert clock.last_day == date(2026, 5, 14)
    assert expire(date(2026, 5, 11)).ended == []


def test_a_penalty_that_falls_before_the_decision_ends_the_case(on_day: OnDay) -> None:
    case = way.noticed()
    on_day(date(2026, 3, 4))
    annul(date(2026, 3, 3))
    expire(date(2026, 3, 4))
    assert held(case).state == "not-listed"
    with pytest.raises(ActRefusedError, match="ended with `base-fell-before`"):
        world.step(case, "decide-listing", "3", **way.DECIDE)


def test_a_listing_in_error_is_revoked_as_if_it_had_never_been(on_day: OnDay) -> None:
    case = way.published(on_day)
    on_day(date(2026, 4, 1))
    world.step(case, "cancel-in-error", "3", fields={"why_not": "Another business was meant."})
    assert way.listing_of(case).end.how == "in-error"
    assert not Instance.objects.filter(lift=None, trigger_kind="listing").exists()
    ended = way.ended_record(way.record_of(case))
    assert ended is not None
    assert ended.action == 3
