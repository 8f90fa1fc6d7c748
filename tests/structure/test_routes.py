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
from bonafides.portal.api import api
from bonafides.portal.audience import PUBLIC, Consumers, Officers

API = "api/v1/"
# Made by the libraries, which cannot say it themselves.
OTHERS = {
    "i18n/setlang/": "anyone: it sets a cookie, with a token against forged forms",
    API + "openapi.json": "anyone: it describes the API",
    API: "anyone: there is nothing here",
}
# What stands in a path, where the plain `1` would not do.
SAMPLES = {"scheme": "uscc", "code": "91990000MA0TEXT124"}


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


def audience(operation: Operation) -> tuple[Role, ...] | None:
    """The roles that an operation is for, None for anyone."""
    if operation.auth_param is PUBLIC:
        return None
    assert isinstance(operation.auth_param, Officers), "say whom it is for: auth=PUBLIC, or auth=officers(Role.…)"
    return operation.auth_param.roles


def signed(operation: Operation) -> bool:
    """Whether an operation is for the consumer that its path names, by its signature."""
    return isinstance(operation.auth_param, Consumers)


ROUTES = dict(patterns(get_resolver().url_patterns))
OPERATIONS = list(operations())


def path_of(route: str) -> str:
    """An address of a route."""
    plain = route.partition("^")[0] or "api" if route.startswith("^") else route
    return "/" + re.sub(r"[<{](?:\w+:)?(\w+)[>}]", lambda gap: SAMPLES.get(gap[1], "1"), plain)


@pytest.mark.parametrize(("route", "operation"), OPERATIONS, ids=[route for route, _ in OPERATIONS])
def test_every_operation_says_whom_it_is_for(route: str, operation: Operation) -> None:
    assert operation.auth_param is not NOT_SET, "say whom it is for: auth=PUBLIC, or auth=officers(Role.…)"
    if signed(operation):
        assert "401" in {str(status) for status in operation.response_models}, "its problems are described"
        return
    roles = audience(operation)
    assert roles is None or roles
    assert roles is None or Role.OPERATOR not in roles
    if roles is None:
        assert set(operation.methods) == {"GET"}, "who changes something is an officer"
    else:
        assert {"401", "403"} <= {str(status) for status in operation.response_models}, "its problems are described"


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
        words = {query["sql"].split()[0].upper() for query in asked.captured_queries}
        assert words <= {"SELECT", "WITH"}, route


@pytest.mark.parametrize("header", [{}, {"authorization": "Bearer nobody"}, {"authorization": "Basic eDp5"}])
def test_officers_are_asked_for_their_token(client: Client, db: None, header: dict[str, str]) -> None:
    for route, operation in OPERATIONS:
        for method in operation.methods if signed(operation) or audience(operation) else ():
            answer = client.generic(method, path_of(route), headers=header)
            assert answer.status_code == 401, route
            how = "Webhook" if signed(operation) else "Bearer"
            assert answer.headers["WWW-Authenticate"] == f'{how} realm="bonafides"'
            assert answer.headers["Content-Type"] == "application/problem+json"
