"""Messages between agencies go with their time and not a day before, by an act; what the meter counted of them stays."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.registry import PACKS, put_in_force

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.acts.ends import expire
from bonafides.agencies.models import Agency
from bonafides.packs.load import load_pack
from bonafides.sharing.access.period import PASSED_ON, kept_until
from bonafides.sharing.acts.remove_evidence import remove_evidence
from bonafides.sharing.once import ends
from bonafides.sharing.once.figure import Figure, meter
from bonafides.sharing.once.models import Evidence, EvidenceRemoval, Told, Waiting
from bonafides.sharing.once.removing import days_kept, within

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 30)
FOREVER = (date(2000, 1, 1), date(2100, 1, 1))


@pytest.fixture(autouse=True)
def _asks(monkeypatch: pytest.MonkeyPatch) -> None:
    """An agency that asks; the pack's period for what is passed on is ten days here."""
    Agency.objects.create(pack="toy", name="a", act_id=1, seal=b"")
    monkeypatch.setattr("django.utils.timezone.localdate", lambda value=None: _local(value))
    monkeypatch.setattr(
        "bonafides.sharing.once.removing.kept_until", lambda packs, day, today, step: day + timedelta(days=10)
    )


def _local(value: datetime | None) -> date:
    return TODAY if value is None else timezone.localtime(value).date()


def message(day: date, case: str = "1", hour: int = 9) -> Evidence:
    """A message of a day: three facts, one of them empty, one not to be had."""
    return Evidence.objects.create(
        at=within(day)[0] + timedelta(hours=hour), agency=Agency.objects.get(), message=f"m-{Evidence.objects.count()}-{day}",
        client="x", case=case, entity=1, wanted=b"w" * 32, answer=b"a" * 32, avoided=2, empty=1, unavailable=1,
    )  # fmt: skip


def waits(day: date, *, told: bool = True) -> None:
    """A question that waited."""
    at = within(day)[0] + timedelta(hours=9)
    one = Waiting.objects.create(
        at=at, agency=Agency.objects.get(), message=f"w-{day}", consumer="c", question={}, until=at
    )
    if told:
        Told.objects.create(waiting=one, at=at)


def acting() -> Acting:
    return Acting("x", "operator", "LAW art. 1", "a test")


def test_three_years_by_the_pack() -> None:
    put_in_force(load_pack(PACKS / "cn"))
    assert kept_until({"cn"}, date(2025, 3, 1), TODAY, PASSED_ON) == date(2028, 3, 1)


def test_what_is_over_goes_and_what_was_counted_stays() -> None:
    old, kept = TODAY - timedelta(days=11), TODAY - timedelta(days=10)
    for hour in (0, 23):
        message(old, hour=hour)
    message(kept)
    waits(old)
    waits(kept, told=False)
    before = meter(*FOREVER).agencies
    with pytest.raises(ActRefusedError, match="are kept until 2026-12-01"):
        remove_evidence(acting(), kept, TODAY)
    done = expire(TODAY)
    assert ([(one.name, date.fromordinal(one.due.ref)) for one in done.ended], done.refused) == (
        [("evidence", old)],
        [],
    )
    assert [timezone.localtime(one.at).date() for one in Evidence.objects.all()] == [kept]
    assert (Waiting.objects.count(), Told.objects.count()) == (1, 0)
    assert EvidenceRemoval.objects.get().count == 2
    assert meter(*FOREVER).agencies == before
    assert expire(TODAY).ended == []


def test_many_days_go_in_their_order() -> None:
    for back in (40, 12, 30):
        message(TODAY - timedelta(days=back), case=str(back))
    waits(TODAY - timedelta(days=35))
    told = [TODAY - date.fromordinal(one.due.ref) for one in expire(TODAY).ended]
    assert [one.days for one in told] == [40, 35, 30, 12]
    assert list(days_kept()) == []
    assert meter(*FOREVER).all == Figure(matters=3, avoided=6, empty=3, unavailable=3)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(5, 25), st.sampled_from("xyz")), max_size=8))
def test_the_whole_figure_is_the_same_whatever_has_gone(asked: list[tuple[int, str]]) -> None:
    with transaction.atomic():
        for back, case in asked:
            message(TODAY - timedelta(days=back), case)
        before = meter(*FOREVER).agencies
        expire(TODAY)
        assert meter(*FOREVER).agencies == before
        assert not [one for one in days_kept() if one < TODAY - timedelta(days=10)]
        transaction.set_rollback(True)


def test_the_database_refuses_what_no_act_entered() -> None:
    message(TODAY)
    waits(TODAY)
    for statement in (
        "DELETE FROM once_evidence", "UPDATE once_evidence SET client = 'y'", "TRUNCATE once_evidence",
        "DELETE FROM once_told", "DELETE FROM once_waiting WHERE id = 0; DELETE FROM once_told",
    ):  # fmt: skip
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    EvidenceRemoval.objects.create(since=within(TODAY)[1], until=within(TODAY)[1] + timedelta(days=1), count=0, figures={},
                                   act_id=1, seal=b"")  # fmt: skip
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Evidence.objects.all().delete()


def test_a_pack_that_states_no_end_keeps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bonafides.sharing.once.removing.kept_until", kept_until)
    message(TODAY - timedelta(days=9_000))
    assert list(ends.due(TODAY)) == []
