"""What is sent in the name of a business needs a second factor: a password that was guessed or lent sends nothing."""

from __future__ import annotations

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.conf import LazySettings
from django.http import HttpRequest
from django.test import Client
from tests import registry
from tests.portal.business.conftest import CODE, Speaks, represents
from tests.portal.signing.test_signing import PASSWORD, with_app

from bonafides.acts.models import Act
from bonafides.agencies.accounts.adapter import CHOSEN
from bonafides.agencies.models import Account, Representation
from bonafides.entities.models import Entity

INDEX = "/account/second-factor/"
FROM = {"referer": "http://testserver/business/certificates?x=1"}


@pytest.fixture
def alone(speaks: Speaks) -> Client:
    """Somebody who speaks for the business and came with a password alone."""
    account, client = represents("alone"), Client(headers={"accept-language": "en"})
    account.set_password(PASSWORD)
    account.save()
    client.force_login(account)
    session = client.session
    session[CHOSEN] = Entity.objects.get(code=CODE).pk
    session.save()
    request = HttpRequest()
    request.session, request.user = client.session, account
    record_authentication(request, account, method="password", username="alone", reauthenticated=True)
    request.session.save()
    return client


def test_the_record_is_read_and_nothing_is_sent(alone: Client) -> None:
    assert alone.get("/business/").status_code == 200
    assert alone.get("/business/certificates").status_code == 200
    before = registry.digest()
    standing = Representation.objects.get(account__login="alone")
    for path in ("certificates", "start", f"drafts/{'0' * 8}-0000-4000-8000-{'0' * 12}/send"):
        answer = alone.post(f"/business/{path}", {"pack": "cn"}, headers=FROM)
        assert (answer.status_code, answer.headers["Location"]) == (302, INDEX), path
    assert alone.post(f"/account/businesses/{standing.pk}/end").headers["Location"] == INDEX
    after = registry.digest()
    assert {table for table in after if after[table] != before[table]} <= {"django_session", "agencies_cache"}


def test_one_goes_on_once_it_is_added(alone: Client) -> None:
    alone.post("/business/certificates", {"pack": "cn"}, headers=FROM)
    page = alone.get(INDEX).content.decode()
    assert "Add one now, then go on from here." in page
    with_app(alone)
    for path in ("codes/", ""):
        assert 'href="/business/certificates?x=1"' in alone.get(INDEX + path).content.decode(), path
    answer = alone.post("/business/certificates", {"pack": "cn"})
    assert answer.headers["Location"].startswith("/documents/")
    assert Act.objects.latest("pk").officer.startswith("account ")


def test_a_page_of_somebody_else_is_no_way_back(alone: Client) -> None:
    for told in ("https://elsewhere.example/business/", "//elsewhere.example", "javascript:alert(1)", ""):
        alone.post("/business/certificates", {"pack": "cn"}, headers={"referer": told})
        assert alone.session["go_on"] == "/account/", told


def test_an_installation_may_ask_always_or_never(alone: Client, settings: LazySettings) -> None:
    settings.BUSINESS_SECOND_FACTOR = "always"
    assert alone.get("/business/record?y=2").headers["Location"] == INDEX
    assert alone.session["go_on"] == "/business/record?y=2"
    settings.BUSINESS_SECOND_FACTOR = "never"
    assert alone.post("/business/certificates", {"pack": "cn"}).headers["Location"].startswith("/documents/")


@pytest.mark.parametrize("asked", [True, False])
def test_a_provider_that_asks_for_one_itself(alone: Client, settings: LazySettings, asked: bool) -> None:
    one = {
        "provider_id": "province",
        "settings": {"server_url": "https://x", "business_claim": "", "second_factor": asked},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [one]}}
    account, request = Account.objects.get(login="alone"), HttpRequest()
    request.session, request.user = alone.session, account
    record_authentication(request, account, method="socialaccount", provider="province", uid="x")
    request.session.save()
    answer = alone.post("/business/certificates", {"pack": "cn"})
    assert answer.headers["Location"].startswith("/documents/" if asked else INDEX)


def test_who_came_by_a_provider_alone_can_add_one(speaks: Speaks) -> None:
    """Neither a password nor a factor is there to be shown again."""
    account, client = represents("alone"), Client(headers={"accept-language": "en"})
    client.force_login(account)
    assert client.get(f"{INDEX}totp/").status_code == 403, "came by nothing"
    request = HttpRequest()
    request.session, request.user = client.session, account
    record_authentication(request, account, method="socialaccount", provider="province", uid="x")
    request.session.save()
    with_app(client)
