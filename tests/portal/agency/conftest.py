"""Officers of market regulation at their desks, over the small world of cases; each request behind the second wall."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from tests.outside import _outside
from tests.portal.second import with_second_factor
from tests.procedures import world
from tests.procedures.conftest import START, OnDay, listed, on_day, var
from tests.registry import officer

from bonafides.agencies import queries
from bonafides.agencies.acts.invite import invite
from bonafides.agencies.acts.tie_account import tie_account

__all__ = ["START", "OnDay", "_outside", "listed", "on_day", "var"]
Desk = Callable[[str], Client]


def sit_down(number: str, agency: str = world.AGENCY, pack: str = "cn") -> Client:
    """A client in whose session an officer came with a second factor; in English."""
    account = invite(officer(), f"{agency}-{number}")
    tie_account(officer(), account, queries.officer(pack, agency, number), world.today())
    client = Client(headers={"accept-language": "en"})
    client.force_login(account)
    with_second_factor(client, account)
    return client


@pytest.fixture
def desk(listed: None, var: Path, _outside: None) -> Desk:  # its work is done by being there
    """`desk("1")`: the case officer, `desk("2")`: the reviewer, `desk("3")`: the decider (tests/procedures/world.py)."""
    known: dict[str, Client] = {}

    def of(number: str) -> Client:
        if number not in known:
            known[number] = sit_down(number)
        return known[number]

    return of
