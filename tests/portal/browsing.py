"""Pages in Debian's chromium, from a server in this process that sees the test's own database, uncommitted rows and all.

def test_x(pages: Pages, business: Add) -> None:
    page = pages.open("/listings/", language="en", phone=True)     # a Playwright page; whatever it complains of fails the test
    axe(page); fits(page); keyboard(page)                           # WCAG 2.2 AA; no wider than the window; all reached by Tab
    page = pages.open("/business/", client=signed_in_client)        # in the session of a Django test client

The fixtures stand in tests/portal/conftest.py, so that one browser serves all tests of a worker; set BONAFIDES_SCREENSHOTS to a
folder to keep a picture of every page that `look` is asked for. One browser and one server serve all tests of a worker.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.handlers.wsgi import WSGIHandler
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from bonafides.acts.wall import go_back, go_outside

CHROMIUM = Path("/usr/bin/chromium")
OPTIONS = "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync"
DESK, PHONE = (1280, 900), (390, 844)
LOCALES = {"zh": "zh-CN", "en": "en-US"}
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
needs_chromium = pytest.mark.skipif(
    not CHROMIUM.exists(), reason="needs Debian's chromium: apt-get install chromium fonts-noto-cjk"
)


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the base's
        pass


@pytest.fixture(scope="session")
def server(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The address of the site, on the connection that the tests of this worker use, one request at a time."""
    inner, turn, shared = WSGIHandler(), threading.Lock(), connections[DEFAULT_DB_ALIAS]

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        if environ["PATH_INFO"].startswith("/static/"):
            return inner(environ, start)
        with turn:
            connections[DEFAULT_DB_ALIAS] = shared
            go_outside()
            try:
                return inner(environ, start)
            finally:
                if connection.connection is not None and not connection.needs_rollback:
                    go_back()

    shared.inc_thread_sharing()
    # Before and after each request Django closes a connection that is amid a transaction: here that is the test's own.
    shared.close_if_unusable_or_obsolete = lambda: None
    httpd = _Server(("127.0.0.1", 0), _Quiet)
    httpd.set_app(application)
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()
    thread.join(10)
    shared.dec_thread_sharing()
    del shared.close_if_unusable_or_obsolete


@pytest.fixture(scope="session")
def browser(django_db_setup: None) -> Iterator[Browser]:
    """One chromium for all tests of a worker.

    Playwright leaves a loop running in this thread, and Django would keep other connections for whoever runs one: here each
    thread has one, loop or not.
    """
    if not CHROMIUM.exists():
        pytest.skip("needs Debian's chromium: apt-get install chromium fonts-noto-cjk")
    before, shared, kept = (
        os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE"),
        connections[DEFAULT_DB_ALIAS],
        connections._connections,
    )
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    connections._connections = threading.local()  # type: ignore[assignment]
    connections[DEFAULT_DB_ALIAS] = shared
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS.split())
        yield found
        found.close()
    connections._connections = kept
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class Pages:
    """Opens pages; remembers what the browser complains of."""

    def __init__(self, browser: Browser, base: str) -> None:
        self.browser, self.base = browser, base
        self.complaints: list[str] = []
        self._open: list[BrowserContext] = []

    def open(
        self, path: str = "/", *, language: str = "zh", phone: bool = False, scripts: bool = True, dark: bool = False,
        client: Client | None = None, status: int = 200,
    ) -> Page:  # fmt: skip
        """A page in a browser of its own: of a reader of a language, at a desk or on a phone, with JavaScript or without."""
        width, height = PHONE if phone else DESK
        context = self.browser.new_context(
            base_url=self.base, locale=LOCALES[language], java_script_enabled=scripts, has_touch=phone, is_mobile=phone,
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light",
        )  # fmt: skip
        self._open.append(context)
        if client is not None:
            context.add_cookies(
                [{"name": name, "value": one.value, "url": self.base} for name, one in client.cookies.items()]
            )
        page = context.new_page()
        page.on("console", lambda one: status == 200 and self.complaints.append(f"{page.url}: {one.text}"))
        page.on("pageerror", lambda one: self.complaints.append(f"{page.url}: {one.message}"))
        page.on("requestfailed", self._failed)
        page.on("request", lambda one: one.url.startswith((self.base, "data:")) or self.complaints.append(one.url))
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == status, f"{path}: expected {status}, came {answer.status}"
        return page

    def _failed(self, request: Request) -> None:
        # Who goes on before a picture has come makes the browser itself give it up: that is no fault of a page.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"{request.url}: {request.failure}")

    def close(self) -> None:
        """Close what was opened."""
        for one in self._open:
            one.close()
        self._open.clear()


@pytest.fixture
def pages(browser: Browser, server: str) -> Iterator[Pages]:
    """Pages in a real browser, from this test's database; the browser must have nothing to complain of."""
    found = Pages(browser, server)
    yield found
    found.close()
    assert not found.complaints, found.complaints


def axe(page: Page) -> None:
    """axe-core finds nothing against WCAG 2.2 AA or good practice."""
    page.wait_for_load_state()
    found = Axe().run(page, options={"resultTypes": ["violations"], "runOnly": list(RULES)})
    told = [
        f"{one['id']}: {one['help']}: {[node['html'][:200] for node in one['nodes'][:3]]}"
        for one in found.response["violations"]
    ]
    assert told == [], f"{page.url}: {told}"


def fits(page: Page) -> None:
    """Nothing is wider than the window."""
    page.wait_for_load_state()  # a page that has only begun to come has no width
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0, f"{page.url}: {over} pixels wider than the window"


def keyboard(page: Page) -> None:
    """Tab reaches everything that can be used, in the order of the page, and shows where it is."""
    page.wait_for_load_state()
    wanted = page.evaluate(_MARK)
    came: list[str] = []
    # From the top, also where the page itself went to what must be put right.
    page.evaluate("document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')")
    page.evaluate("document.activeElement.blur(); window.getSelection().removeAllRanges()")
    for _ in range(2 * len(wanted) + 40):  # the parts of a date and a time are stops of their own
        page.keyboard.press("Tab")
        told = page.evaluate(_WHERE)
        if told is None or (came and told["mark"] == came[0]):
            break
        assert told["seen"], f"{page.url}: the focus cannot be seen on {told['html']}"
        if told["mark"] not in came[-1:]:  # the parts of a date are one field
            came.append(told["mark"])
    assert came == wanted, f"{page.url}: Tab came by {came}, expected {wanted}"


def look(page: Page, name: str) -> None:
    """Keep a picture of the whole page, where pictures are wanted."""
    if folder := os.environ.get("BONAFIDES_SCREENSHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.wait_for_load_state()
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


_MARK = """() => {
  const seen = one => one.checkVisibility({visibilityProperty: true}) && one.getClientRects().length;
  const all = [...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
    .filter(one => one.tabIndex >= 0 && !one.disabled && seen(one));
  const radios = new Set();
  return all.filter(one => {
    if (one.type !== 'radio') return true;
    if (radios.has(one.name)) return false;
    radios.add(one.name); return true;
  }).map((one, at) => one.dataset.mark = `${at} ${one.tagName} ${(one.textContent || one.name || '').trim().slice(0, 20)}`);
}"""
_WHERE = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const style = getComputedStyle(one);
  const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none';
  return {mark: one.dataset.mark || `unexpected ${one.outerHTML.slice(0, 80)}`, seen, html: one.outerHTML.slice(0, 120)};
}"""
