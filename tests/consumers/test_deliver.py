"""What ends is told to every consumer: in order, signed, once, and again until it is acknowledged."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.consumers.conftest import Bureau
from tests.measures import world
from tests.registry import officer

from bonafides.acts.act import ActRefusedError
from bonafides.acts.models import Act
from bonafides.consumers.acts.add import add
from bonafides.consumers.acts.end import end
from bonafides.consumers.acts.renew_secret import renew_secret
from bonafides.consumers.acts.replay import replay
from bonafides.consumers.deliver import PATIENT, deliver, tell_all
from bonafides.consumers.models import Acknowledged, Consumer, Notice
from bonafides.consumers.queries import dead_letters, late_notices
from bonafides.consumers.signature import read, why_not
from bonafides.entities.models import Entity
from bonafides.measures.cascade import impose_for_trigger, lift_for_trigger

EVERYTHING = ["*"]


def consumer(bureau: Bureau, name: str = "bureau", gets: list[str] = EVERYTHING) -> tuple[Consumer, str]:
    return add(officer(), name, bureau.url, gets, private=True)


def listed_and_annulled() -> None:
    record = world.listing()
    impose_for_trigger(officer(), "record", record.pk, on=date(2026, 2, 10))
    world.ended("serious-violation-listing", "L-2", "L-1", date(2026, 4, 30))
    lift_for_trigger(officer(), "record", record.pk, on=date(2026, 4, 30), why="annulled")


def test_the_end_of_a_record_and_of_its_measures_is_told_in_order_and_signed(shop: Entity, bureau: Bureau) -> None:
    one, secret = consumer(bureau)
    listed_and_annulled()
    tell_all()
    done = deliver(one)
    assert (done.arrived, done.open, done.why_not) == (8, 0, None)
    first = bureau.events[0]
    assert first["type"] == "bonafides.ended"
    assert first["subject"] == f"uscc:{world.CODE}"
    assert first["data"] == {
        "what": "record", "of": "serious-violation-listing", "ref": "market-regulation/L-1", "scheme": "uscc",
        "code": world.CODE, "how": "annulled", "not_to_be_used_from": "2026-04-30",
        "acknowledge_by": str(Notice.objects.order_by("pk")[0].last_day),
    }  # fmt: skip
    assert {one["data"]["what"] for one in bureau.events[1:]} == {"measure"}
    numbers = [int(headers["webhook-id"].removeprefix("end-")) for headers, _ in bureau.got]
    assert numbers == sorted(numbers)
    for headers, body in bureau.got:
        assert headers["content-type"] == "application/cloudevents+json"
        assert why_not([read(secret)], headers, timezone.now(), body) is None
        assert why_not([read(secret)], headers, timezone.now(), body + b" ") is not None
    assert Acknowledged.objects.filter(how="answered").count() == 8


def test_nothing_is_told_twice(shop: Entity, bureau: Bureau) -> None:
    one, _ = consumer(bureau)
    listed_and_annulled()
    assert len(tell_all()) == 8
    acts = Act.objects.count()
    assert tell_all() == []
    assert Act.objects.count() == acts, "no act where there is nothing to say"
    deliver(one)
    assert deliver(one).arrived == 0
    assert len(bureau.got) == 8


def test_what_did_not_arrive_holds_up_what_is_later(shop: Entity, bureau: Bureau) -> None:
    one, _ = consumer(bureau)
    listed_and_annulled()
    tell_all()
    bureau.status = 503
    failed = deliver(one)
    assert (failed.arrived, failed.open, failed.why_not) == (0, 8, "expected an answer of 2xx, came 503")
    assert len(bureau.got) == 1
    bureau.status = 200
    assert deliver(one).arrived == 8
    assert bureau.got[0][0]["webhook-id"] == bureau.got[1][0]["webhook-id"], "the same message again"
    assert bureau.got[0][1] == bureau.got[1][1]


def test_a_consumer_that_is_away_is_told_later(shop: Entity, bureau: Bureau) -> None:
    one, _ = add(officer(), "away", "http://127.0.0.1:9/ends", ["*"], private=True)
    listed_and_annulled()
    tell_all()
    assert "127.0.0.1" in (deliver(one).why_not or "")
    assert deliver(one).open == 8


def test_a_redirect_is_not_followed(shop: Entity, bureau: Bureau) -> None:
    one, _ = consumer(bureau)
    bureau.status, bureau.headers = 307, {"location": "http://169.254.169.254/latest/meta-data/"}
    listed_and_annulled()
    tell_all()
    assert deliver(one).why_not == "expected an answer of 2xx, came 307"
    assert len(bureau.got) == 1


@pytest.mark.parametrize(("gets", "count"), [(["measures"], 7), (["serious-violation-listing"], 1), (["honour"], 0)])
def test_each_is_told_of_what_it_was_given(shop: Entity, bureau: Bureau, gets: list[str], count: int) -> None:
    consumer(bureau, gets=gets)
    listed_and_annulled()
    assert len(tell_all()) == count


def test_every_consumer_is_told(shop: Entity, bureau: Bureau) -> None:
    first, _ = consumer(bureau, "first")
    second, _ = consumer(bureau, "second")
    gone, _ = consumer(bureau, "gone")
    end(officer(), gone)
    listed_and_annulled()
    tell_all()
    assert [Notice.objects.filter(consumer=one).count() for one in (first, second, gone)] == [8, 8, 0]


def test_what_ended_before_it_came_is_not_told(shop: Entity, bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bonafides.consumers.reading.SLACK", timedelta(0))
    consumer(bureau, "first")
    listed_and_annulled()
    tell_all()
    late, _ = consumer(bureau, "late")
    world.abnormal()
    world.ended("abnormal-operations", "A-2", "A-1", date(2026, 5, 1), "withdrawal")
    tell_all()
    assert list(Notice.objects.filter(consumer=late).values_list("ref", flat=True)) == ["market-regulation/A-1"]


def test_what_never_was_public_is_not_told(shop: Entity, bureau: Bureau) -> None:
    consumer(bureau)
    world.penalty("P-9", procedure="simplified")
    world.ended("administrative-penalty", "P-10", "P-9", date(2026, 5, 1))
    assert tell_all() == []


def test_a_renewed_secret_signs_beside_the_old_one(shop: Entity, bureau: Bureau) -> None:
    one, old = consumer(bureau)
    new = renew_secret(officer(), one)
    listed_and_annulled()
    tell_all()
    deliver(one)
    headers, body = bureau.got[0]
    for secret in (old, new):
        assert why_not([read(secret)], headers, timezone.now(), body) is None


def test_a_message_that_is_refused_is_set_aside_and_goes_out_again(shop: Entity, bureau: Bureau) -> None:
    one, _ = consumer(bureau)
    listed_and_annulled()
    tell_all()
    bureau.status = 422
    assert (deliver(one, attempt=PATIENT - 1).why_not, dead_letters().count()) == (
        "expected an answer of 2xx, came 422",
        0,
    )
    bureau.status = 503
    assert deliver(one, attempt=PATIENT).why_not is not None
    assert dead_letters().count() == 0, "whoever is away loses nothing"
    bureau.status = 422
    first, second = Notice.objects.order_by("pk")[:2]
    bureau.got.clear()
    assert deliver(one, attempt=PATIENT).open == 8, "it is open still"
    assert [headers["webhook-id"] for headers, _ in bureau.got] == [f"end-{first.pk}", f"end-{second.pk}"]
    assert [(letter.notice, letter.why) for letter in dead_letters(one)] == [
        (first, "expected an answer of 2xx, came 422")
    ]
    bureau.status = 204
    assert (deliver(one).arrived, deliver(one).open) == (7, 1)
    assert first in late_notices(date(2099, 1, 1))
    with pytest.raises(ActRefusedError, match=f"came end-{second.pk}"):
        replay(officer(), one, [second.pk])
    replay(officer(), one, [first.pk])
    assert deliver(one).open == 0
    with pytest.raises(ActRefusedError, match="has no dead letters"):
        replay(officer(), one)
