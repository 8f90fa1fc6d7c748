"""The business reads who looked; what an open investigation looked at is counted until the case ends or the delay is over."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from tests.registry import sql
from tests.sharing.access.conftest import as_owner, look

from bonafides.agencies.who import Kind, Who
from bonafides.entities.models import SUBJECT_KINDS, Entity
from bonafides.sharing.access.log import Telling, Told
from bonafides.sharing.access.queries import looked_up, seen_by_business
from bonafides.sharing.access.words import said

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def entity() -> Entity:
    return Entity.objects.create(scheme="shop", code="S1", kind=SUBJECT_KINDS[0])


def late(told: Told, now: datetime) -> Telling:
    return Telling(told, now + HOUR, officer_shown=True)


def test_the_business_reads_who_when_for_what(entity: Entity) -> None:
    now = timezone.now()
    look(entity.pk, telling=Telling(officer_shown=True))
    look(entity.pk, who=Who(Kind.MACHINE, "toy", "b", "program-1"))
    look(entity.pk + 1)
    seen = seen_by_business(entity, now + HOUR)
    assert seen.not_yet_told == 0
    second, first = seen.looks
    assert (first.agency, first.officer, first.purpose, first.basis) == ("a", "A-012", "licensing", "LAW art. 1")
    assert (first.case, first.how, first.fields) == (
        "case:12",
        "api",
        {"fine": ["note", "secret"], "licence": ["shared"]},
    )
    assert (second.agency, second.officer) == ("b", None), "the pack shows the agency alone"
    assert [one.number for one in seen_by_business(entity, now, before=second.number).looks] == [first.number]
    assert "A-012" in said([first])[0].who
    assert "program-1" not in said([second])[0].who


def test_a_delay_is_counted_until_it_is_over(entity: Entity) -> None:
    now = timezone.now()
    look(entity.pk, telling=late(Told.AFTER, now))
    look(entity.pk)
    assert [seen_by_business(entity, moment).not_yet_told for moment in (now, now + HOUR)] == [1, 0]
    assert [len(seen_by_business(entity, moment).looks) for moment in (now, now + HOUR)] == [1, 2]


@pytest.mark.parametrize(
    ("told", "case", "ended", "shown"),
    [
        (Told.CASE_ENDS, "case:7", True, 1),
        (Told.CASE_ENDS, "case:7", False, 0),
        (Told.CASE_ENDS, "case:8", True, 0),
        (Told.CASE_ENDS, "7", True, 0),
        (Told.CASE_ENDS, "case:99999999999999999999999", True, 0),
        (Told.CASE_ENDS, None, True, 0),
        (Told.AFTER, "case:7", True, 0),
    ],
)
def test_the_end_of_the_case_tells_too(entity: Entity, told: Told, case: str | None, ended: bool, shown: int) -> None:
    now = timezone.now()
    act = "INSERT INTO acts_act (name, at, officer, agency, pack, basis, reason, evidence, details, rows)"
    as_owner(f"{act} VALUES ('a.b', now() - interval '1 day', 'o', 'a', '', 'b', 'r', '[]', '{{}}', '{{}}')")
    [(number,)] = sql("SELECT max(id) FROM acts_act")
    as_owner(
        'INSERT INTO procedures_step (act_id, seal, case_id, number, step, "on", state, ends, fields, findings, files, asked, '
        f"documents) VALUES ({number}, '', 7, 1, 's', now(), 's', {ended}, '{{}}', '{{}}', '[]', '[]', '[]')"
    )
    look(entity.pk, case=case, telling=late(told, now))
    seen = seen_by_business(entity, now)
    assert (len(seen.looks), seen.not_yet_told) == (shown, 1 - shown)


def test_the_operator_reads_the_whole(entity: Entity) -> None:
    look(entity.pk, telling=late(Told.AFTER, timezone.now()))
    look(entity.pk, who=Who(Kind.OFFICER, "toy", "b", "B-1"), case=None)
    assert [(one.agency, one.officer, one.code) for one in looked_up()] == [("b", "B-1", "S1"), ("a", "A-012", "S1")]
    assert [one.agency for one in looked_up(agency="a")] == ["a"]
    assert [one.agency for one in looked_up(name="B-1")] == ["b"]
    assert [one.agency for one in looked_up(case="case:12")] == ["a"]
