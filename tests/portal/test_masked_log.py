"""Addresses that were refused are logged; numbers of natural persons in them are not."""

from __future__ import annotations

import logging

import pytest
from django.test import Client
from tests.portal.conftest import CODE, PERSON


@pytest.mark.parametrize("path", ["/no/such/{}", "/api/v1/entities/uscc/{}", "/api/{}"])
def test_a_persons_number_is_masked_in_the_log(
    client: Client, db: None, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    caplog.set_level(logging.WARNING, logger="django.request")  # as an operator may who looks for something
    client.get(path.format(PERSON))
    client.get(path.format(CODE))
    masked, plain = caplog.messages
    assert PERSON not in masked
    assert path.format("110**************X") in masked
    assert CODE in plain


@pytest.mark.parametrize(
    ("path", "status"), [("/no/such", 404), ("/api/v1/entities?name=a", 400), ("/entities/uscc/x?as_of=no", 400)]
)
def test_what_is_asked_wrongly_is_not_logged(
    client: Client, db: None, caplog: pytest.LogCaptureFixture, path: str, status: int
) -> None:
    """Anyone could fill the log with it."""
    assert client.get(path).status_code == status
    assert caplog.messages == []
