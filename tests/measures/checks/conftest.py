"""The business of `world.py`, put there once for the tests of a module; what each of them writes is undone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.measures import world
from tests.registry import rolled_back

from bonafides.entities.models import Entity


@pytest.fixture(scope="module")
def register(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The pack in force, its officers, and one business."""
    with rolled_back(django_db_blocker):
        world.business()
        yield


@pytest.fixture
def shop(register: None, db: None) -> Entity:
    """A business of the register, registered and in order."""
    return Entity.objects.get(scheme="uscc", code=world.CODE)
