"""Addresses that were refused are logged; numbers of natural persons in them are not."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.portal.conftest import CODE, PERSON


@pytest.mark.parametrize("path", ["/no/such/{}", "/api/v1/entities/uscc/{}", "/api/{}"])
def test_a_persons_number_is_masked_in_the_log(
    client: Client, db: None, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    client.get(path.format(PERSON))
    client.get(path.format(CODE))
    masked, plain = caplog.messages
    assert PERSON not in masked
    assert path.format("110**************X") in masked
    assert CODE in plain
