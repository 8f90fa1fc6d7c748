"""*Verify this draw* as it is served, and in a real browser: what holds, what was forged, a file of one's own, no JavaScript."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from copy import copy, deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import transaction
from django.test import Client
from django.utils.translation import override
from playwright.sync_api import Browser, Page, Route, expect
from tests.inspections import world
from tests.inspections.conftest import peopled, var
from tests.portal.page import faults, read
from tests.portal.public.browser_draw import SCRIPTS

from bonafides.inspections.acts.hold_draw import hold_draw
from bonafides.inspections.bundles import auditors_bundle, opening_of
from bonafides.inspections.models import Draw
from bonafides.portal.public.draw_words import steps, words

__all__ = ["peopled", "var"]  # fixtures
HOST = "https://register.example"


def held() -> Draw:
    found, evidence = world.committed(world.plan())
    hold_draw(world.decider(), found, evidence)
    return found


@pytest.mark.usefixtures("peopled")
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_the_page_says_what_will_be_checked(client: Client, language: str) -> None:
    draw = held()
    answer = client.get(f"/inspections/draws/{draw.draw}/verify", headers={"accept-language": language})
    page = read(answer.content)
    assert [one for one in faults(page) if one != "<script> in the page"] == []
    [script] = page.all("script")
    assert script.attributes["type"] == "module"
    assert [one.attributes["data-step"] for one in page.all("li") if "data-step" in one.attributes] == list(steps())
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.usefixtures("peopled")
def test_a_draw_that_was_not_held_has_no_bundle(client: Client) -> None:
    found, _ = world.committed(world.plan())
    page = read(client.get(f"/inspections/draws/{found.draw}/verify", headers={"accept-language": "en"}).content)
    assert "there is nothing to recompute" in page.text
    assert "data-bundle" not in page.one(id="verification").attributes
    assert client.get("/inspections/draws/none/verify").status_code == 404


def test_the_script_says_nothing_that_has_no_words() -> None:
    """Every word of a refusal is put into words, and no word waits for a refusal that there is not."""
    source = "".join(path.read_text("utf-8") for path in SCRIPTS.glob("*.js"))
    literals = set(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', source))
    found = re.findall(r'"([a-z-]+)", \{|Refused\("([a-z-]+)"', source)
    refused = {word for pair in found for word in pair if word}
    assert refused - set(words()) == set()
    assert (
        set(words()) - literals - {f"state-{one}" for one in ("waits", "runs", "holds", "partly", "fails", "unshown")}
        == set()
    )


class Site:
    """The page of a draw, its script and its bundle, answered from memory: the register itself is not asked again."""

    def __init__(self) -> None:
        client, draw = Client(), held()
        self.here = f"/inspections/draws/{draw.draw}/verify"
        answer = client.get(self.here, headers={"accept-language": "en"})
        self.page, self.headers = answer.content, dict(answer.headers)
        self.at = f"/api/v1/inspections/draws/{draw.draw}/bundle"
        self.bundle: dict[str, Any] = json.loads(client.get(self.at).content)
        self.auditors = auditors_bundle(draw).to_json()
        self.code = self.bundle["result"]["drawn"][0]
        self.opening = opening_of(draw, self.code).to_json()

    def answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(HOST)
        if path == self.here:
            route.fulfill(body=self.page, headers=self.headers)
        elif path == self.at:
            route.fulfill(body=json.dumps(self.bundle), content_type="application/json")
        elif found := finders.find(path.removeprefix("/static/")):
            route.fulfill(path=str(found))
        else:
            route.fulfill(status=404)


@pytest.fixture(scope="module")
def once(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Made once, and nothing of it stays in the database."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        folder = tmp_path_factory.mktemp("var")
        patch.setattr(settings, "VAR", folder)
        world.pack()
        world.shops(folder)
        world.officers()
        site = Site()
        transaction.set_rollback(True)
    return site


@pytest.fixture
def site(once: Site) -> Site:
    """With a bundle of one's own to forge."""
    own = copy(once)
    own.bundle = deepcopy(once.bundle)
    return own


@pytest.fixture(params=[1200, 390], ids=["desk", "phone"])
def page(browser: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(locale="en", viewport={"width": request.param, "height": 900})
    context.route("**/*", site.answer)
    found, complaints = context.new_page(), []
    found.on("console", lambda message: complaints.append(message.text))
    found.on("pageerror", lambda error: complaints.append(str(error)))
    yield found
    if folder := os.environ.get("BONAFIDES_SCREENSHOTS"):
        found.screenshot(path=Path(folder) / f"{request.node.name}.png", full_page=True)
    assert found.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    context.close()
    assert complaints == []


def state(page: Page, step: str) -> str | None:
    return page.locator(f"[data-step={step}]").get_attribute("data-state")


def test_the_publics_bundle_is_recomputed_on_arrival(page: Page, site: Site) -> None:
    page.goto(HOST + site.here)
    expect(page.locator("#verdict")).to_contain_text("checks that could be made here hold")
    assert {one: state(page, one) for one in ("commitment", "seed", "counts", "officers")} == dict.fromkeys(
        ("commitment", "seed", "counts", "officers"), "holds"
    )
    assert state(page, "selection") == "unshown"
    expect(page.locator("#computed")).to_contain_text("Hash of the commitment")


def test_a_forged_result_is_named(page: Page, site: Site) -> None:
    dropped = site.bundle["result"]["drawn"].pop()
    page.goto(HOST + site.here)
    expect(page.locator("#verdict")).to_contain_text("do not hold")
    assert state(page, "counts") == state(page, "officers") == "fails"
    expect(page.locator("[data-step=officers]")).to_contain_text(dropped)


def test_an_auditors_bundle_and_an_opening_of_ones_own(page: Page, site: Site) -> None:
    files: list[Any] = [
        {"name": name, "mimeType": "application/json", "buffer": json.dumps(value).encode()}
        for name, value in (("bundle.json", site.auditors), ("mine.json", site.opening))
    ]
    page.goto(HOST + site.here)
    expect(page.locator("#verdict")).to_contain_text("checks that could be made here hold")
    page.get_by_label("A bundle that you kept, or the opening of your business").set_input_files(files)
    expect(page.locator("#own")).to_contain_text(f"{site.code} was drawn")
    recomputed = ("subjects", "selection", "substitutions", "assignment")
    assert [state(page, one) for one in recomputed] == ["holds"] * 4


def test_what_is_no_bundle_is_told(page: Page, site: Site) -> None:
    page.goto(HOST + site.here)
    expect(page.locator("#verdict")).to_contain_text("hold")
    page.locator("#files").set_input_files([{"name": "notes.txt", "mimeType": "text/plain", "buffer": b"hello"}])
    expect(page.locator("#verdict")).to_contain_text("notes.txt is no JSON")


def test_without_javascript_the_program_is_named(browser: Browser, site: Site) -> None:
    context = browser.new_context(locale="en", java_script_enabled=False)
    context.route("**/*", site.answer)
    page = context.new_page()
    page.goto(HOST + site.here)
    expect(page.get_by_text("Without JavaScript nothing is computed here.")).to_be_visible()
    expect(page.locator("#picker")).to_be_hidden()
    expect(page.locator("#verification")).to_be_hidden()
    context.close()


def test_the_words_are_in_both_languages() -> None:
    with override("zh-hans"):
        chinese = steps() | words()
    with override("en"):
        english = steps() | words()
    assert chinese.keys() == english.keys()
    assert [word for word in english if english[word] == chinese[word]] == []
