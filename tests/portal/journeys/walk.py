"""Every page that somebody comes to by links and may read: one address for each route."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

from django.test import Client
from django.urls import Resolver404, get_resolver, resolve
from tests.portal.page import Element, read
from tests.structure.test_routes import patterns

HEAVIEST = 200_000
"""Bytes of a page, before its images."""
LEADING_AWAY = ("account_logout", "openid_connect_login", "openid_connect_callback")


@dataclass(frozen=True)
class Found:
    """A page: its route, an address of it, what it answered."""

    route: str
    address: str
    status: int
    content: Element

    @property
    def name(self) -> str:
        """What a picture of it is called."""
        return "-".join(re.findall(r"[a-z]+", self.route)) or "home"


def page_routes() -> dict[str, str]:
    """The pages by their routes, with whom each is for."""
    found = {}
    for route, one in patterns(get_resolver().url_patterns):
        audience = getattr(one.callback, "audience", "")
        if audience and not route.startswith(("api/", "i18n/", ".well-known/", "^api")):
            found[route] = str(audience)
    return found


def walk(client: Client, *starts: str, within: tuple[str, ...] = ("/",)) -> Iterator[Found]:
    """Follow every link that leads to a route not seen yet, from these addresses on."""
    ways, seen = deque(starts), set[str]()
    while ways:
        address = ways.popleft()
        route = route_of(address)
        if route is None or route in seen or not address.startswith(within):
            continue
        answer = client.get(address, follow=True)
        if answer.redirect_chain:
            address = answer.redirect_chain[-1][0]
            route = route_of(address) or route
        if route in seen or "html" not in answer.headers.get("Content-Type", ""):
            continue
        seen.add(route)
        content = answer.content
        assert len(content) < HEAVIEST, f"{address}: {len(content):,} bytes, expected less than {HEAVIEST:,}"
        page = read(content)
        yield Found(route, address, answer.status_code, page)
        ways.extend(urldefrag(str(one.attributes.get("href")))[0] for one in page.all("a"))


def route_of(address: str) -> str | None:
    """The route of an address of this site; a question asked of a page is a page of its own."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path.startswith("/"):
        return None
    try:
        match = resolve(parts.path)
    except Resolver404:
        return None
    if match.url_name in LEADING_AWAY or match.route.startswith(("api/", "^api", "i18n/")):
        return None
    return match.route + ("?" if parts.query else "")
