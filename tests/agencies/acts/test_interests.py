"""Interests are declared by the officer or an administrator, and end by the word of another."""

from __future__ import annotations

import pytest
from tests import registry
from tests.agencies.conftest import Enrol, days, officer, today

from bonafides.acts.act import ActRefusedError, Role
from bonafides.acts.models import Act, Event
from bonafides.agencies import queries
from bonafides.agencies.acts.appoint import appoint
from bonafides.agencies.acts.declare_interest import declare_interest
from bonafides.agencies.acts.end_interest import end_interest
from bonafides.agencies.queries import interests_of
from bonafides.entities.queries import entity_by_code


@pytest.fixture(autouse=True)
def _officers(enrolled: Enrol) -> None:
    enrolled({"number": "admin", "roles": "administrator"}, {"number": "2"}, {})


@pytest.mark.parametrize("who", ["1", "admin"])
def test_declared_and_ended(who: str) -> None:
    one, shop = queries.officer("toy", "a", "1"), entity_by_code("shop", "A")
    declare_interest(officer(who), one, shop, "partner of the owner", today())
    assert interests_of("toy", "a", "1", today()) == {shop.pk}
    act = Act.objects.get(name="agencies.declare_interest")
    assert "partner" not in str((act.details, Event.objects.get(act=act).data)), "the nature is kept, not told"
    end_interest(officer("admin"), one, shop, days(3))
    assert (interests_of("toy", "a", "1", days(2)), interests_of("toy", "a", "1", days(3))) == ({shop.pk}, set())


def test_an_administrator_of_days_to_come_is_none_today() -> None:
    appoint(registry.officer(), queries.officer("toy", "a", "2"), Role.ADMINISTRATOR, days(5))
    with pytest.raises(ActRefusedError, match="expected an administrator, or the officer concerned"):
        declare_interest(officer("2"), queries.officer("toy", "a", "1"), entity_by_code("shop", "A"), "x", days(6))


def test_what_is_refused() -> None:
    one, shop = queries.officer("toy", "a", "1"), entity_by_code("shop", "A")
    declare_interest(officer("1"), one, shop, "x", today())
    before = registry.digest()
    other = entity_by_code("shop", "B")
    for act, told in (
        (
            lambda: declare_interest(officer("2"), one, other, "x", today()),
            "an administrator, or the officer concerned",
        ),
        (lambda: declare_interest(officer("1"), one, other, " ", today()), "expected what the interest is"),
        (lambda: declare_interest(officer("1"), one, other, "x", today(), today()), "expected an end after"),
        (lambda: declare_interest(officer("1"), one, shop, "x", today()), "has declared this already"),
        (lambda: end_interest(officer("1"), one, shop, today()), "who is administrator, officer 1 is inspector"),
        (lambda: end_interest(registry.officer(), one, other, today()), "has no interest in shop:B on"),
    ):
        with pytest.raises(ActRefusedError, match=told):
            act()
    assert registry.digest() == before
