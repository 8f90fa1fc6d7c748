"""Every route says who may ask for it; asking changes nothing but where an officer acts, and no officer acts without a token."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver
from ninja.constants import NOT_SET
from ninja.operation import Operation

from bonafides.acts.roles import Role
from bonafides.portal.api.api import api
from bonafides.portal.audience import PUBLIC, BySecret, Consumers, Machines, Officers

API = "api/v1/"
# Made by the libraries, which cannot say it themselves.
OTHERS = {
    "i18n/setlang/": "anyone: it sets a cookie, with a token against forged forms",
    API + "openapi.json": "anyone: it describes the API",
    API: "anyone: there is nothing here",
}
# Who guesses is counted, and a form may have a session: neither is a fact or an act.
BESIDE = re.compile(r"agencies_cache|django_session|SAVEPOINT")
# What stands in a path, where the plain `1` would not do.
SAMPLES = {"scheme": "uscc", "code": "91990000MA0TEXT124", "token": "00000000-0000-4000-8000-000000000000"}


def patterns(found: list[Any], before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every route, as Django writes it."""
    for one in found:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield route, one
        else:
            yield from patterns(one.url_patterns, route)


def operations() -> Iterator[tuple[str, Operation]]:
    """Every operation of the API, under its route."""
    for bound in api._get_bound_routers():
        for path, view in bound.path_operations.items():
            for operation in view.operations:
                parts = (API.strip("/"), str(bound.prefix).strip("/"), path.strip("/"))
                yield "/".join(filter(None, parts)), operation


def as_django_writes(route: str) -> str:
    return route.replace("{", "<").replace("}", ">")


SAY = "say whom it is for: auth=PUBLIC, officers(Role.…), machines(Scope.…), either(…)"


def doors(operation: Operation) -> list[object]:
    """Where one may come in; nothing for anyone."""
    given = operation.auth_param
    return [] if given is PUBLIC else list(given) if isinstance(given, (list, tuple)) else [given]


def named(door: object) -> tuple[object, ...]:
    """The roles or scopes that a door is for; those who come by their signature or secret need none."""
    if isinstance(door, (Consumers, BySecret)):
        return (type(door),)
    assert isinstance(door, (Officers, Machines)), SAY
    return door.roles if isinstance(door, Officers) else door.scopes


def challenge(operation: Operation) -> str:
    """How a route asks who one is."""
    asked: dict[type, str] = {Consumers: "Webhook", BySecret: "Basic"}
    return asked.get(type(doors(operation)[0]), "Bearer")


ROUTES = dict(patterns(get_resolver().url_patterns))
OPERATIONS = list(operations())


def path_of(route: str) -> str:
    """An address of a route."""
    plain = route.partition("^")[0] or "api" if route.startswith("^") else route
    return "/" + re.sub(r"[<{](?:\w+:)?(\w+)[>}]", lambda gap: SAMPLES.get(gap[1], "1"), plain)


@pytest.mark.parametrize(("route", "operation"), OPERATIONS, ids=[route for route, _ in OPERATIONS])
def test_every_operation_says_whom_it_is_for(route: str, operation: Operation) -> None:
    assert operation.auth_param is not NOT_SET, SAY
    if not doors(operation):
        assert set(operation.methods) == {"GET"}, "who changes something is known"
        return
    described = {str(status) for status in operation.response_models}
    assert "401" in described, "its problems are described"
    for door in doors(operation):
        assert named(door), SAY
        assert Role.OPERATOR not in named(door)
        assert isinstance(door, (Consumers, BySecret)) or "403" in described, "its problems are described"


def test_every_page_says_whom_it_is_for() -> None:
    of_the_api = {as_django_writes(route) for route, _ in OPERATIONS}
    silent = [
        route
        for route, pattern in ROUTES.items()
        if route not in OTHERS and route not in of_the_api and not getattr(pattern.callback, "audience", None)
    ]
    assert silent == [], "put @public over the view (portal/audience.py), or let the API have it"
    assert set(OTHERS) <= set(ROUTES)
    assert of_the_api <= set(ROUTES)


def test_a_route_that_says_nothing_is_for_nobody() -> None:
    [standing] = api.auth if isinstance(api.auth, (list, tuple)) else [api.auth]
    assert isinstance(standing, Officers)
    assert standing.roles == ()


@pytest.mark.parametrize("method", ["get", "head", "post", "put", "patch", "delete"])
def test_asking_without_a_token_changes_nothing(client: Client, db: None, method: str) -> None:
    for route in ROUTES:
        with CaptureQueriesContext(connection) as asked:
            answer = getattr(client, method)(path_of(route))
        assert answer.status_code < 500, route
        words = {query["sql"].split()[0].upper() for query in asked.captured_queries if not BESIDE.search(query["sql"])}
        assert words <= {"SELECT", "WITH", "SAVEPOINT", "RELEASE", "ROLLBACK"}, route


@pytest.mark.parametrize("header", [{}, {"authorization": "Bearer nobody"}, {"authorization": "Basic eDp5"}])
def test_who_comes_without_a_token_is_asked_for_it(client: Client, db: None, header: dict[str, str]) -> None:
    for route, operation in OPERATIONS:
        for method in operation.methods if doors(operation) else ():
            form = {"data": b"grant_type=client_credentials", "content_type": "application/x-www-form-urlencoded"}
            answer = client.generic(method, path_of(route), headers=header, **form)
            assert answer.status_code == 401, route
            assert answer.headers["WWW-Authenticate"] == f'{challenge(operation)} realm="bonafides"'
            assert answer.headers["Content-Type"] == "application/problem+json"
