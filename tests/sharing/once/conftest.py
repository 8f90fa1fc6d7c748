"""The restaurant of `world.py`, put there once for the tests of a module; what each of them writes is undone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.registry import rolled_back
from tests.sharing.once import world


@pytest.fixture(scope="module")
def register(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The pack in force, officers, and what three agencies hold about the restaurant."""
    with rolled_back(django_db_blocker):
        world.begin()
        yield


@pytest.fixture(name="restaurant")
def _restaurant(register: None, db: None) -> None:
    """The world as it was."""
