"""What goes wrong is told as what it is."""

from __future__ import annotations

from django.db import DataError

from bonafides.portal.api.problems import failed


def test_a_character_that_no_database_keeps_is_the_askers_error() -> None:
    assert failed(DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes")).status_code == 400
    assert failed(DataError("another")).status_code == 500
