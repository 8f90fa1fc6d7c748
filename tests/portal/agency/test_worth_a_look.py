"""The pages of signals: read by the agency's officers alone, each look told to the log, each step an act, no step twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from tests import registry
from tests.portal.agency.conftest import START, Desk, OnDay, _outside, desk, listed, on_day, var
from tests.portal.page import faults, read
from tests.procedures import world

from bonafides.acts.wall import inside
from bonafides.entities.models import Entity
from bonafides.packs.queries import installed_pack
from bonafides.watch.signals.acts.record_look import NewSignal, record_look
from bonafides.watch.signals.models import Signal, Step
from bonafides.watch.signals.run import _next_run, look_at_everyone

__all__ = ["START", "OnDay", "_outside", "desk", "listed", "on_day", "var"]
pytestmark = pytest.mark.django_db
REASON = {"en": "A food licence ended 12 days ago.", "zh": "食品许可到期12天。"}


@pytest.fixture
def signals(desk: Desk) -> list[int]:
    """Two open signals of market regulation, about one business."""
    with inside():
        pack, version = installed_pack("cn")
        base = look_at_everyone(registry.officer(), pack, version, world.today())
        entity, today = Entity.objects.order_by("pk").first(), world.today()
        assert entity is not None
        told = {
            "pack_version": version, "as_of": today, "known_at": base.known_at, "since": base.known_at, "base": base, "cards": {},
            "learned": {}, "engine": "x", "snapshot_digest": "0" * 64, "decided": 1, "started_at": base.known_at,
        }  # fmt: skip
        leads = [
            NewSignal(entity.pk, "market-regulation", card, "0" * 64, effect, place, [], today, today + timedelta(days=60),
                      REASON, {"food_licence_ended_days": "12"}, [7, 3], 7)
            for card, effect, place in (("food-licence-lapsed", "raise-order", 1), ("report-contradicts", "reminder", 7))
        ]  # fmt: skip
        record_look(registry.officer(), _next_run(), told, leads, [], {})
        return list(Signal.objects.order_by("place").values_list("pk", flat=True))


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer.content.decode()
    assert faults(read(answer.content)) == []
    return str(answer.content.decode())


def test_the_list_one_signal_and_what_may_be_done(desk: Desk, signals: list[int]) -> None:
    whole = page(desk("1"), "/agency/worth-a-look/")
    assert "2 open signals" in whole
    assert whole.index("Food licence lapsed") < whole.index("contradicts itself")
    assert "A food licence ended 12 days ago." in whole
    assert (
        "contradicts itself: "
        not in page(desk("1"), "/agency/worth-a-look/?card=food-licence-lapsed").split("Signal", 1)[0]
    )
    one = page(desk("1"), f"/agency/worth-a-look/{signals[0]}")
    assert "When it is wrong" in one
    assert 'value="visit"' in one
    assert 'value="visit"' not in page(desk("1"), f"/agency/worth-a-look/{signals[1]}"), "a reminder allows no visit"
    page(desk("1"), "/agency/worth-a-look/99999999", 404)


def test_each_step_by_its_form(desk: Desk, signals: list[int]) -> None:
    address = f"/agency/worth-a-look/{signals[0]}"
    assert (
        "Fill in: Why it is not worth a look"
        in desk("1").post(address, {"do": "dismiss", "words": ""}).content.decode()
    )
    assert desk("1").post(address, {"do": "take-up", "by": "papers", "words": "Look at the file."}).status_code == 302
    assert desk("1").post(address, {"do": "dismiss", "words": "late"}).status_code == 200, (
        "it may no longer be dismissed"
    )
    assert desk("1").post(address, {"do": "outcome", "found": "something", "words": "No licence."}).status_code == 302
    with inside():
        assert list(Step.objects.order_by("pk").values_list("what", "found")) == [
            ("taken-up", None),
            ("outcome", "something"),
        ]
    month = page(desk("1"), f"/agency/worth-a-look/months/{world.today():%Y-%m}")
    assert "too few were looked into to say" in month
    told = desk("1").get(f"/agency/worth-a-look/months/{world.today():%Y-%m}?format=json").json()
    assert next((one["card"], one["raised"], one["hits"]) for one in told["cards"]) == ("food-licence-lapsed", 1, 1)
    page(desk("1"), "/agency/worth-a-look/months/2026-13", 404)


def test_each_look_is_told_to_the_log(desk: Desk, signals: list[int]) -> None:
    with inside():
        ((before,),) = registry.sql("SELECT count(*) FROM sharing_access")
    page(desk("1"), "/agency/worth-a-look/")
    with inside():
        ((after,),) = registry.sql("SELECT count(*) FROM sharing_access")
        ((purpose, opened),) = registry.sql(
            "SELECT t.purpose, t.opened FROM sharing_access a JOIN sharing_terms t ON t.id = a.terms_id "
            "ORDER BY a.id DESC LIMIT 1"
        )
    assert after == before + 1
    assert purpose == "supervision"
    assert "cn/administrative-licence" in str(opened)


def test_nobody_else_sees_it(desk: Desk, signals: list[int]) -> None:
    address = f"/agency/worth-a-look/{signals[0]}"
    assert Client().get(address).status_code == 302
    assert Client().get(f"/api/v1/signals/{signals[0]}").status_code == 401
