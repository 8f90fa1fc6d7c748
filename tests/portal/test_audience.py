"""Officers at the API: by token, with a power held today, and acting as themselves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone
from tests import registry
from tests.agencies.conftest import Enrol, days, enrolled, toy

from bonafides.acts.act import ActRefusedError, Evidence, NotPermittedError, Role
from bonafides.agencies import queries
from bonafides.agencies.acts.end_credentials import end_credentials
from bonafides.agencies.acts.end_power import end_power
from bonafides.agencies.acts.issue_credential import issue_credential
from bonafides.portal.api.api import api
from bonafides.portal.audience import Identity, NotOfThisRoleError, officers

__all__ = ["enrolled", "toy"]  # fixtures


@pytest.fixture
def token(enrolled: Enrol) -> str:
    enrolled({"roles": "inspector;reviewer"})
    return issue_credential(registry.officer(), queries.officer("toy", "a", "1"), timezone.now() + timedelta(days=1))


def me(client: Client, token: str) -> tuple[int, dict[str, object]]:
    answer = client.get("/api/v1/me", headers={"authorization": f"Bearer {token}"})
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.status_code, answer.json()


def test_whose_token_it_is(client: Client, token: str) -> None:
    assert me(client, token) == (
        200, {"pack": "toy", "agency": "a", "officer": "1", "roles": ["inspector", "reviewer"]},
    )  # fmt: skip
    assert client.head("/api/v1/me", headers={"authorization": f"bearer {token}"}).status_code == 200


def test_no_power_no_answer(client: Client, token: str) -> None:
    one = queries.officer("toy", "a", "1")
    for role in (Role.INSPECTOR, Role.REVIEWER):
        end_power(registry.officer(), one, role, days(0))
    status, body = me(client, token)
    assert (status, body["title"]) == (403, "Forbidden")
    end_credentials(registry.officer(), one)
    status, body = me(client, token)
    assert status == 401
    assert token not in str(body)


def test_the_role_of_a_route(token: str) -> None:
    request = HttpRequest()
    who = officers(Role.REVIEWER, Role.AUDITOR).authenticate(request, token)
    assert who == Identity("toy", "a", "1", frozenset({Role.INSPECTOR, Role.REVIEWER}))
    assert who is not None
    acting = who.acting("LAW art. 1", "why", (Evidence("act", "1"),), 7)
    assert (acting.officer, acting.agency, acting.pack, acting.subject) == ("1", "a", "toy", 7)
    with pytest.raises(NotOfThisRoleError, match="expected an officer who is auditor or decider; this one is not"):
        officers(Role.AUDITOR, Role.DECIDER).authenticate(request, token)
    with pytest.raises(NotOfThisRoleError):
        officers().authenticate(request, token)


@pytest.mark.parametrize(
    ("error", "status"),
    [(ActRefusedError("no; nothing was changed"), 409), (NotPermittedError("not you; nothing was changed"), 403)],
)
def test_what_an_act_refuses_is_a_problem(error: Exception, status: int) -> None:
    answer = api.on_exception(HttpRequest(), error)
    assert answer.status_code == status
    assert b"nothing was changed" in answer.content
