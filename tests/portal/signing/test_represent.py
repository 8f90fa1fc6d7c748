"""Who speaks for a business: by the code of a letter, once, or by a provider that vouches; until it is ended."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone
from tests import registry
from tests.agencies.conftest import Enrol, enrolled, officer, toy
from tests.portal.second import with_second_factor

from bonafides.acts.act import ActRefusedError
from bonafides.agencies.accounts.vouched import vouched
from bonafides.agencies.acts.claim_by_code import claim_by_code
from bonafides.agencies.acts.end_representation import end_representation
from bonafides.agencies.acts.invite import invite
from bonafides.agencies.acts.serve_code import serve_code
from bonafides.agencies.models import Account, Representation
from bonafides.agencies.who import ANYONE, Kind, Who
from bonafides.entities.models import Entity
from bonafides.portal.signed_in import signed_in, who_of

__all__ = ["enrolled", "toy"]  # fixtures


def came(login: str) -> tuple[Client, Account]:
    """Somebody with an account, signed in."""
    account, client = invite(registry.officer(), login), Client()
    client.force_login(account)
    with_second_factor(client, account)
    return client, account


def who(client: Client) -> Who:
    seen: list[Who] = []

    @signed_in()
    def page(request: HttpRequest) -> HttpResponse:
        seen.append(who_of(request))
        return HttpResponse("")

    request = RequestFactory().get("/x")
    request.COOKIES = {name: one.value for name, one in client.cookies.items()}
    page(request)
    return seen[0]


def shop(code: str = "A") -> Entity:
    return Entity.objects.get(scheme="shop", code=code)


def test_by_the_code_of_a_letter_and_once(toy: object, enrolled: Enrol) -> None:
    enrolled({"number": "c", "roles": "case-officer"})
    code = serve_code(officer("c"), shop(), "LETTER-1")
    client, account = came("rep")
    assert who(client) == ANYONE
    assert client.post("/account/businesses/claim", {"code": "AAAA-BBBB-CCCC-DDDD"}).status_code == 409
    assert client.post("/account/businesses/claim", {"code": f" {code.lower()} "}).status_code == 302
    assert who(client) == Who(Kind.BUSINESS, name=f"account {account.pk}", entity=shop().pk)
    kept = str(registry.sql("SELECT string_agg(to_json(t)::text, '') FROM agencies_representationcode t"))
    assert code.replace("-", "") not in kept
    thief, _ = came("thief")
    assert thief.post("/account/businesses/claim", {"code": code}).status_code == 409, "a code opens once"
    assert who(thief) == ANYONE


def test_nobody_chooses_or_ends_what_is_anothers(toy: object) -> None:
    client, account = came("rep")
    made = claim_by_code(registry.officer(), account, serve_code(registry.officer(), shop(), "L"))
    thief, other = came("thief")
    claim_by_code(registry.officer(), other, serve_code(registry.officer(), shop("B"), "M"))
    thief.post("/account/businesses/choose", {"entity": str(shop().pk)})
    assert who(thief) == ANYONE
    assert thief.post(f"/account/businesses/{made.pk}/end").status_code == 404
    client.post("/account/businesses/choose", {"entity": str(shop().pk)})
    assert who(client).entity == shop().pk
    assert client.post(f"/account/businesses/{made.pk}/end").status_code == 302
    assert who(client) == ANYONE
    with pytest.raises(ActRefusedError, match="has ended already"):
        end_representation(registry.officer(), made)


def test_a_code_lapses_and_guessing_is_counted(toy: object, monkeypatch: pytest.MonkeyPatch) -> None:
    client, account = came("rep")
    code = serve_code(registry.officer(), shop(), "L")
    statuses = [client.post("/account/businesses/claim", {"code": "X" * 16}).status_code for _ in range(11)]
    assert statuses == [409] * 10 + [429]
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=30))
    with pytest.raises(ActRefusedError, match="or one that is too old"):
        claim_by_code(registry.officer(), account, code)


def test_by_a_provider_that_vouches_for_half_a_day(
    toy: object, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = {
        "provider_id": "province",
        "settings": {"business_claim": "enterprise", "scheme": "shop", "server_url": "https://x"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [of]}}
    _, account = came("rep")
    for told in (
        {},
        {"userinfo": {"enterprise": "NONE"}},
        {"userinfo": {"enterprise": 7}},
        {"id_token": {"other": "A"}},
    ):
        assert vouched(account, "province", told) is None
    assert vouched(account, "stranger", {"userinfo": {"enterprise": "A"}}) is None
    assert vouched(account, "province", {"userinfo": {"enterprise": "B"}, "id_token": {"enterprise": "A"}}) == shop().pk
    assert vouched(account, "province", {"id_token": {"enterprise": "A"}}) == shop().pk
    [made] = Representation.objects.all()
    assert made.shown_by == "claim province"
    from bonafides.agencies.accounts.queries import representative_of

    assert representative_of(account.pk, shop().pk).kind is Kind.BUSINESS
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(hours=12))
    assert representative_of(account.pk, shop().pk) == ANYONE
