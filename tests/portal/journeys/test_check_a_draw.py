"""Anyone: let the own computer check that those who are inspected were drawn by lot."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.portal.browsing import keyboard, needs_chromium
from tests.portal.journeys.reader import SCRIPTED, Reader, Somebody

pytestmark = needs_chromium


@pytest.mark.parametrize("reader", SCRIPTED, ids=str)
def test_check_a_draw(somebody: Somebody) -> None:
    somebody.opens("/")
    somebody.follows("Check a draw for inspections yourself")
    somebody.stops("plans")
    somebody.main.locator("a[href^='/inspections/draws/']").first.click()
    somebody.stops("draw")
    somebody.follows("Verify this draw in your browser")
    expect(somebody.page.locator("#verdict")).to_have_attribute("data-state", "same")
    keyboard(somebody.page)
    somebody.stops("checked")


@pytest.mark.parametrize("reader", [Reader("zh", phone=True, scripts=False)], ids=str)
def test_without_scripts_it_says_how_else(somebody: Somebody) -> None:
    somebody.opens("/inspections/")
    somebody.main.locator("a[href^='/inspections/draws/']").first.click()
    somebody.follows("Verify this draw in your browser")
    somebody.reads("Without JavaScript nothing is computed here. The program below makes the same checks, and more.")
    somebody.stops("without-scripts")
