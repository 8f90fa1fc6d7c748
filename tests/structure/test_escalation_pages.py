"""Nobody climbs by a form: what a page would take of its own reader, it takes of nobody else.

The forms of every page of an agency and of a business, filled in by whoever they are for, are sent by somebody without a
session, by a representative, by an officer without a second factor, one whose powers ended, one who only audits, and one with
every power of another agency; those of a business by somebody who speaks for another. What was there is there afterwards, in
every table, to the last column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests import registry
from tests.escalating import changed, desk_with, every_but, register, representative, with_powers
from tests.inspections import visiting as at
from tests.portal.filled import Filled, forms_at
from tests.records.ingest.conftest import uscc
from tests.structure.addresses import MINE, Addresses, at_the_desk, flat, named, of_the_business
from tests.structure.test_routes import ROUTES

from bonafides.acts.models import Act
from bonafides.acts.roles import POWERS, Role
from bonafides.agencies import queries
from bonafides.agencies.acts.end_power import end_power
from bonafides.agencies.acts.invite import invite
from bonafides.agencies.acts.tie_account import tie_account

pytestmark = [pytest.mark.django_db]
THEIRS, OTHER = uscc(2), "environment"
LOOKED = {"sharing_access"}
"""Who looks is written down, also where there was nothing to see."""


@dataclass(frozen=True)
class World:
    """The addresses of what there is, by their routes, and who may be there."""

    desk: Addresses
    business: Addresses
    officer: Client
    speaker: Client
    forms: list[Filled]
    """What the officer's pages would take."""
    sent: list[Filled]
    """What those of the business would take."""


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """An agency with something at each of its pages, and a business that has written a form and sent one."""
    folder = tmp_path_factory.mktemp("var")
    with register(django_db_blocker, folder):
        at.world()
        officer, speaker = desk_with(at.AGENCY, "900", *POWERS), representative(MINE)
        desk, business = at_the_desk(officer, folder), of_the_business(speaker)
        forms = [one for path in flat(desk) for one in forms_at(officer, path)]
        written = [one for path in flat(business) for one in forms_at(speaker, path)]
        yield World(desk, business, officer, speaker, forms, written)


def test_every_route_has_something_at_it(world: World) -> None:
    known = {route for route in ROUTES if route.startswith(("agency/", "business/"))}
    assert set(world.desk) | {one for one in world.business if one.startswith("business/")} == known
    for client, addresses in ((world.officer, world.desk), (world.speaker, world.business)):
        for address in flat(addresses):
            not_yet = 404 if "/photos/" in address else 409 if address.endswith(".txt") else 405
            assert client.get(address).status_code in (200, 302, not_yet), address
    assert len(world.forms) > 10


def sent_by(client: Client, addresses: Iterable[str], forms: Iterable[Filled]) -> Iterator[tuple[str, Any]]:
    """What somebody gets who looks at each of these, and sends each of these forms."""
    for address in addresses:
        yield f"GET {address}", client.get(address)
        yield f"POST {address}", client.post(address, {})
    for one in forms:
        yield f"form at {one.address}", one.sent(client)


def nobody() -> Client:
    return Client()


def without_second_factor() -> Client:
    """An officer with every power, who came with a password alone."""
    account, client = invite(registry.officer(), "password.alone"), Client()
    tie_account(registry.officer(), account, queries.officer("cn", at.AGENCY, "901"), timezone.localdate())
    client.force_login(account)
    return client


def former() -> Client:
    """An officer whose one power ended today."""
    client = desk_with(at.AGENCY, "902", Role.DECIDER)
    end_power(registry.officer(), queries.officer("cn", at.AGENCY, "902"), Role.DECIDER, timezone.localdate())
    return client


@pytest.mark.parametrize(
    ("who", "status"),
    [(nobody, 302), (lambda: representative(THEIRS, "theirs"), 403), (without_second_factor, 302), (former, 403)],
    ids=["nobody", "a representative", "an officer without a second factor", "one whose powers ended"],
)
def test_who_is_no_officer(world: World, who: Callable[[], Client], status: int) -> None:
    with_powers(at.AGENCY, "901", *every_but())
    client, before = who(), registry.digest()
    for told, answer in sent_by(client, flat(world.desk), world.forms):
        assert answer.status_code == status, told
        assert status == 403 or answer.headers["Location"].startswith("/account/"), told
    assert changed(before) == set()


def test_who_only_audits_takes_no_step(world: World) -> None:
    client, before = desk_with(at.AGENCY, "903", Role.AUDITOR), registry.digest()
    for told, answer in sent_by(client, flat(world.desk), world.forms):
        assert answer.status_code in ((200, 403, 302, 404) if told.startswith("GET") else (403, 404, 405, 422)), told
    assert changed(before) <= LOOKED


def test_another_agency_finds_nothing_and_changes_nothing(world: World) -> None:
    client = desk_with(OTHER, "904", *POWERS)
    before, own = registry.digest(), ("/standards/tier", "/months/2026-11", "/cases/new/", "/standards/simulations/")
    theirs = [one for one in named(world.desk) if not any(part in one for part in own)]
    for told, answer in sent_by(client, theirs, [one for one in world.forms if one.address in theirs]):
        assert answer.status_code in ((404,) if told.startswith("GET") else (404, 405)), told
    for one in world.forms:
        assert one.sent(client).status_code in (404, 422), one.address
    assert changed(before) <= LOOKED


def test_what_is_another_business_s(world: World) -> None:
    client = representative(THEIRS, "theirs")
    before = registry.digest()
    theirs = [one for one in named(world.business) if "/record/" not in one]
    begun = [one for one in world.sent if one.address == "/business/start" and one.given.get("ref") == f"P-{MINE}"]
    forms = [one for one in world.sent if one.address in theirs] + begun
    assert len(begun) > 1
    assert len(forms) >= len(begun) + 3
    for told, answer in sent_by(client, theirs, forms):
        first_reauthenticate = 403 if "/keys/" in told else 404
        assert answer.status_code in (404, 405, first_reauthenticate), told
    client.post("/account/businesses/choose", {"entity": str(at.business(1).pk)})
    assert at.business(1).pk not in client.session.values()
    assert changed(before) == set()


@pytest.mark.parametrize(("who", "status"), [(nobody, 302), (None, 403)], ids=["nobody", "an officer"])
def test_who_speaks_for_no_business(world: World, who: Callable[[], Client] | None, status: int) -> None:
    client, before = who() if who else world.officer, registry.digest()
    pages = [one for one in flat(world.business) if one.startswith("/business/")]
    for told, answer in sent_by(client, pages, [one for one in world.sent if one.address.startswith("/business/")]):
        assert answer.status_code == status, told
    assert changed(before) == set()


def test_the_same_forms_are_taken_of_whom_they_are_for(world: World) -> None:
    """Else nothing was shown by refusing them."""
    before = Act.objects.count()
    taken = [one.address for one in world.forms if one.sent(world.officer).status_code == 302]
    assert len(taken) >= 3, taken
    assert Act.objects.count() >= before + 3
