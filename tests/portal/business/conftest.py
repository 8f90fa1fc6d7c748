"""A business with a penalty, and accounts that speak for it, signed in: each page passes the second wall.

The world is made once, in a database of its own; what a test adds is undone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from secrets import token_hex
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from tests import registry
from tests.outside import _outside
from tests.portal.conftest import database
from tests.portal.second import with_second_factor
from tests.remedies import world
from tests.remedies.conftest import START, OnDay, on_day, performed

from bonafides.agencies.accounts.adapter import CHOSEN
from bonafides.agencies.acts.claim_by_code import claim_by_code
from bonafides.agencies.acts.invite import invite
from bonafides.agencies.acts.serve_code import serve_code
from bonafides.agencies.models import Account
from bonafides.entities.models import Entity

__all__ = ["_outside", "on_day", "performed"]
CODE, OTHER = world.CODE, world.OTHER
Speaks = Callable[..., Client]


@pytest.fixture(scope="session")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The name of a database with the pack, officers of two agencies, and a penalty three months old."""
    with django_db_blocker.unblock():
        empty = connection.settings_dict["NAME"]
        name = f"{empty}_{token_hex(4)}"
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{empty}"')
        with database(name), pytest.MonkeyPatch.context() as patch:
            patch.setattr("django.utils.timezone.localdate", lambda *_: START)
            world.pack()
            world.penalty()
    yield name
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def penalised(made: str, django_db_blocker: Any, on_day: OnDay) -> Iterator[None]:
    """The world, for one test."""
    on_day(START)
    with django_db_blocker.unblock(), database(made), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def speaks(penalised: None, _outside: None) -> Speaks:
    """`speaks("li", CODE)`: a browser of somebody who speaks for a business, in English."""

    def signed_in(login: str = "rep", code: str = CODE) -> Client:
        client = Client(headers={"accept-language": "en"})
        account = Account.objects.filter(login=login).first() or represents(login, code)
        client.force_login(account)
        with_second_factor(client, account)
        session = client.session
        session[CHOSEN] = Entity.objects.get(code=code).pk
        session.save()
        return client

    return signed_in


def represents(login: str, code: str = CODE) -> Account:
    """An account that speaks for a business."""
    account, entity = invite(registry.officer(), login), Entity.objects.get(code=code)
    claim_by_code(registry.officer(), account, serve_code(registry.officer(), entity, f"letter to {login}"))
    return account


def registration(code: str = CODE, ref: str = "REG-1", day: date = date(2020, 1, 6), **facts: object) -> None:
    """What the register of businesses says."""
    given = {"legal_form": "limited-company", "status": "in-business", "established_on": "2020-01-06",
             "registration_event": "establishment", "address": "望栖镇大道1号"} | facts  # fmt: skip
    world.enter("registration", ref, day, code, world.MARKET, **given)
