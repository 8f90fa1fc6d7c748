"""A restaurant that wants its licence by a pledge, and an item that its agency opened."""

from __future__ import annotations

from datetime import date

import pytest
from tests.pledges import world as pledging
from tests.procedures import world
from tests.procedures.conftest import OnDay, on_day, var

__all__ = ["on_day", "var"]
START = date(2026, 3, 2)


@pytest.fixture
def offered(db: None, var: object, on_day: OnDay) -> None:
    """The pack in force, officers, a registered business, the item open to pledges."""
    on_day(START)
    world.pack()
    pledging.more_officers()
    pledging.registered()
    pledging.open_the_item()
