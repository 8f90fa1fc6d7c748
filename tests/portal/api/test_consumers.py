"""Consumers acknowledge by a signed request, each only its own; the figure is anyone's."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.measures import world
from tests.portal.page import faults, read
from tests.registry import officer

from bonafides.consumers.acts.add import add
from bonafides.consumers.acts.end import end
from bonafides.consumers.deliver import tell_all
from bonafides.consumers.messages import message_id
from bonafides.consumers.models import Acknowledged, Consumer
from bonafides.consumers.signature import read as secret_bytes
from bonafides.consumers.signature import signed

Told = tuple[Consumer, str, str]


@pytest.fixture
def told(db: None) -> Told:
    """A consumer, its secret, and the message that it was sent."""
    world.business()
    consumer, secret = add(officer(), "bureau", "http://127.0.0.1:9/ends", ["administrative-penalty"], private=True)
    world.penalty()
    world.ended("administrative-penalty", "P-2", "P-1", date(2026, 4, 10), "withdrawal")
    [notice] = tell_all()
    return consumer, secret, message_id(notice)


def acknowledge(
    client: Client, secret: str, ids: list[str], *, name: str = "bureau", late: int = 0, spoil: bytes = b""
) -> tuple[int, dict[str, object]]:
    body = json.dumps({"ids": ids}).encode()
    headers = signed([secret_bytes(secret)], "ack-1", timezone.now() - timedelta(seconds=late), body)
    answer = client.post(
        f"/api/v1/consumers/{name}/acknowledgements", body + spoil, content_type="application/json", headers=headers
    )
    return answer.status_code, answer.json()


def test_a_consumer_acknowledges_what_it_was_sent(client: Client, told: Told) -> None:
    _, secret, message = told
    assert acknowledge(client, secret, [message, "end-999999", "x", message]) == (
        200, {"acknowledged": [message], "before": [], "unknown": ["end-999999", "x"]},
    )  # fmt: skip
    assert Acknowledged.objects.get().how == "posted"
    assert acknowledge(client, secret, [message])[1] == {"acknowledged": [], "before": [message], "unknown": []}


def test_nobody_acknowledges_for_another(client: Client, told: Told) -> None:
    _, secret, message = told
    _, other = add(officer(), "other", "http://127.0.0.1:9/ends", ["*"], private=True)
    assert acknowledge(client, other, [message])[0] == 401, "another's secret under this name"
    assert acknowledge(client, other, [message], name="other")[1]["unknown"] == [message]
    assert acknowledge(client, secret, [message], late=301)[0] == 401
    assert acknowledge(client, secret, [message], spoil=b" ")[0] == 401
    assert acknowledge(client, secret, [message], name="nobody")[0] == 401
    assert not Acknowledged.objects.exists()


def test_a_consumer_that_ended_acknowledges_nothing(client: Client, told: Told) -> None:
    consumer, secret, message = told
    end(officer(), consumer)
    assert acknowledge(client, secret, [message])[0] == 401


@pytest.mark.parametrize("ids", [[], ["end-1"] * 1001])
def test_a_list_that_is_none_is_refused(client: Client, told: Told, ids: list[str]) -> None:
    assert acknowledge(client, told[1], ids)[0] == 400


def test_the_figure_is_anyones(client: Client, told: Told) -> None:
    found = client.get("/api/v1/consistency").json()
    assert (found["consumers"], found["ends"], found["open"]) == (1, 1, {"in_time": 1, "late": 0})
    assert client.get("/api/v1/consistency", {"until": "2026-01-01"}).status_code == 400
    assert client.get("/api/v1/consistency", {"since": "soon"}).status_code == 400


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Not confirmed, still in time"), ("zh-CN", "尚未确认，仍在期限内")]
)
def test_and_on_a_page(client: Client, told: Told, language: str, words: str) -> None:
    answer = client.get("/consistency", headers={"accept-language": language})
    assert answer.status_code == 200
    found = read(answer.content)
    assert faults(found) == []
    assert words in found.text
    assert "bureau" not in found.text
