"""Whatever was imposed, lifted and expired in whatever order: what counts on a day is what a list would say."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.measures import world
from tests.registry import officer

from bonafides.acts.act import ActRefusedError
from bonafides.entities.models import Entity
from bonafides.measures.acts.impose import impose
from bonafides.measures.acts.lift import lift
from bonafides.measures.cascade import impose_for_trigger, lift_for_trigger
from bonafides.measures.ends import due, end
from bonafides.measures.models import Instance
from bonafides.measures.standing import counting
from bonafides.records.models import Record

START = date(2026, 6, 1)
LAST = 1_500
DAYS = st.integers(0, LAST).map(lambda days: START + timedelta(days=days))
DOINGS = st.tuples(st.sampled_from(("ban", "cascade", "lift", "end trigger", "expire")), DAYS)


@dataclass
class Known:
    """An instance as a list would keep it."""

    number: int
    since: date
    until: date | None
    lifted: date | None = None

    def counts(self, day: date) -> bool:
        ended = self.until is not None and day >= self.until
        return self.since <= day and not ended and (self.lifted is None or day < self.lifted)


class UndoneError(Exception):
    """Undoes what an example did."""


@pytest.fixture
def grounds(db: None) -> tuple[Entity, Record, Record]:
    """A business, a penalty for bribery, an entry in the serious list."""
    shop = world.business()
    bribed = world.penalty(penalty_types=["fine"], field="procurement", severity="general", on=date(2026, 5, 1))
    return shop, bribed, world.listing(on=date(2026, 5, 1), until=None)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(doings=st.lists(DOINGS, min_size=1, max_size=8), asked=st.lists(DAYS, min_size=1, max_size=6))
def test_what_counts_is_what_a_list_would_say(
    grounds: tuple[Entity, Record, Record], doings: list[tuple[str, date]], asked: list[date]
) -> None:
    shop, bribed, listing = grounds
    known: dict[int, Known] = {}
    with pytest.raises(UndoneError), transaction.atomic():
        for what, day in doings:
            done(what, day, shop, bribed, listing, known)
        days = {*asked, *(edge for one in known.values() for edge in (one.since, one.until, one.lifted) if edge)}
        for day in days:
            wanted = {number for number, one in known.items() if one.counts(day)}
            assert set(counting(day).filter(entity=shop).values_list("pk", flat=True)) == wanted
        raise UndoneError


def done(what: str, day: date, shop: Entity, bribed: Record, listing: Record, known: dict[int, Known]) -> None:
    """Do one thing, in the register and in the list."""
    acting = world.of("finance")
    if what == "ban":
        until = day + timedelta(days=400)
        with suppress(ActRefusedError):  # it was imposed already
            one = impose(acting, "gp77-procurement-ban", shop, ("record", bribed.pk), day, until=until)
            known[one.pk] = Known(one.pk, one.since, one.until)
    elif what == "cascade":
        made, _ = impose_for_trigger(officer(), "record", listing.pk, on=day)
        known.update({one.pk: Known(one.pk, one.since, one.until) for one in made})
    elif what == "lift":
        for number in Instance.objects.filter(agency__name="finance", lift=None).values_list("pk", flat=True):
            with suppress(ActRefusedError):  # it ended by itself before
                lift(acting, number, day, "a test")
                known[number].lifted = day
    elif what == "end trigger":
        for each in lift_for_trigger(officer(), "record", listing.pk, on=day, why="a test"):
            known[each.instance_id].lifted = day
    else:
        for waiting in list(due(day)):
            assert end(waiting)
            assert known[waiting.ref].until == waiting.on
            known[waiting.ref].lifted = waiting.on
