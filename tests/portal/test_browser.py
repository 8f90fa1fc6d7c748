"""The pages in a real browser without JavaScript, from the site as it is served."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page, expect
from tests.portal.conftest import CODE, NAME, database

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.skipif(
    not CHROMIUM.exists(), reason="needs Debian's chromium: apt-get install chromium fonts-noto-cjk"
)


@pytest.fixture(scope="module")
def site(prepared: str, django_db_blocker: Any) -> Iterator[str]:
    """The address of the site, served over the prepared database."""
    with django_db_blocker.unblock(), database(prepared):
        found = connection.get_connection_params()
    words = {"host": "host", "port": "port", "user": "user", "password": "password"}
    options = "&".join(f"{name}={quote(str(found[key]), safe='')}" for key, name in words.items() if found.get(key))
    process = subprocess.Popen(
        [sys.executable, "-c", "from bonafides.cli.main import run; run()", "serve", "--port", "0", "--workers", "1"],
        env=os.environ | {"DATABASE_URL": f"postgresql:///{prepared}?{options}"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        said = process.stdout.readline()
        assert said.startswith("Bona Fides listens at http://127.0.0.1:"), said
        yield said.split()[4]
    finally:
        process.terminate()
        process.communicate(timeout=30)


@pytest.fixture(params=[1200, 390], ids=["desk", "phone"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A Chinese reader's page, without JavaScript; whatever the browser complains of fails the test."""
    context = browser.new_context(
        locale="zh-CN", java_script_enabled=False, viewport={"width": request.param, "height": 800}
    )
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("requestfailed", lambda failed: complaints.append(failed.url))
    page.on("response", lambda response: response.ok or response.status == 302 or complaints.append(response.url))
    yield page
    context.close()
    assert complaints == []


def test_from_two_characters_to_an_earlier_day(site: str, page: Page) -> None:
    page.goto(site)
    page.get_by_label("名称、曾用名或代码").fill("兴曦")
    page.get_by_role("button", name="查询").click()
    page.get_by_role("link", name=NAME).click()
    expect(page).to_have_url(f"{site}entities/uscc/{CODE}")
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    expect(page.get_by_role("article")).to_have_count(2)
    fits(page)

    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", name="Annual report")).to_be_visible()

    page.get_by_label("As it stood on").fill("2021-01-01")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("article")).to_have_count(1)
    expect(page.get_by_text("As it stood on 2021-01-01")).to_be_visible()
    expect(page.get_by_label("As it stood on")).to_have_value("2021-01-01")
    fits(page)

    page.get_by_role("link", name="Show today").click()
    expect(page.get_by_role("article")).to_have_count(2)


def test_with_the_keyboard_alone(site: str, page: Page) -> None:
    page.goto(site)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("名称、曾用名或代码")).to_be_focused()
    page.keyboard.type(CODE.lower())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)


def test_on_paper(site: str, page: Page) -> None:
    page.goto(f"{site}entities/uscc/{CODE}?as_of=2021-01-01")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.get_by_text("2021-01-01 的状况")).to_be_visible()
    expect(page.get_by_role("button", name="查看")).to_be_hidden()
    expect(page.get_by_role("button", name="English")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 31, 36)", (
        "dark ink, whatever the screen has"
    )


def fits(page: Page) -> None:
    """Nothing is wider than the window."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
