"""The page of a business: its licences with their state, and the measures in force that anyone may know of."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from tests.listings import way
from tests.portal.page import read
from tests.procedures import world
from tests.procedures.conftest import OnDay, listed, on_day, var

from bonafides.measures.models import Instance
from bonafides.portal.public.licences import state

__all__ = ["listed", "on_day", "var"]
PAGE = f"/entities/uscc/{world.CODE}"
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(DAYS, st.integers(1, 3_000), DAYS)
def test_a_licence_holds_on_its_days_and_on_no_other(since: date, days: int, day: date) -> None:
    until = since + timedelta(days=days)
    with override("en"):
        told = state(since, until, day)
        assert (told.kind in ("good", "warn")) == (since <= day < until)
        assert told.text.startswith("valid") == (since <= day < until)
        assert state(since, None, day).text == ("valid" if day >= since else "not yet valid")


@pytest.mark.usefixtures("listed")
def test_a_measure_is_told_once_what_it_rests_on_is_public(client: Client, on_day: OnDay) -> None:
    """From the service on it counts; before the publication of the listing its page must not tell of it."""
    case = way.served(on_day)
    of_the_list = Instance.objects.filter(trigger_kind="listing", public=True)
    assert of_the_list.exists()
    assert "No honours of market regulation" not in told(client)
    on_day(way.PUBLISHED)
    world.step(case, "publish", "2")
    assert "No honours of market regulation" in told(client)
    on_day(date(2026, 4, 1))
    world.step(case, "cancel-in-error", "3", fields={"why_not": "Another business was meant."})
    assert "No honours of market regulation" not in told(client)


@pytest.mark.usefixtures("listed")
def test_a_measure_of_another_day_is_not_told(client: Client, on_day: OnDay) -> None:
    way.published(on_day)
    assert "No honours of market regulation" not in told(client, as_of="2026-02-20")


@pytest.mark.usefixtures("listed")
def test_what_follows_from_a_tier_tells_no_tier(client: Client, on_day: OnDay) -> None:
    case = way.published(on_day)
    for one in Instance.objects.filter(trigger_kind="listing", public=True):
        Instance.objects.create(
            **{name: getattr(one, name) for name in (
                "entity", "measure", "version", "agency", "basis", "points", "since", "act",
            )}, kind="reward", trigger_kind="tier", trigger_ref=1, trigger_of="A", public=True, record=None,
        )  # fmt: skip
    page = read(client.get(PAGE, headers={"accept-language": "en"}).content)
    assert "reward" not in page.text
    assert case.pk


def told(client: Client, **given: str) -> str:
    return read(client.get(PAGE, given, headers={"accept-language": "en"}).content).text
