"""Nobody climbs at the API: who lacks the power of a route is refused what it takes of others; nobody reaches another agency.

Upwards: for every operation a request that its description permits, by an officer with every power but those it asks for, by a
program with every scope but those, and by a person who is signed in on the pages. Sideways: an officer with every power of one
agency at the matters of another. What was there is there afterwards, in every table, to the last column.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from tests import registry
from tests.escalating import (
    WHY,
    Header,
    changed,
    every_but,
    officer_with,
    program_with,
    register,
    representative,
)
from tests.remedies import world
from tests.remedies.conftest import START
from tests.structure.test_routes import OPERATIONS, doors, named, path_of

from bonafides.acts.roles import POWERS, Role
from bonafides.agencies.scopes import Scope
from bonafides.cli.openapi import described
from bonafides.portal.audience import Machines, Officers
from bonafides.records.models import Record
from bonafides.remedies.models import Proof

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_world")]
schemathesis.serializer.alias("application/x-ndjson", "text/plain")
Come = list[tuple[str, Client, Header]]


@pytest.fixture(scope="module")
def _world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The pack, the officers of two agencies, a penalty."""
    with register(django_db_blocker, tmp_path_factory.mktemp("var")) as patch:
        patch.setattr("django.utils.timezone.localdate", lambda *_: START)
        world.pack()
        world.penalty()
        yield


def drawn(operation: Any) -> schemathesis.Case:
    """The first request that the description of an operation permits, the same each time."""
    found: list[schemathesis.Case] = []

    @settings(
        max_examples=1, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=GenerationMode.POSITIVE))
    def one(case: schemathesis.Case) -> None:
        found.append(case)

    one()
    return found[0]


def requests() -> Iterator[tuple[str, str, bytes, str]]:
    """Of every operation a request that its description permits: method, address, body, type of the body."""
    schema = schemathesis.openapi.from_dict(json.loads(described()))
    for result in schema.get_all_operations():
        operation = result.ok()
        case = drawn(operation)
        kwargs = case.as_transport_kwargs(base_url="http://localhost")
        body = kwargs.get("data") or (json.dumps(kwargs["json"]).encode() if kwargs.get("json") is not None else b"")
        content = body if isinstance(body, bytes) else json.dumps(body, default=str).encode()
        address = path_of(operation.path.removeprefix("/"))
        yield operation.method.upper(), address, content, case.media_type or "application/json"


def asked_for(found: list[object]) -> tuple[frozenset[Role], frozenset[Scope]]:
    """The powers, and the scopes, that open one of these doors."""
    roles = {one for door in found if isinstance(door, Officers) for one in named(door)}
    scopes = {one for door in found if isinstance(door, Machines) for one in named(door)}
    return frozenset(roles), frozenset(scopes)  # type: ignore[arg-type]  # as each door says


def test_nobody_climbs() -> None:
    ways_in = {
        (method, path_of(route)): [one for one in doors(operation) if isinstance(one, (Officers, Machines))]
        for route, operation in OPERATIONS
        for method in operation.methods
    }
    client, signed_in = Client(raise_request_exception=False), representative(world.CODE)
    tried = [(ways_in[key], one) for one in requests() if ways_in.get(key := (one[0], one[1].split("?")[0]))]
    officers: dict[tuple[Role, ...], Header] = {}
    programs: dict[tuple[Scope, ...], Header] = {}
    come: list[Come] = []
    for door, _ in tried:
        roles, scopes = asked_for(door)
        lacking, out_of = every_but(*roles), tuple(one for one in Scope if one not in scopes)
        if lacking not in officers:
            officers[lacking] = officer_with(world.MARKET, f"x{len(officers)}", *lacking) if lacking else {}
        if out_of not in programs:
            programs[out_of] = program_with(*out_of) if out_of else {}
        come.append([("an officer", client, officers[lacking]), ("a program", client, programs[out_of]),
                     ("signed in", signed_in, {})])  # fmt: skip
    before, wrong = registry.digest(), []
    for who, (_, (method, address, body, kind)) in zip(come, tried, strict=True):
        for name, by, header in who:
            answer = by.generic(method, address, body, content_type=kind, headers=header)
            if answer.status_code not in (401, 403):
                wrong.append(f"{name}: {method} {address}: {answer.status_code}")
    assert wrong == []
    assert changed(before) == set()
    assert len(tried) > 50


def test_nobody_reaches_another_agency_s_matters() -> None:
    """An officer of the environment with every power, at what is market regulation's."""
    intruder = officer_with(world.ENVIRONMENT, "9", *POWERS)
    record = Record.objects.select_related("agency", "entity").get(source_ref="P-1")
    objection = world.opened("objection", record, fields={"ground": "error", "statement": "Wrong."})
    world.applied(world.penalty("P-2", world.OTHER), world.proof())
    proof = Proof.objects.get()
    client = Client(raise_request_exception=False)
    administrator = officer_with(world.MARKET, "7", Role.ADMINISTRATOR)
    appoint = {"verb": "agencies.appoint", "arguments": {"officer": "1", "role": "decider", "since": "2026-06-08"}}
    asked = client.post("/api/v1/proposals", appoint | WHY, "application/json", headers=administrator)
    assert asked.status_code == 200, asked.content
    (proposal,) = client.get("/api/v1/proposals", headers=administrator).json()["proposals"]
    business = {"scheme": "uscc", "code": world.CODE}
    tried: list[tuple[str, str, dict[str, Any]]] = [
        ("GET", f"cases/{objection.pk}", {}),
        ("POST", f"cases/{objection.pk}/steps", {"step": "reject", "fields": {"answer": "No."}} | WHY),
        ("POST", "cases", {"procedure": "objection", "record": f"{world.MARKET}/P-1", "fields":
            {"ground": "error", "statement": "Wrong."}} | business | WHY),
        ("POST", "remedies/objections", {"record": "P-1", "ground": "error", "statement": "Wrong."} | WHY),
        ("POST", "remedies/applications", {"record": "P-1", "committed": True} | WHY),
        ("GET", "remedies/eligibility?record=P-1", {}),
        ("POST", f"remedies/proofs/{proof.pk}/judgement", {"genuine": True, "text": "Looks well."} | WHY),
        ("POST", f"proposals/{proposal['id']}/confirm", WHY),
        ("POST", f"proposals/{proposal['id']}/drop", WHY),
        ("GET", "batches/1", {}),
    ]  # fmt: skip
    before, wrong = registry.digest(), []
    for method, address, body in tried:
        answer = client.generic(
            method, f"/api/v1/{address}", json.dumps(body).encode() if body else b"", content_type="application/json",
            headers=intruder,
        )  # fmt: skip
        if answer.status_code not in (403, 404, 409):
            wrong.append(f"{method} {address}: {answer.status_code} {answer.content[:200]!r}")
    assert wrong == []
    assert changed(before) == set()
