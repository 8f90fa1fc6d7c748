"""Every page of every audience, as a link leads to it: axe-core finds nothing, Tab reaches all, nothing is too wide or too heavy.

Each page is looked at once, in turn on a phone in Chinese and at a desk in English; BONAFIDES_WHOLE_WALK=1 looks at each in both
languages on both sizes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import cycle

import pytest
from django.test import Client
from playwright.sync_api import Page
from tests.portal.browsing import Pages, axe, fits, keyboard, look, needs_chromium
from tests.portal.journeys.conftest import Officer, Speaks, first_business
from tests.portal.journeys.reader import Reader
from tests.portal.journeys.walk import Found, page_routes, walk

pytestmark = needs_chromium
PUBLIC = (
    "/", "/?name=食品", "/?name=面", "/nothing-here", "/account/login/", "/listings/?code=1", "/documents/?code=1",
    "/ledger/?act=1", "/account/inactive/", "/account/oidc-cancelled/", "/account/oidc-error/",
)  # fmt: skip
OFFICERS = {
    "case-officer": ("/agency/", "/account/"), "decider": ("/agency/",), "reviewer": ("/agency/cases/", "/agency/visits/"),
    "inspector": ("/agency/visits/",), "entry-clerk": ("/agency/files/",), "auditor": ("/oversight/",),
}  # fmt: skip
"""Where each begins, and beyond which they do not go: what all officers see alike is looked at once."""
NO_LINK_LEADS_TO = {
    "account/invited/<str:number>/<str:token>", "boards/<str:code>", "documents/<str:code>",  # the address is in a letter
    "account/second-factor/authenticate/", "account/logout/",  # on the way in or out
    "account/oidc/<str:provider_id>/", "account/oidc/<str:provider_id>/back/",
    "data/catalog.jsonld", "data/changes", "data/files/<str:name>", "documents/<str:code>/<str:language>.pdf", "favicon.ico",
    "ledger/checkpoint", "ledger/tile/<path:path>", "procedures/<str:name>.svg",  # files, read by programs
}  # fmt: skip
WHOLE = bool(os.environ.get("BONAFIDES_WHOLE_WALK"))
TURNS = (Reader("zh", phone=True), Reader("en"))
EVERY = (*TURNS, Reader("zh"), Reader("en", phone=True))


def test_pages_for_anyone(register: None, pages: Pages) -> None:
    client = Client()
    seen = look_at(pages, client, "anyone", walk(client, *PUBLIC))
    public = {route for route, audience in page_routes().items() if audience.startswith("anyone")}
    assert public - seen <= NO_LINK_LEADS_TO, (
        "a page for anyone that no link leads to: give it one, or an address in PUBLIC"
    )


@pytest.mark.parametrize("role", OFFICERS)
def test_pages_for_officers(register: None, pages: Pages, officer: Officer, role: str) -> None:
    client = officer(role)
    look_at(pages, client, role, walk(client, *OFFICERS[role], within=OFFICERS[role]))


def test_pages_for_a_business(register: None, pages: Pages, speaks: Speaks) -> None:
    client = speaks(first_business())
    look_at(pages, client, "business", walk(client, "/business/", within=("/business/",)))


def look_at(pages: Pages, client: Client, who: str, found: Iterator[Found]) -> set[str]:
    """Look at each page as its readers do; its routes. What is wrong is told of all pages together."""
    windows: dict[Reader, Page] = {}
    seen, wrong = set(), []
    for one, turn in zip(found, cycle(TURNS), strict=False):
        seen.add(one.route.removesuffix("?"))
        wrong += [
            f"{one.address}: a form without a button" for form in one.content.all("form") if not form.all("button")
        ]
        for reader in EVERY if WHOLE else (turn,):
            if reader not in windows:
                windows[reader] = pages.open("/styleguide", language=reader.language, phone=reader.phone, client=client)
            page = windows[reader]
            page.goto(one.address)
            look(page, f"page-{who}-{one.name}-{reader}")
            for holds in (axe, fits, keyboard):
                try:
                    holds(page)
                except AssertionError as error:
                    wrong.append(str(error).splitlines()[0])
        if one.status >= 400:  # the browser tells so, too
            pages.complaints.clear()
    assert wrong == []
    return seen
