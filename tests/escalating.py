"""Who comes where they have no business: officers, programs and people signed in, each with all but what a route asks for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from tests import registry
from tests.agencies.clients.test_tokens import ask, registered
from tests.agencies.conftest import roster
from tests.portal.agency.conftest import sit_down
from tests.portal.second import with_second_factor

from bonafides.acts.roles import POWERS, Role
from bonafides.agencies import queries
from bonafides.agencies.accounts.adapter import CHOSEN
from bonafides.agencies.acts.claim_by_code import claim_by_code
from bonafides.agencies.acts.enrol import enrol
from bonafides.agencies.acts.invite import invite
from bonafides.agencies.acts.issue_credential import issue_credential
from bonafides.agencies.acts.serve_code import serve_code
from bonafides.agencies.models import Agency
from bonafides.agencies.roster import read_roster
from bonafides.agencies.scopes import Scope
from bonafides.entities.models import Entity

Header = dict[str, str]
WHY = {"basis": "GIO 41", "reason": "curious"}
BESIDE = {"agencies_cache", "django_session"}
"""What asking itself leaves: who guesses is counted, and whoever is signed in has a session."""


@contextmanager
def register(blocker: Any, folder: Path) -> Iterator[pytest.MonkeyPatch]:
    """One register for the tests of a module, undone at its end; what it writes beside the database lies in a folder."""
    with pytest.MonkeyPatch.context() as patch, registry.rolled_back(blocker):
        patch.setattr(settings, "VAR", folder)
        yield patch


def bearer(token: str) -> Header:
    """The header of a token."""
    return {"authorization": f"Bearer {token}"}


def with_powers(agency: str, number: str, *roles: Role) -> str:
    """The number of an officer who has just these powers."""
    line = {"number": number, "roles": ";".join(sorted(roles)), "fields": "food", "regions": "990001"}
    enrol(registry.officer(), queries.agency("cn", agency), read_roster(roster(line)), timezone.localdate())
    return number


def officer_with(agency: str, number: str, *roles: Role) -> Header:
    """A token of an officer who has just these powers."""
    one = queries.officer("cn", agency, with_powers(agency, number, *roles))
    return bearer(issue_credential(registry.officer(), one, timezone.now() + timedelta(days=1)))


def program_with(*scopes: Scope) -> Header:
    """A token of a program with just these scopes."""
    made = registered(Agency.objects.get(pack="cn", name="tax"), *sorted(scopes))
    return bearer(ask(Client(), made).json()["access_token"])


def desk_with(agency: str, number: str, *roles: Role) -> Client:
    """An officer with just these powers, signed in with a second factor."""
    return sit_down(with_powers(agency, number, *roles), agency)


def representative(code: str, login: str = "rep") -> Client:
    """Somebody who is signed in and speaks for a business."""
    account, entity = invite(registry.officer(), login), Entity.objects.get(code=code)
    claim_by_code(registry.officer(), account, serve_code(registry.officer(), entity, login))
    client = Client(raise_request_exception=False)
    client.force_login(account)
    with_second_factor(client, account)
    session = client.session
    session[CHOSEN] = entity.pk
    session.save()
    return client


def every_but(*roles: Role) -> tuple[Role, ...]:
    """Every power but these. Who may hand out powers is left out: a roster brings none where two may."""
    return tuple(one for one in POWERS if one not in roles and one is not Role.ADMINISTRATOR)


def changed(before: dict[str, str]) -> set[str]:
    """The tables that are not as they were, to the last column."""
    after = registry.digest()
    return {table for table in after if after[table] != before.get(table)} - BESIDE
