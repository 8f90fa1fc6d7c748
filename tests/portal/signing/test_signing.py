"""People sign in: with a second factor where they are officers; and every way around it is refused."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone
from tests import registry
from tests.agencies.conftest import Enrol, days, enrolled, toy

from bonafides.acts.roles import Role
from bonafides.agencies import queries
from bonafides.agencies.accounts.invitation import link_of
from bonafides.agencies.acts.end_power import end_power
from bonafides.agencies.acts.end_tie import end_tie
from bonafides.agencies.acts.invite import invite
from bonafides.agencies.acts.reset_account import reset_account
from bonafides.agencies.acts.tie_account import tie_account
from bonafides.agencies.models import Account
from bonafides.agencies.who import ANYONE, Kind, Who
from bonafides.portal.signed_in import signed_in, who_of

__all__ = ["enrolled", "toy"]  # fixtures
PASSWORD = "a horse of another colour"
LOGIN = "/account/login/"
SECOND = "/account/second-factor/"


def invited(client: Client, login: str = "li.na") -> Account:
    account = invite(registry.officer(), login)
    answer = client.post(link_of(account), {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    return account


def code(secret: str, steps: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def with_app(client: Client) -> str:
    """Add an authenticator app; its secret."""
    answer = client.get(SECOND + "totp/")
    assert answer.status_code == 200, answer.headers
    page = answer.content.decode()
    secret = re.search(r'<span class="code">([A-Z2-7]+)</span>', page)
    assert secret, page
    assert "<svg" in page
    assert client.post(SECOND + "totp/", {"code": code(secret[1], -1)}).status_code == 302
    return secret[1]


def sign_in(client: Client, password: str = PASSWORD, login: str = "li.na") -> Any:
    return client.post(LOGIN, {"login": login, "password": password})


def told(client: Client, *roles: Role) -> tuple[int, Who]:
    """What a page for officers answers in the session of a client, and who it says that is."""
    seen: list[Who] = []

    @signed_in(*roles)
    def page(request: HttpRequest) -> HttpResponse:
        seen.append(who_of(request))
        return HttpResponse("here")

    request = RequestFactory().get("/desk/")
    request.COOKIES = {name: one.value for name, one in client.cookies.items()}
    answer = page(request)
    return answer.status_code, seen[0] if seen else ANYONE


@pytest.fixture
def officer(client: Client, enrolled: Enrol) -> tuple[Account, str]:
    """An officer with an account and an authenticator app, signed out; and the app's secret."""
    enrolled({"roles": "inspector;reviewer"})
    account = invited(client)
    secret = with_app(client)
    client.post("/account/logout/")
    tie_account(registry.officer(), account, queries.officer("toy", "a", "1"), days(0))
    return account, secret


def test_with_password_and_code_an_officer_is_who_that_is(client: Client, officer: tuple[Account, str]) -> None:
    before = client.cookies["session"].value if "session" in client.cookies else ""
    answer = sign_in(client)
    assert (answer.status_code, answer.headers["Location"]) == (302, SECOND + "authenticate/")
    assert told(client, Role.REVIEWER)[0] == 302, "the password alone opens nothing"
    answer = client.post(SECOND + "authenticate/", {"code": code(officer[1])})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/")
    cookie = answer.cookies["session"]
    assert (cookie["samesite"], cookie["httponly"], cookie.value != before) == ("Strict", True, True)
    assert told(client, Role.REVIEWER) == (
        200,
        Who(Kind.OFFICER, "toy", "a", "1", frozenset({Role.INSPECTOR, Role.REVIEWER})),
    )
    assert told(client, Role.DECIDER)[0] == 403
    page = client.get("/account/")
    assert "li.na" in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store"


def test_what_ends_has_ended_in_every_session(client: Client, officer: tuple[Account, str]) -> None:
    sign_in(client)
    client.post(SECOND + "authenticate/", {"code": code(officer[1])})
    one = queries.officer("toy", "a", "1")
    end_power(registry.officer(), one, Role.REVIEWER, days(0))
    assert told(client, Role.REVIEWER)[0] == 403
    assert told(client, Role.INSPECTOR)[0] == 200
    end_tie(registry.officer(), one, days(0))
    assert told(client, Role.INSPECTOR)[0] == 403
    assert told(client)[1] == ANYONE
    reset_account(registry.officer(), officer[0])
    assert told(client)[0] == 302, "the session is over"
    assert sign_in(client).status_code == 200, "and the old password opens nothing"


def test_wrong_and_replayed_codes(client: Client, officer: tuple[Account, str]) -> None:
    sign_in(client)
    assert client.post(SECOND + "authenticate/", {"code": "000000"}).status_code == 200
    right = code(officer[1])
    assert client.post(SECOND + "authenticate/", {"code": right}).status_code == 302
    other = Client()
    sign_in(other)
    assert other.post(SECOND + "authenticate/", {"code": right}).status_code == 200, "a code counts once"
    for _ in range(6):
        answer = other.post(SECOND + "authenticate/", {"code": "111111"})
    assert answer.status_code == 200
    assert other.post(SECOND + "authenticate/", {"code": code(officer[1], 1)}).status_code == 200, (
        "locked out for a while"
    )
    assert told(other)[0] == 302


def test_guessing_locks_out_and_is_counted_for_all_workers(client: Client, officer: tuple[Account, str]) -> None:
    for _ in range(5):
        assert sign_in(Client(), "wrong password, I guess").status_code == 200
    assert sign_in(client).status_code == 200, "the right one too, for ten minutes"
    assert registry.sql("SELECT count(*) FROM agencies_cache")[0][0] >= 1


def test_a_session_that_was_planted_is_not_gone_on_with(client: Client, officer: tuple[Account, str]) -> None:
    client.cookies["session"] = "p" * 32
    sign_in(client)
    assert client.cookies["session"].value != "p" * 32
    half = client.cookies["session"].value
    client.post(SECOND + "authenticate/", {"code": code(officer[1])})
    thief = Client()
    thief.cookies["session"] = half
    assert told(thief)[0] == 302, "what was known before the sign-in opens nothing after it"


def test_an_officer_without_a_second_factor_can_only_add_one(client: Client, enrolled: Enrol) -> None:
    enrolled({})
    account = invited(client)
    tie_account(registry.officer(), account, queries.officer("toy", "a", "1"), days(0))
    assert told(client, Role.INSPECTOR)[0] == 302
    assert told(client)[1] == ANYONE


def test_an_invitation_opens_once_and_not_for_long(
    client: Client, toy: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = invite(registry.officer(), "wang")
    link = link_of(account)
    for bad in ("password1234", "1234567890123", "short"):
        assert client.post(link, {"new_password1": bad, "new_password2": bad}).status_code == 400
    assert client.get(link).status_code == 200
    invited(client, "zhao")
    assert client.post(link, {"new_password1": PASSWORD, "new_password2": PASSWORD}).status_code == 302
    assert client.get(link).status_code == 404
    assert client.get("/account/invited/x/y").status_code == 404
    late = link_of(invite(registry.officer(), "late"))
    from django.contrib.auth.tokens import PasswordResetTokenGenerator

    then = timezone.now().replace(tzinfo=None) + timedelta(days=4)
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda self: then)
    assert client.get(late).status_code == 404


def test_sessions_cost_the_public_nothing(client: Client, toy: object) -> None:
    client.cookies["session"] = "x" * 32
    for path in ("/", "/api/v1/entities?name=xx", "/listings/"):
        answer = client.get(path)
        assert "session" not in answer.cookies
        assert not hasattr(answer.wsgi_request, "session")
    assert client.get("/account/").status_code == 302
    assert client.get("/account/signup/").status_code == 404


def test_whoever_has_no_password_is_offered_none(client: Client, toy: object) -> None:
    account = invite(registry.officer(), "by.provider")
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "/account/password/" not in client.get("/account/").content.decode()
    answer = client.get("/account/password/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/")
    changed = {"oldpassword": "", "password1": PASSWORD, "password2": PASSWORD}
    assert client.post("/account/password/", changed).status_code == 302
    account.refresh_from_db()
    assert not account.has_usable_password()
    chosen = invited(Client(), "with.one")
    chosen.refresh_from_db()
    client.force_login(chosen, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "/account/password/" in client.get("/account/").content.decode()
