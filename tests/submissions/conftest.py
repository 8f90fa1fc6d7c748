"""A client of agency `a` of the toy pack, with a key that is registered, at the real application."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.utils import timezone
from tests import registry
from tests.agencies.conftest import Enrol, enrolled, toy

from bonafides.agencies import queries
from bonafides.agencies.acts.issue_credential import issue_credential
from bonafides.submissions.acts.register_key import register_key
from bonafides_client import Client, Key

__all__ = ["enrolled", "toy"]  # fixtures
SITE = "http://localhost"


def transport() -> httpx.BaseTransport:
    """The application itself, no network."""
    return httpx.WSGITransport(app=get_wsgi_application())


@pytest.fixture(autouse=True)
def _within_the_test() -> Iterator[None]:
    """A request leaves the connection, and so the test's transaction, as Django's own client has it."""
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def token(enrolled: Enrol) -> str:
    enrolled({"roles": "entry-clerk"})
    return issue_credential(registry.officer(), queries.officer("toy", "a", "1"), timezone.now() + timedelta(days=1))


@pytest.fixture
def key(token: str) -> Key:
    key = Key.make()
    register_key(registry.officer(), queries.agency("toy", "a"), "1", key.public_pem)
    return key


@pytest.fixture
def register(token: str, key: Key) -> Iterator[Client]:
    with Client(SITE, token, key, transport=transport()) as client:
        yield client
