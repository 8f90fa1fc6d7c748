"""Powers are given from a day on, by another, and ended by a row of their own."""

from __future__ import annotations

from datetime import date

import pytest
from tests import registry
from tests.agencies.conftest import Enrol, days, officer, today

from bonafides.acts.act import ActRefusedError, Role
from bonafides.agencies import queries
from bonafides.agencies.acts.appoint import appoint
from bonafides.agencies.acts.end_power import end_power
from bonafides.agencies.queries import roles_of


@pytest.fixture(autouse=True)
def _officers(enrolled: Enrol) -> None:
    enrolled({"number": "admin", "roles": "administrator"}, {})


def roles(day: date) -> set[Role]:
    return roles_of("toy", "a", "1", day)


def test_from_a_day_up_to_another() -> None:
    appoint(registry.officer(), queries.officer("toy", "a", "1"), Role.DECIDER, days(1), days(3))
    held = [Role.DECIDER in roles(days(count)) for count in range(5)]
    assert held == [False, True, True, False, False]


def test_ended_and_given_again() -> None:
    one = queries.officer("toy", "a", "1")
    assert len(end_power(registry.officer(), one, Role.INSPECTOR, days(5))) == 1
    assert (roles(days(4)), roles(days(5))) == ({Role.INSPECTOR}, set())
    end_power(registry.officer(), one, Role.INSPECTOR, days(2))
    assert (roles(days(1)), roles(days(2))) == ({Role.INSPECTOR}, set()), "the earlier end counts"
    appoint(registry.officer(), one, Role.INSPECTOR, days(2))
    assert roles(days(2)) == {Role.INSPECTOR}


def test_what_is_refused() -> None:
    one, admin = queries.officer("toy", "a", "1"), queries.officer("toy", "a", "admin")
    before = registry.digest()
    for act, told in (
        (lambda: appoint(officer("admin"), admin, Role.DECIDER, today()), "nobody gives powers to themselves"),
        (lambda: appoint(registry.officer(), one, Role.OPERATOR, today()), "is whoever runs this installation"),
        (lambda: appoint(registry.officer(), one, Role.INSPECTOR, today()), "is inspector on .* already"),
        (lambda: appoint(registry.officer(), one, Role.DECIDER, today(), today()), "expected an end after"),
        (lambda: appoint(officer("1"), one, Role.DECIDER, today()), "who is administrator, officer 1 is inspector"),
        (lambda: end_power(registry.officer(), one, Role.DECIDER, today()), "officer 1 is not decider on"),
        (lambda: end_power(officer("1"), one, Role.INSPECTOR, today()), "who is administrator"),
    ):
        with pytest.raises(ActRefusedError, match=told):
            act()
    assert registry.digest() == before
