"""Requests of Django's test client as the web server has them: with the rights of its role, behind the second wall."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from bonafides.acts.wall import go_back, go_outside


@pytest.fixture
def _outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each request goes outside, and the test itself stays where it can look at everything."""
    inner: Callable[..., Any] = Client.request

    def request(self: Client, **told: Any) -> Any:
        try:
            go_outside()
        except (RuntimeError, DatabaseError):  # a test without a database, or one whose database is away
            return inner(self, **told)
        try:
            return inner(self, **told)
        finally:
            if connection.connection is not None and not connection.needs_rollback:
                go_back()

    monkeypatch.setattr(Client, "request", request)
