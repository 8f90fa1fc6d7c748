"""T8: a record ended while a consumer was away. It may not be served, and once the time of the pack is over there is an alarm."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.consumers.conftest import Bureau
from tests.measures import world
from tests.registry import officer

from bonafides.acts.act import ActRefusedError
from bonafides.acts.ends import Due
from bonafides.consumers.acts.add import add
from bonafides.consumers.acts.alarm import alarm
from bonafides.consumers.alarms import due, end
from bonafides.consumers.deliver import deliver, machine, tell_all
from bonafides.consumers.due import consistency, time_for
from bonafides.consumers.models import Alarm, Notice
from bonafides.consumers.queries import consistency_figure, late_notices
from bonafides.entities.models import Entity


def away(shop: Entity) -> Notice:
    """A consumer that is away, and the one end that it was told."""
    one, _ = add(officer(), "bureau", "http://127.0.0.1:9/ends", ["administrative-penalty"], private=True)
    world.penalty()
    world.ended("administrative-penalty", "P-2", "P-1", date(2026, 4, 10), "withdrawal")
    tell_all()
    notice = Notice.objects.get(consumer=one)
    assert notice.last_day is not None
    return notice


def test_the_time_is_the_packs(shop: Entity) -> None:
    time = time_for("cn", date(2026, 4, 10))
    assert (time.last_day, time.basis) == (date(2026, 4, 15), "PACK")
    assert time_for("cn", date(2031, 1, 1)).last_day is None, "no calendar holds that year: nothing is guessed"


def test_the_old_record_may_not_be_served_from_the_first_moment(shop: Entity) -> None:
    notice = away(shop)
    assert notice.last_day is not None
    for day, alarmed in ((notice.last_day, False), (notice.last_day + timedelta(days=1), True)):
        assert consistency(notice, day, acknowledged=False).value == {
            "may_serve": False, "token": "expired", "alarm": alarmed,
        }  # fmt: skip
    assert consistency(notice, notice.last_day, acknowledged=True).value == {
        "may_serve": False, "token": "expired", "alarm": False,
    }  # fmt: skip


def test_one_alarm_after_the_last_day_however_late_anybody_looks(shop: Entity) -> None:
    notice = away(shop)
    last = notice.last_day
    assert last is not None
    assert list(due(last)) == []
    found = list(due(last + timedelta(days=40)))
    assert found == [Due(last + timedelta(days=1), notice.pk)]
    assert [end(one) for one in found] == [True]
    assert [end(one) for one in found] == [False]
    assert Alarm.objects.get().day == last + timedelta(days=1)
    assert list(late_notices(last + timedelta(days=1))) == [notice], "an alarm does not make it less late"


def test_no_alarm_before_its_time_or_after_an_acknowledgement(shop: Entity, bureau: Bureau) -> None:
    one, _ = add(officer(), "here", bureau.url, ["administrative-penalty"], private=True)
    notice = away(shop)
    assert notice.last_day is not None
    with pytest.raises(ActRefusedError, match="says no alarm"):
        alarm(machine("", "a test"), notice.pk, notice.last_day)
    deliver(one)
    confirmed = Notice.objects.get(consumer=one)
    with pytest.raises(ActRefusedError, match="says no alarm"):
        alarm(machine("", "a test"), confirmed.pk, notice.last_day + timedelta(days=9))


def test_the_public_figure_counts_and_names_nobody(shop: Entity, bureau: Bureau) -> None:
    one, _ = add(officer(), "here", bureau.url, ["administrative-penalty"], private=True)
    notice = away(shop)
    deliver(one)
    assert notice.last_day is not None
    day = notice.last_day
    figure = consistency_figure(day - timedelta(days=365), day)
    assert (figure.consumers, figure.ends, figure.in_time, figure.open_in_time, figure.open_late) == (2, 2, 1, 1, 0)
    later = consistency_figure(day - timedelta(days=365), day + timedelta(days=1))
    assert later.as_json()["open"] == {"in_time": 0, "late": 1}
    assert "bureau" not in str(later.as_json())
