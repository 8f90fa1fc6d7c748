"""Acts of officers: power held today, and no interest in the business or in one that is one with it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import registry
from tests.agencies.conftest import Enrol, days, officer

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.acts.models import Act
from bonafides.agencies import queries
from bonafides.agencies.acts.declare_interest import declare_interest
from bonafides.agencies.acts.end_interest import end_interest
from bonafides.agencies.acts.end_power import end_power
from bonafides.entities.acts.merge import merge
from bonafides.entities.acts.split import split
from bonafides.entities.queries import entity_by_code


@official_act("tests.inspect", by=(Role.INSPECTOR, Role.DECIDER))
def inspect(acting: Acting, code: str) -> None:
    """An act on a business."""
    acting.subject = entity_by_code("shop", code).pk


@pytest.fixture(autouse=True)
def _officers(enrolled: Enrol) -> None:
    enrolled({"interests": "A"}, {"number": "2", "roles": "reviewer"}, {"number": "3"})


def test_power_held_today() -> None:
    inspect(officer("1"), "C")
    with CaptureQueriesContext(connection) as asked:
        inspect(officer("3"), "A")
    statements = [query["sql"].split()[0] for query in asked.captured_queries]
    # permission, number, the act's own look-up (a prepared statement), recusal
    assert statements == ["SAVEPOINT", "SELECT", "SELECT", "WITH", "SELECT", "WITH", "RELEASE"]


@pytest.mark.parametrize(
    ("acting", "told"),
    [
        (officer("2"), "an officer of toy/a who is inspector or decider, officer 2 is reviewer; .* officer appoint 2 ROLE"),
        (officer("9"), "there is no officer '9' in toy/a; enrol one: bonafides officer enrol ROSTER"),
        (officer("1", agency="b"), "there is no officer '1' in toy/b"),
        (officer("1", agency="operator"), "for inspector or decider of an agency, not for the operator"),
    ],
)  # fmt: skip
def test_no_power(acting: Acting, told: str) -> None:
    before = registry.digest()
    with pytest.raises(ActRefusedError, match=told):
        inspect(acting, "C")
    assert registry.digest() == before


def test_a_power_that_ended() -> None:
    end_power(registry.officer(), queries.officer("toy", "a", "3"), Role.INSPECTOR, days(0))
    with pytest.raises(ActRefusedError, match="officer 3 holds no power today"):
        inspect(officer("3"), "C")


def test_recused_from_a_business_and_what_is_one_with_it() -> None:
    told = "officer 1 of toy/a has declared an interest in this business: another officer must act; nothing was changed"
    b, a = entity_by_code("shop", "B"), entity_by_code("shop", "A")
    inspect(officer("1"), "B")
    merge(registry.officer(), b, a)
    merge(registry.officer(), entity_by_code("shop", "C"), b)
    before = registry.digest()
    for code in "ABC":
        with pytest.raises(ActRefusedError, match=told):
            inspect(officer("1"), code)
    assert registry.digest() == before
    inspect(officer("1"), "D")
    split(registry.officer(), b, a)
    inspect(officer("1"), "C")


def test_an_interest_that_ended() -> None:
    one, a = queries.officer("toy", "a", "1"), entity_by_code("shop", "A")
    end_interest(registry.officer(), one, a, days(1))
    with pytest.raises(ActRefusedError, match="another officer must act"):
        inspect(officer("1"), "A")
    end_interest(registry.officer(), one, a, days(0))
    inspect(officer("1"), "A")


def test_to_declare_an_interest_one_is_not_recused() -> None:
    declare_interest(officer("1"), queries.officer("toy", "a", "1"), entity_by_code("shop", "B"), "x", days(0))
    assert Act.objects.get(name="agencies.declare_interest").officer == "1"
