"""Every component, in a real browser: both languages, phone and desk, dark, by keyboard, and refused."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.portal.browsing import Pages, axe, fits, keyboard, look
from tests.portal.conftest import Add


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_every_component(pages: Pages, business: Add, language: str, phone: bool) -> None:
    page = pages.open("/styleguide", language=language, phone=phone)
    look(page, f"styleguide-{language}-{'phone' if phone else 'desk'}")
    axe(page)
    fits(page)
    keyboard(page)


def test_in_the_dark(pages: Pages, business: Add) -> None:
    page = pages.open("/styleguide?sent", language="en", dark=True)
    look(page, "styleguide-refused-dark")
    axe(page)


def test_a_refused_form_leads_to_its_fields(pages: Pages, business: Add) -> None:
    page = pages.open("/styleguide?sent", language="en", scripts=False)
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(page).to_have_title("Refused: Design of these pages · Bona Fides")
    summary.get_by_role("link", name="Fill in: Why the record is wrong").click()
    expect(page.get_by_label("Why the record is wrong")).to_be_focused()
    expect(page.get_by_label("Why the record is wrong")).to_have_attribute(
        "aria-describedby", "id_reason_helptext id_reason_error"
    )
    summary.get_by_role("link", name="How shall the agency answer?").click()
    expect(page.get_by_label("On this site")).to_be_focused()
    expect(page.get_by_label("Leave this empty")).not_to_be_in_viewport()
