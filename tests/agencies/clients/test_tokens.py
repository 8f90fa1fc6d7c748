"""Programs at the API: what they get for their secret, and all the ways in which they are refused."""

from __future__ import annotations

import base64
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.conf import LazySettings
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone
from oauth2_provider.models import AccessToken
from tests import registry
from tests.agencies.conftest import Enrol, enrolled, toy

from bonafides.agencies import queries
from bonafides.agencies.acts.end_client import end_client
from bonafides.agencies.acts.issue_credential import issue_credential
from bonafides.agencies.acts.register_client import Registered, register_client
from bonafides.agencies.models import Agency
from bonafides.agencies.scopes import Scope
from bonafides.agencies.who import Kind, Who
from bonafides.portal.audience import NotOfThisRoleError, every_officer, machines

__all__ = ["enrolled", "toy"]  # fixtures
DER = b"the certificate, as the proxy saw it"
THUMBPRINT = sha256(DER).hexdigest()
CLIENT_CERT = f":{base64.b64encode(DER).decode()}:"


def later(days: int = 30) -> datetime:
    return timezone.now() + timedelta(days=days)


def registered(toy: Agency, *scopes: Scope, thumbprint: str | None = None) -> Registered:
    return register_client(registry.officer(), toy, "feeder", scopes, later(), thumbprint)


def ask(client: Client, who: Registered | tuple[str, str], scope: str = "", **headers: str) -> Any:
    """The answer of the endpoint of tokens."""
    given = who if isinstance(who, tuple) else (who.client.client_id, who.secret)
    basic = base64.b64encode(":".join(given).encode()).decode()
    form = {"grant_type": "client_credentials"} | ({"scope": scope} if scope else {})
    return client.post("/api/v1/token", form, headers={"authorization": f"Basic {basic}", **headers})


def identity(token: str, *scopes: Scope, **meta: str) -> Any:
    request = HttpRequest()
    request.META |= meta
    return machines(*scopes).authenticate(request, token)


def test_a_token_for_a_secret(client: Client, toy: Agency) -> None:
    one = registered(toy, Scope.FEED, Scope.CHECKS)
    answer = ask(client, one)
    assert answer.status_code == 200, answer.content
    assert answer.headers["Cache-Control"] == "no-store"
    body = answer.json()
    assert (body["token_type"], body["expires_in"], body["scope"]) == ("Bearer", 600, "checks feed")
    who = identity(body["access_token"], Scope.FEED).who
    assert who == Who(Kind.MACHINE, "toy", "a", one.client.client_id, scopes=frozenset({"checks", "feed"}))
    less = ask(client, one, "feed").json()["access_token"]
    assert identity(less, Scope.FEED).who.scopes == {"feed"}
    with pytest.raises(NotOfThisRoleError, match="expected a token with the scope checks; this one has not"):
        identity(less, Scope.CHECKS)
    assert every_officer().authenticate(HttpRequest(), less) is None, "no officer"


def test_neither_secret_nor_token_is_kept(client: Client, toy: Agency) -> None:
    one = registered(toy, Scope.FEED)
    token = ask(client, one).json()["access_token"]
    everything = "".join(
        str(registry.sql(f"SELECT string_agg(to_json(t)::text, '') FROM \"{table}\" t")) for table in registry.tables()
    )
    assert one.client.client_id in everything
    assert one.secret not in everything
    assert token not in everything


@pytest.mark.parametrize(
    ("who", "scope", "status", "error"),
    [
        (("nobody", "x"), "", 401, "invalid_client"), (("", ""), "", 401, "invalid_client"),
        (("right", "wrong"), "", 401, "invalid_client"), (("right\0", "right"), "", 401, "invalid_client"),
        (("right", "right"), "records:submit", 400, "invalid_scope"), (("right", "right"), "feed nonsense", 400, "invalid_scope"),
    ],
)  # fmt: skip
def test_what_is_refused(
    client: Client, toy: Agency, who: tuple[str, str], scope: str, status: int, error: str
) -> None:
    one = registered(toy, Scope.FEED)
    given = who[0].replace("right", one.client.client_id), one.secret if who[1] == "right" else who[1]
    answer = ask(client, given, scope)
    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert not AccessToken.objects.exists()


def test_other_grants_and_secrets_in_the_body_are_refused(client: Client, toy: Agency) -> None:
    one = registered(toy, Scope.FEED)
    body = {"client_id": one.client.client_id, "client_secret": one.secret, "grant_type": "client_credentials"}
    assert client.post("/api/v1/token", body).status_code == 401
    basic = base64.b64encode(f"{one.client.client_id}:{one.secret}".encode()).decode()
    for grant in ("password", "authorization_code", "refresh_token", "", "implicit"):
        answer = client.post("/api/v1/token", {"grant_type": grant}, headers={"authorization": f"Basic {basic}"})
        assert answer.status_code == 400, grant


def test_what_has_ended_is_refused_with_its_tokens(
    client: Client, toy: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = registered(toy, Scope.FEED), registered(toy, Scope.FEED)
    token, its = ask(client, one).json()["access_token"], ask(client, other).json()["access_token"]
    end_client(registry.officer(), one.client)
    assert identity(token, Scope.FEED) is None
    assert ask(client, one).status_code == 401
    now = timezone.now()
    for after, there in ((timedelta(seconds=590), True), (timedelta(seconds=601), False)):
        monkeypatch.setattr(timezone, "now", lambda after=after: now + after)
        assert (identity(its, Scope.FEED) is not None) is there
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=31))
    assert ask(client, other).status_code == 401, "it must be registered anew"


def test_a_certificate_counts_only_from_a_proxy_of_ours(client: Client, toy: Agency, settings: LazySettings) -> None:
    settings.PROXIES = ["10.9.0.0/16"]
    one = registered(toy, Scope.FEED, thumbprint=THUMBPRINT)
    proxy, stranger = {"REMOTE_ADDR": "10.9.0.4"}, {"REMOTE_ADDR": "127.0.0.1"}
    basic = {"authorization": "Basic " + base64.b64encode(f"{one.client.client_id}:{one.secret}".encode()).decode()}

    def status(peer: dict[str, str], **headers: str) -> int:
        return client.post(
            "/api/v1/token", {"grant_type": "client_credentials"}, headers=basic | headers, **peer
        ).status_code

    other = f":{base64.b64encode(b'another').decode()}:"
    assert status(proxy) == 401
    assert status(stranger, **{"client-cert": CLIENT_CERT}) == 401, "forged"
    assert status(proxy, **{"client-cert": other}) == 401
    assert status(proxy, **{"client-cert": ":no base64!:"}) == 401
    answer = client.post(
        "/api/v1/token", {"grant_type": "client_credentials"}, headers=basic | {"client-cert": CLIENT_CERT}, **proxy
    )
    token = answer.json()["access_token"]
    assert identity(token, Scope.FEED, HTTP_CLIENT_CERT=CLIENT_CERT, **proxy) is not None
    assert identity(token, Scope.FEED, **proxy) is None, "a token that was stolen is of no use without the key"
    assert identity(token, Scope.FEED, HTTP_CLIENT_CERT=CLIENT_CERT, **stranger) is None


def test_an_officers_token_is_no_programs(enrolled: Enrol) -> None:
    enrolled({})
    token = issue_credential(registry.officer(), queries.officer("toy", "a", "1"), later())
    assert identity(token, Scope.FEED) is None
