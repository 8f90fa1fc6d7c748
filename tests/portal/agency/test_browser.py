"""Officers in a real browser: a case from the board to its next step, a checklist on a phone that loses its connection."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.inspections import visiting as at
from tests.portal.agency.conftest import START, Desk, OnDay, sit_down
from tests.portal.browsing import Pages, axe, fits, keyboard, look, needs_chromium
from tests.procedures import world

pytestmark = needs_chromium


@pytest.mark.parametrize(("language", "phone"), [("zh", False), ("en", True)], ids=["zh-desk", "en-phone"])
def test_from_the_board_to_a_refusal_and_on(
    desk: Desk, on_day: OnDay, pages: Pages, language: str, phone: bool
) -> None:
    case = world.opened()
    page = pages.open("/agency/", language=language, phone=phone, client=desk("1"))
    axe(page)
    fits(page)
    look(page, f"agency-board-{language}")
    page.locator("ul.work a").first.click()
    axe(page)
    fits(page)
    keyboard(page)
    look(page, f"agency-case-{language}")
    page.locator("a[href$='/steps/serve-notice']").click()
    axe(page)
    fits(page)
    page.locator("main form button").last.click()
    expect(page.get_by_role("alert").first).to_be_visible()
    look(page, f"agency-refused-{language}")
    pages.complaints.clear()  # that the page was refused is told by the browser too
    page.set_input_files("input[type=file]", {"name": "proof.pdf", "mimeType": "application/pdf", "buffer": b"a proof"})
    page.locator("main form button").last.click()
    expect(page).to_have_url(f"{pages.base}/agency/cases/{case.pk}")
    assert START.isoformat() in page.content()


@pytest.mark.parametrize("path", ["/agency/cases/", "/agency/cases/new/", "/agency/visits/", "/agency/files/", "/agency/draws/",
                                  "/agency/figures/",
                                  "/agency/standards/", "/agency/standards/listing-procedure"])  # fmt: skip
def test_every_page_stands_for_everyone(desk: Desk, pages: Pages, path: str) -> None:
    world.opened()
    page = pages.open(path, client=desk("1"))
    axe(page)
    fits(page)
    look(page, "agency" + path.removeprefix("/agency").replace("/", "-"))
    fits(pages.open(path, language="en", phone=True, scripts=False, client=desk("1")))


@pytest.mark.usefixtures("var", "_outside")
def test_a_checklist_bears_a_lost_connection(db: None, pages: Pages) -> None:
    at.world()
    visit = at.visited()
    inspector = sit_down("201")
    path = f"/agency/visits/{visit}/steps/report"
    page = pages.open(path, language="en", phone=True, client=inspector)
    axe(page)
    fits(page)
    page.locator("input[name='point-name'][value='problem']").check()
    page.locator("textarea[name='note-name']").fill("another name above the door")
    look(page, "agency-checklist")
    page.context.set_offline(True)
    page.locator("main form button").last.click()
    expect(page.locator("#draft")).to_contain_text("No connection")
    page.context.set_offline(False)
    page.goto(path)
    expect(page.locator("#draft")).to_contain_text("is back")
    expect(page.locator("textarea[name='note-name']")).to_have_value("another name above the door")
    expect(page.locator("input[name='point-name'][value='problem']")).to_be_checked()
