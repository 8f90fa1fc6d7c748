"""Anyone: find a business by what people call it, and read why it stands where it stands."""

from __future__ import annotations

import pytest
from tests.portal.browsing import keyboard, needs_chromium
from tests.portal.journeys.conftest import name_of
from tests.portal.journeys.reader import EVERY, Reader, Somebody

from bonafides.procedures.models import Case

pytestmark = [needs_chromium, pytest.mark.parametrize("reader", EVERY, ids=str)]


def test_find_a_business_and_read_why(somebody: Somebody, reader: Reader, proposed: Case) -> None:
    name = name_of(proposed.entity)
    somebody.opens("/")
    somebody.stops("home")
    somebody.fills("Name, former name or code", called(name))
    somebody.presses("Search")
    somebody.finds(name)
    somebody.stops("found")
    somebody.main.get_by_role("link", name=name).click()
    somebody.arrives(f"/entities/uscc/{proposed.entity.code}")
    somebody.finds("〔")  # the number of the document
    keyboard(somebody.page)
    somebody.stops("business")
    somebody.follows("How a case goes")
    somebody.goes("/procedures/serious-listing")
    somebody.stops("procedure")


def called(name: str) -> str:
    """What people call a business: its own two characters, without place and form."""
    return name.removeprefix("澄岚县")[:2]
