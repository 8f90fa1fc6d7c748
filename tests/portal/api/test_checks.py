"""Checks through HTTP: who may ask what, what is answered to whom, and the keys for all."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.measures import world
from tests.measures.checks.test_check import POINT, UNKNOWN, counting
from tests.registry import officer, rolled_back

from bonafides.agencies.acts.issue_credential import issue_credential
from bonafides.agencies.queries import officer as officer_of
from bonafides.entities.models import Entity
from bonafides.kernel.tokens.keys import KeySet
from bonafides.kernel.tokens.status import open_token

URL = "/api/v1/checks"


@pytest.fixture(scope="module")
def tokens(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, str]]:
    """The pack in force, one business, and a token of an officer of two agencies."""
    with rolled_back(django_db_blocker):
        world.business()
        yield {name: _token(name) for name in ("finance", "tax")}


def _token(agency: str) -> str:
    return issue_credential(officer(), officer_of("cn", agency, "D-1"), timezone.now() + timedelta(days=1))


@pytest.fixture
def shop(tokens: dict[str, str], db: None) -> Entity:
    return Entity.objects.get(scheme="uscc", code=world.CODE)


def ask(client: Client, token: str | None, body: Any, **headers: str) -> Any:
    given = headers | ({"authorization": f"Bearer {token}"} if token else {})
    return client.post(URL, body if isinstance(body, str) else json.dumps(body), "application/json", headers=given)


def test_an_agency_that_decides_there_is_told_all_under_its_own_name(
    client: Client, shop: Entity, tokens: dict[str, str]
) -> None:
    counting(shop, "deny", public=False)
    answer = ask(client, tokens["finance"], {"point": POINT, "codes": [world.CODE, UNKNOWN]})
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    told = answer.json()
    assert [(one["code"], one["answer"]) for one in told["answers"]] == [(world.CODE, "denied")]
    assert [(one["code"], one["why"]) for one in told["errors"]] == [(UNKNOWN, "unknown")]
    keys = client.get("/.well-known/jwks.json")
    assert keys["Content-Type"] == "application/jwk-set+json"
    status = open_token(told.pop("token"), KeySet.parse(keys.content), int(time.time()), "urn:bonafides:cn:finance")
    assert status.claims == told
    alone = ask(client, tokens["finance"], {"point": POINT, "codes": [world.CODE]}, accept="application/jwt")
    assert alone["Content-Type"] == "application/jwt"
    status = open_token(alone.content.decode(), KeySet.parse(keys.content), int(time.time()))
    assert status.of(world.CODE)["answer"] == "denied"


@pytest.mark.parametrize(
    ("whose", "body", "status", "told"),
    [
        (None, {"point": POINT, "codes": [world.CODE]}, 401, "Bearer TOKEN"),
        ("tax", {"point": POINT, "codes": [world.CODE]}, 403, "decides cn/finance"),
        ("finance", {"point": "nowhere", "codes": [world.CODE]}, 404, "point: expected a decision point"),
        ("finance", {"point": POINT, "codes": []}, 400, "expected 1 to 10,000 codes"),
        ("finance", {"point": POINT, "codes": [str(one) for one in range(10_001)]}, 400, "came 10,001"),
        ("finance", {"point": POINT}, 400, "codes"),
        ("finance", {"point": POINT, "codes": world.CODE}, 400, "codes"),
        ("finance", {"point": POINT, "codes": [1]}, 400, "string"),
        ("finance", "{", 400, "JSON"),
    ],
)
def test_a_question_that_is_refused(
    client: Client, shop: Entity, tokens: dict[str, str], whose: str | None, body: Any, status: int, told: str
) -> None:
    answer = ask(client, tokens[whose] if whose else None, body)
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert told in answer.json()["detail"]


def test_the_public_is_told_what_is_public_and_promised_nothing(client: Client, shop: Entity) -> None:
    answer = client.get(f"{URL}/{POINT}/uscc/{world.CODE}")
    assert answer.status_code == 200
    assert answer.json()["answers"] == [{"code": world.CODE, "answer": "nothing-public", "measures": []}]
    assert (answer.json()["aud"], answer.json()["sees"]) == ("urn:bonafides:public", "public")
    counting(shop, "deny", public=False)
    assert client.get(f"{URL}/{POINT}/uscc/{world.CODE}").json()["answers"][0]["answer"] == "nothing-public"
    seen = counting(shop, "weigh")
    [told] = client.get(f"{URL}/{POINT}/uscc/{world.CODE}").json()["answers"]
    assert (told["answer"], [one["id"] for one in told["measures"]]) == ("weigh", [seen.pk])


@pytest.mark.parametrize("scheme", ["uscc", "shop"])
@pytest.mark.parametrize("code", [UNKNOWN, "11010519491231002X", "%00", "%E4%B8%AD", "a/b", world.CODE.lower()])
def test_of_whom_the_public_may_not_know_nothing_is_told(client: Client, shop: Entity, scheme: str, code: str) -> None:
    answer = client.get(f"{URL}/{POINT}/{scheme}/{code}")
    assert answer.status_code == 404
    assert "in its normal form; it holds none such, and nothing follows" in answer.json()["detail"]


def test_one_that_is_here_but_of_whom_nothing_is_public(client: Client, shop: Entity) -> None:
    hidden = Entity.objects.create(scheme="uscc", code=UNKNOWN, kind="enterprise")
    counting(hidden, "deny", public=True, since=timezone.localdate())
    assert client.get(f"{URL}/{POINT}/uscc/{UNKNOWN}").status_code == 404


def test_parameters_and_points_that_are_none(client: Client, shop: Entity) -> None:
    assert client.get(f"{URL}/nowhere/uscc/{world.CODE}").status_code == 404
    assert client.get(f"{URL}/{POINT}/uscc/{world.CODE}?pack=other").status_code == 404
    assert client.get(f"{URL}/{POINT}/uscc/{world.CODE}?pack=cn").status_code == 200
    assert client.get(f"{URL}/{POINT}/uscc/{world.CODE}?as_of=2020-01-01").status_code == 400
