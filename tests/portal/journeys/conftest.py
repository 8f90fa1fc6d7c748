"""Readers on their ways through the register of the demonstration; each way is undone when it ends."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from tests.portal.agency.conftest import sit_down
from tests.portal.browsing import Pages
from tests.portal.business.conftest import represents
from tests.portal.conftest import database
from tests.portal.journeys.county import AGENCY, START, at_home, copied
from tests.portal.journeys.reader import Reader, Somebody
from tests.portal.second import with_second_factor

from bonafides.agencies.accounts.adapter import CHOSEN
from bonafides.agencies.models import Account
from bonafides.agencies.queries import agency, directory
from bonafides.entities.models import Entity, Name
from bonafides.procedures.models import Case

Officer = Callable[..., Client]
Speaks = Callable[[str], Client]
OnDay = Callable[[date], None]


@pytest.fixture(scope="session")
def county(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[str, Path]]:
    """The name of this worker's copy of the register, and the folder of what it keeps beside the database."""
    with django_db_blocker.unblock(), copied(connection.settings_dict["NAME"]) as made:
        yield made


@pytest.fixture
def on_day(monkeypatch: pytest.MonkeyPatch) -> OnDay:
    """Let it be a day."""
    return lambda day: monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: day)


@pytest.fixture
def register(
    county: tuple[str, Path], django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, on_day: OnDay
) -> Iterator[None]:
    """The county on its day, for one journey."""
    name, folder = county
    on_day(START)
    at_home(monkeypatch, shutil.copytree(folder, tmp_path / "var", ignore=shutil.ignore_patterns("demo")))
    with django_db_blocker.unblock(), database(name), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def somebody(register: None, pages: Pages, reader: Reader, request: pytest.FixtureRequest) -> Somebody:
    """Whoever goes this way."""
    return Somebody(pages, reader, request.module.__name__.rpartition(".test_")[2])


@pytest.fixture
def officer(register: None) -> Officer:
    """`officer("decider")`: a browser in which the first officer of market regulation with this power is signed in."""

    known: dict[str, Client] = {}

    def of(role: str, place: int = 0) -> Client:
        number = numbers_of(role)[place]
        if number not in known:
            known[number] = sit_down(number)
        return known[number]

    return of


def numbers_of(role: str) -> list[str]:
    """The numbers of the officers of market regulation who have a power on the first day."""
    return [str(one["number"]) for one in directory(agency("cn", AGENCY), START) if role in one["roles"]]


@pytest.fixture
def speaks(register: None) -> Speaks:
    """`speaks(code)`: a browser of somebody who speaks for a business."""

    def of(code: str) -> Client:
        client = Client()
        account = Account.objects.filter(login="journey").first() or represents("journey", code)
        client.force_login(account)
        with_second_factor(client, account)
        session = client.session
        session[CHOSEN] = Entity.objects.get(code=code).pk
        session.save()
        return client

    return of


@pytest.fixture
def proposed(register: None) -> Case:
    """A case of a listing that was just opened: its notice is not served yet."""
    return Case.objects.filter(procedure="serious-listing").earliest("pk")


def name_of(entity: Entity) -> str:
    """The name that stands over the page of a business."""
    return Name.objects.filter(entity=entity, use="registered").latest("valid_from").name


def first_business() -> str:
    """The code of the first company of the county that is in business."""
    return Entity.objects.filter(scheme="uscc", kind="enterprise").earliest("pk").code
