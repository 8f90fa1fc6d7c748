"""What holds on a day, asked of the database, is what the words say: begun, not past its end, not ended by then."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import registry
from tests.agencies.conftest import Enrol

from bonafides.acts.act import Acting, Role, official_act
from bonafides.agencies import queries
from bonafides.agencies.in_force import in_force
from bonafides.agencies.models import Power, PowerEnd

FIRST = date(2026, 1, 1)
days = st.integers(0, 8)
powers = st.tuples(days, st.none() | st.integers(1, 8), st.lists(days, max_size=2))


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


@official_act("tests.give_powers", by=(Role.OPERATOR,))
def give_powers(acting: Acting, given_: list[tuple[int, int | None, list[int]]]) -> list[Power]:
    """Powers with their own ends, and ended by rows."""
    officer = queries.officer("toy", "a", "1")
    made = acting.write_many(
        Power,
        (
            {
                "officer": officer,
                "role": "reviewer",
                "since": day(since),
                "until": None if length is None else day(since + length),
            }
            for since, length, _ in given_
        ),
    )
    for one, (_, _, ends) in zip(made, given_, strict=True):
        acting.write_many(PowerEnd, ({"power": one, "ends": day(end)} for end in ends))
    return made


@pytest.fixture(autouse=True)
def _officer(enrolled: Enrol) -> None:
    enrolled({})


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(powers, max_size=5))
def test_what_holds_on_each_day(given_: list[tuple[int, int | None, list[int]]]) -> None:
    made = give_powers(registry.officer(), given_)
    for now in range(-1, 18):
        held = set(
            Power.objects.filter(in_force(day(now)), pk__in=[one.pk for one in made]).values_list("pk", flat=True)
        )
        assert held == {
            one.pk
            for one, (since, length, ends) in zip(made, given_, strict=True)
            if since <= now and (length is None or now < since + length) and all(now < end for end in ends)
        }
