"""What ends by its date ends as of that day, in order, once, whenever and however often somebody looks."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import registry

from bonafides.acts import ends
from bonafides.acts.act import Acting, Role, official_act
from bonafides.acts.ends import Due, expire, register_ends, waiting
from bonafides.acts.models import Act
from bonafides.entities.models import CodeException

emptied = registry.emptied_db
DAY = date(2026, 1, 1)


@official_act("tests.end_one", by=(Role.OPERATOR,))
def end_one(acting: Acting, due: Due) -> CodeException:
    """The end of one thing: a row that can be there but once."""
    acting.details = {"on": due.on, "ref": due.ref}
    return acting.write(CodeException, scheme="tests", code=str(due.ref), authority="x", confirmed_on=due.on)


class Things:
    """Things that end on days; what has ended is in the database."""

    def __init__(self, over: dict[int, date]) -> None:
        self.over = over

    def ended(self) -> set[int]:
        found = CodeException.objects.filter(scheme="tests").values_list("code", flat=True)
        return {int(code) for code in found}

    def due(self, today: date) -> Iterator[Due]:
        ended = self.ended()
        return (Due(on, ref) for ref, on in self.over.items() if on <= today and ref not in ended)

    def end(self, due: Due) -> bool:
        try:
            with transaction.atomic():
                end_one(Acting("worker", "operator", "LAW art. 1", "its day has come"), due)
        except IntegrityError:
            return False
        return True


@pytest.fixture(autouse=True)
def none_registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ends, "_kinds", {})


def acts() -> list[tuple[str, int]]:
    rows = Act.objects.filter(name="tests.end_one").order_by("pk").values_list("details", flat=True)
    return [(row["on"], row["ref"]) for row in rows]


@pytest.mark.django_db
def test_each_ends_as_of_its_day_and_kinds_in_their_order() -> None:
    late, early = Things({1: DAY, 2: DAY + timedelta(days=2)}), Things({3: DAY, 4: DAY + timedelta(days=9)})
    register_ends("late", late.due, late.end)
    register_ends("early", early.due, early.end)
    today = DAY + timedelta(days=5)
    assert [(name, due.ref) for name, due in waiting(today)] == [("late", 1), ("early", 3), ("late", 2)]
    done = expire(today)
    assert [(one.name, one.due.ref) for one in done.ended] == [("late", 1), ("early", 3), ("late", 2)]
    assert acts() == [("2026-01-01", 1), ("2026-01-01", 3), ("2026-01-03", 2)]
    assert expire(today).ended == []
    assert len(acts()) == 3
    with pytest.raises(RuntimeError, match="registered already"):
        register_ends("late", late.due, late.end)


@pytest.mark.django_db
def test_what_cannot_end_holds_nothing_else_up_and_is_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    things, broken = Things({1: DAY, 2: DAY}), [True]

    def end(due: Due) -> bool:
        if due.ref == 1 and broken:
            end_one(Acting("worker", "operator", "LAW art. 1", "half done"), due)
            raise RuntimeError("the disk is full")
        return things.end(due)

    register_ends("things", things.due, end)
    done = expire(DAY)
    assert [one.due.ref for one in done.ended] == [2]
    assert done.as_json()["refused"] == [
        {"what": "things", "number": 1, "on": "2026-01-01", "why_not": "the disk is full"}
    ]
    assert acts() == [("2026-01-01", 2)], "and none of it stayed"
    assert "things 1, due on 2026-01-01, did not end" in caplog.text
    broken.clear()
    assert [one.due.ref for one in expire(DAY).ended] == [1]


@pytest.mark.django_db
def test_an_end_that_brings_another_about() -> None:
    things, child = Things({1: DAY}), Things({})

    def end(due: Due) -> bool:
        child.over[2] = DAY + timedelta(days=1)
        child.over[3] = DAY + timedelta(days=30)
        return things.end(due)

    register_ends("things", things.due, end)
    register_ends("children", child.due, child.end)
    assert [(one.name, one.due.ref) for one in expire(DAY + timedelta(days=7)).ended] == [
        ("things", 1),
        ("children", 2),
    ]


@pytest.mark.django_db
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    over=st.dictionaries(st.integers(0, 30), st.integers(0, 40), max_size=12),
    runs=st.lists(st.integers(0, 45), max_size=6),
)
def test_downtime_changes_no_day_and_no_order(over: dict[int, int], runs: list[int]) -> None:
    """Run on any days or on every day, the same ends follow each other, as of the same days, each once."""
    told = []
    for days in (sorted({*runs, 45}), range(46)):
        things = Things({ref: DAY + timedelta(days=after) for ref, after in over.items()})
        ends._kinds.clear()
        register_ends("things", things.due, things.end)
        with transaction.atomic():
            first = len(acts())
            for day in days:
                today = DAY + timedelta(days=day)
                assert all(one.due.on <= today for one in expire(today).ended)
            told.append(acts()[first:])
            transaction.set_rollback(True)
    assert told[0] == told[1]
    assert sorted(ref for _, ref in told[0]) == sorted(over)
    assert {ref: date.fromisoformat(on) for on, ref in told[0]} == {
        ref: DAY + timedelta(days=after) for ref, after in over.items()
    }


def test_two_workers_at_once(emptied: None) -> None:
    things = Things({ref: DAY + timedelta(days=ref % 3) for ref in range(40)})
    register_ends("things", things.due, things.end)
    start, done = threading.Barrier(3), []

    def work() -> None:
        try:
            start.wait()
            done.append(expire(DAY + timedelta(days=9)))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert len(done) == 3
    assert [one for run in done for one in run.refused] == []
    assert sorted(one.due.ref for run in done for one in run.ended) == list(range(40))
    assert sorted(ref for _, ref in acts()) == list(range(40))
