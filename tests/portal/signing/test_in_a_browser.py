"""People sign in with what they really have: a security key that the browser asks, a provider of identities that is not ours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.conf import LazySettings
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests import registry
from tests.agencies.conftest import Enrol, days, enrolled, toy
from tests.portal.browsing import Pages, axe, fits, keyboard, look
from tests.portal.signing import provider as province
from tests.portal.signing.test_signing import PASSWORD

from bonafides.agencies import queries
from bonafides.agencies.accounts.invitation import link_of
from bonafides.agencies.acts.invite import invite
from bonafides.agencies.acts.tie_account import tie_account
from bonafides.agencies.models import Account, Representation

__all__ = ["enrolled", "toy"]  # fixtures
KEY = {
    "protocol": "ctap2", "transport": "usb", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True,
    "automaticPresenceSimulation": True,
}  # fmt: skip

REPLAY = """told => {
  const form = document.getElementById('key_form');
  form.elements.namedItem('credential').value = told;
  HTMLFormElement.prototype.submit.call(form);
}"""


class SecurityKey:
    """A key in the browser's own virtual socket: whoever has it touches it at once."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self._wire = context.new_cdp_session(page)
        self._wire.send("WebAuthn.enable")
        self.number = self._wire.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})["authenticatorId"]

    def held(self) -> list[dict[str, Any]]:
        """What is on it."""
        found = self._wire.send("WebAuthn.getCredentials", {"authenticatorId": self.number})
        return list(found["credentials"])


@pytest.fixture
def over_http(settings: LazySettings) -> None:
    """Browsers let a page of localhost ask a key without TLS; everybody else's must have it."""
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True


def signed_in(page: Page, login: str = "li.na") -> None:
    """Type name and password."""
    page.goto("/account/login/")
    page.get_by_label("Login").or_(page.get_by_label("Username")).fill(login)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


@pytest.mark.usefixtures("over_http")
def test_an_officer_with_a_security_key(pages: Pages, enrolled: Enrol) -> None:
    enrolled({"roles": "inspector"})
    account = invite(registry.officer(), "li.na")
    tie_account(registry.officer(), account, queries.officer("toy", "a", "1"), days(0))
    page = pages.open(link_of(account), language="en")
    key = SecurityKey(page.context, page)
    for field in page.locator("main input[type=password]").all():
        field.fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Second factor")).to_be_visible()
    page.get_by_role("link", name="Add a security key").click()
    look(page, "security-key-add-en-desk")
    axe(page)
    fits(page)
    keyboard(page)
    page.locator("main input[type=text]").fill("The blue one")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    assert len(key.held()) == 1
    page.goto("/account/logout/")
    page.locator("main button").click()
    signed_in(page)
    expect(page.get_by_role("button", name="Use a security key")).to_be_visible()
    look(page, "security-key-sign-in-en-desk")
    axe(page)
    page.goto("/agency/")
    assert "/account/" in page.url, "the password alone opens nothing"
    with page.expect_request(lambda one: one.method == "POST" and "/authenticate/" in one.url) as came:
        page.get_by_role("button", name="Use a security key").click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    assert "inspector" in page.locator("main").inner_text().lower()
    page.goto("/agency/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Work board")
    page.goto("/account/logout/")
    page.locator("main button").click()
    signed_in(page)
    [answered] = parse_qs(came.value.post_data)["credential"]
    page.evaluate(REPLAY, answered)
    expect(page.locator(".errors")).to_be_visible()
    page.goto("/agency/")
    assert "/account/" in page.url, "what a key answered once opens nothing again"


@pytest.fixture
def server_of_province(server: str, toy: object, settings: LazySettings) -> Iterator[str]:
    """A provider that vouches for people and for the business that each speaks for; this register knows it."""
    with province.provider(f"{server}/account/oidc/province/back/", "A") as address:
        of = {"server_url": address, "business_claim": province.CLAIM, "scheme": "shop"}
        one = {
            "provider_id": "province",
            "name": "the province",
            "client_id": province.CLIENT,
            "secret": province.SECRET,
        }
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [one | {"settings": of}]}
        }
        yield address


def test_by_a_provider_that_is_not_ours(browser: Browser, server: str, server_of_province: str) -> None:
    context = browser.new_context(base_url=server, locale="en-US")
    page, wrong = context.new_page(), list[str]()
    page.on("console", lambda one: page.url.startswith(server) and wrong.append(f"{page.url}: {one.text}"))
    try:
        page.goto("/account/login/")
        page.get_by_role("button", name="Sign in by the province").click()
        expect(page.get_by_role("button", name="Sign in at the province")).to_be_visible()
        assert page.url.startswith(server_of_province)
        page.get_by_label("login").fill(province.PERSON)
        page.get_by_label("password").fill(province.PASSWORD)
        page.get_by_role("button", name="Sign in at the province").click()
        expect(page.get_by_role("heading", name="Your account")).to_be_visible()
        assert page.url.startswith(server)
        [account] = Account.objects.all()
        assert account.login.startswith("province:")
        assert province.PERSON not in account.login
        [made] = Representation.objects.all()
        assert (made.account, made.entity.code, made.shown_by) == (account, "A", "claim province")
        look(page, "provider-account-en-desk")
        axe(page)
        page.goto("/business/")
        expect(page.get_by_role("heading", level=1)).to_contain_text("A")
        assert wrong == [], wrong
        assert page.goto(f"{server}/account/oidc/province/back/?code=stolen&state=made-up") is not None
        assert "did not vouch" in page.locator("main").inner_text()
    finally:
        context.close()
