"""One walk over every route as everyone there is: whoever it is not for is refused before anything of the request is read."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests import registry
from tests.agencies.clients.test_tokens import ask
from tests.agencies.conftest import roster, today
from tests.structure.test_routes import BESIDE, OPERATIONS, ROUTES, doors, path_of

from bonafides.acts.roles import POWERS, Role
from bonafides.agencies import queries
from bonafides.agencies.acts.enrol import enrol
from bonafides.agencies.acts.invite import invite
from bonafides.agencies.acts.issue_credential import issue_credential
from bonafides.agencies.acts.register_client import register_client
from bonafides.agencies.acts.tie_account import tie_account
from bonafides.agencies.roster import read_roster
from bonafides.agencies.scopes import Scope
from bonafides.portal.audience import Machines, Officers

APPOINTED = list(POWERS)
FORM = {"data": b"grant_type=client_credentials", "content_type": "application/x-www-form-urlencoded"}


@pytest.fixture
def tokens(client: Client, db: None) -> dict[Role | Scope, str]:
    """An officer for each role and a program for each scope, by the token that each has."""
    registry.put_in_force(registry.toy())
    agency, until = queries.agency("toy", "a"), timezone.now() + timedelta(days=1)
    enrol(
        registry.officer(),
        agency,
        read_roster(roster(*({"number": r.value, "roles": r.value} for r in APPOINTED))),
        today(),
    )
    found: dict[Role | Scope, str] = {
        role: issue_credential(registry.officer(), queries.officer("toy", "a", role.value), until) for role in APPOINTED
    }
    for scope in Scope:
        made = register_client(registry.officer(), agency, scope.value, (scope,), until)
        found[scope] = ask(client, made).json()["access_token"]
    return found


def admitted(door: object, who: Role | Scope) -> bool:
    if isinstance(door, Officers):
        return who in door.roles
    return isinstance(door, Machines) and set(door.scopes) <= {who}


def test_whoever_a_route_is_not_for_is_refused(client: Client, tokens: dict[Role | Scope, str]) -> None:
    walked = 0
    for route, operation in OPERATIONS:
        for who, token in tokens.items() if doors(operation) else ():
            if any(admitted(door, who) for door in doors(operation)):
                continue
            for method in operation.methods:
                answer = client.generic(method, path_of(route), headers={"authorization": f"Bearer {token}"}, **FORM)
                assert answer.status_code in {401, 403}, f"{method} {route} as {who}"
                walked += 1
    assert walked > 300


def test_pages_of_people_are_shut_to_others(client: Client, tokens: dict[Role | Scope, str]) -> None:
    """To anyone; to an account that is nobody's; to an officer who came with a password alone; to a token."""
    stranger, half = Client(), Client()
    stranger.force_login(invite(registry.officer(), "nobody"))
    account = invite(registry.officer(), "half")
    tie_account(registry.officer(), account, queries.officer("toy", "a", "decider"), today())
    half.force_login(account)
    for route, pattern in ROUTES.items():
        audience = str(getattr(pattern.callback, "audience", ""))
        officers = audience.startswith("officers")
        if not officers and audience != "whoever is signed in":
            continue
        with CaptureQueriesContext(connection) as asked:
            for who in (client, stranger, half) if officers else (client,):
                answer = who.get(path_of(route), headers={"authorization": f"Bearer {tokens[Role.DECIDER]}"})
                shut = answer.status_code == 403 or re.match(
                    "/account/(login|second-factor|reauth)", answer.headers["Location"]
                )
                assert shut, route
        written = [one["sql"] for one in asked.captured_queries if re.match("INSERT|UPDATE|DELETE", one["sql"])]
        assert [sql for sql in written if not BESIDE.search(sql)] == []
