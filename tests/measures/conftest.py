"""The Chinese pack in force, a business, and officers who decide for its agencies."""

from __future__ import annotations

import pytest
from tests.measures import world

from bonafides.entities.models import Entity


@pytest.fixture
def shop(db: None) -> Entity:
    """A business of the register, registered and in order."""
    return world.business()
