"""Every address of the site is listed here, with who may ask for it and that asking changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver

ANYONE = "anyone: it shows what is public"
NOTHING = "anyone: there is nothing here"
LANGUAGE = "anyone: it sets a cookie, with a token against forged forms"

ROUTES = {
    "": ANYONE,
    "entities/<str:scheme>/<path:code>": ANYONE,
    "i18n/setlang/": LANGUAGE,
    "api/v1/openapi.json": ANYONE,
    "api/v1/entities/<scheme>/<path:code>": ANYONE,
    "api/v1/entities": ANYONE,
    "api/v1/": NOTHING,
    "^api(?:/.*)?$": NOTHING,
}


def routes(patterns: list[Any], before: str = "") -> Iterator[str]:
    """Every route, as Django writes it."""
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield route
        else:
            yield from routes(one.url_patterns, route)


def test_every_route_is_listed() -> None:
    assert sorted(routes(get_resolver().url_patterns)) == sorted(ROUTES)


@pytest.mark.parametrize("method", ["get", "head", "post", "put", "patch", "delete"])
def test_asking_changes_nothing(client: Client, db: None, method: str) -> None:
    for route in ROUTES:
        path = "/" + route.replace("<str:scheme>", "uscc").replace("<scheme>", "uscc").replace(
            "<path:code>", "91990000MA0TEXT124"
        )
        with CaptureQueriesContext(connection) as asked:
            answer = getattr(client, method)(path.partition("^")[0] or "/api")
        assert answer.status_code < 500
        words = {query["sql"].split()[0].upper() for query in asked.captured_queries}
        assert words <= {"SELECT", "WITH"}
