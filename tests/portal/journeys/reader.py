"""Somebody at a browser, who reads a language, on a phone or at a desk, and goes by the words of the page alone.

def test_x(somebody: Somebody) -> None:
    somebody.opens("/")                          # or opens(path, as_=client)
    somebody.fills("Name, former name or code", "兴曦")
    somebody.presses("Search")                   # the page's own words: written in English, looked for in the reader's language
    somebody.stops("found")                      # the page holds: axe finds nothing, nothing is too wide; a picture is kept
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import FilePayload, Locator, Page, expect
from tests.portal.browsing import Pages, axe, fits, look

TAGS = {"zh": "zh-hans", "en": "en"}


@dataclass(frozen=True)
class Reader:
    """Who reads: a language, a size, with scripts or without."""

    language: str
    phone: bool = False
    scripts: bool = True

    def __str__(self) -> str:
        return f"{self.language}-{'phone' if self.phone else 'desk'}{'' if self.scripts else '-without-scripts'}"


EVERY = (Reader("zh", phone=True), Reader("en"), Reader("zh", scripts=False), Reader("en", phone=True, scripts=False))
"""Both languages on both sizes; half of them without JavaScript."""
PAIR = (Reader("zh", phone=True), Reader("en", scripts=False))
"""A covering pair, for the long ones."""
SCRIPTED = (Reader("zh", phone=True), Reader("en"), Reader("zh"), Reader("en", phone=True))
"""All with JavaScript, for what a page does in the browser itself."""


@dataclass
class Somebody:
    """A reader on the way."""

    pages: Pages
    reader: Reader
    journey: str
    page: Page = field(init=False)

    def opens(self, path: str, *, as_: Client | None = None, status: int = 200) -> None:
        """Sit down at a browser of one's own, signed in as whoever the client is."""
        one = self.reader
        self.page = self.pages.open(
            path, language=one.language, phone=one.phone, scripts=one.scripts, client=as_, status=status
        )

    def says(self, text: str, **values: object) -> str:
        """A text of ours in the reader's language; what is English there must be translated."""
        with translation.override(TAGS[self.reader.language]):
            told = gettext(text)
        assert self.reader.language == "en" or told != text, f"{text!r} has no Chinese"
        return told % values if values else told

    @property
    def main(self) -> Locator:
        """The page without its head and foot."""
        return self.page.get_by_role("main")

    def presses(self, text: str, **values: object) -> None:
        """Press the first button that says this."""
        self.main.get_by_role("button", name=self.says(text, **values)).first.click()

    def follows(self, text: str, **values: object) -> None:
        """Follow the first link that says this."""
        self.main.get_by_role("link", name=self.says(text, **values)).first.click()

    def goes(self, href: str) -> None:
        """Follow the first link of the page that leads to an address that ends so."""
        self.main.locator(f"a[href$='{href}']").first.click()

    def from_the_head(self, text: str) -> None:
        """Follow a link of the head."""
        self.page.get_by_role("banner").get_by_role("link", name=self.says(text)).click()

    def from_the_foot(self, text: str) -> None:
        """Follow a link of the foot."""
        self.page.get_by_role("contentinfo").get_by_role("link", name=self.says(text), exact=True).click()

    def fills(self, label: str, value: str) -> None:
        """Fill in the field with this label."""
        self.main.get_by_label(self.says(label), exact=True).fill(value)

    def gives(self, **fields: str | FilePayload) -> None:
        """Fill in fields by their names, whatever they are; of a choice its value."""
        for name, value in fields.items():
            found = self.main.locator(f"[name='{name}']")
            kind = found.first.evaluate("one => one.tagName === 'INPUT' ? one.type : one.tagName")
            match kind:
                case "file":
                    found.set_input_files([value])  # type: ignore[list-item]  # a file is given to a field for files
                case "SELECT":
                    found.select_option(str(value))
                case "radio" | "checkbox":
                    self.main.locator(f"[name='{name}'][value='{value}']").check()
                case _:
                    found.fill(str(value))

    def ticks(self, name: str) -> None:
        """Tick the box of this name."""
        self.main.locator(f"input[type=checkbox][name='{name}']").first.check()

    def sends(self) -> None:
        """Press the main button of the page's last form."""
        self.main.locator("form button:not(.secondary)").last.click()

    def reads(self, text: str, **values: object) -> None:
        """See a text of ours on the page."""
        expect(self.main).to_contain_text(self.says(text, **values))

    def finds(self, text: str) -> None:
        """See a text that is no word of ours, such as a name."""
        expect(self.main).to_contain_text(text)

    def arrives(self, pattern: str) -> re.Match[str]:
        """Be at an address such as this (a regular expression of its path)."""
        expect(self.page).to_have_url(re.compile(f"^{re.escape(self.pages.base)}{pattern}([?#].*)?$"))
        found = re.match(re.escape(self.pages.base) + pattern, self.page.url)
        assert found
        return found

    def is_refused(self) -> None:
        """The page says what must be put right; that it was refused is told by the browser too."""
        expect(self.main.get_by_role("alert").first).to_be_visible()
        self.pages.complaints.clear()

    def is_refused_at(self, place: str) -> None:
        """The page says what is wrong at the field itself."""
        expect(self.main.locator(f"#{place}")).to_be_visible()
        self.pages.complaints.clear()

    def stops(self, name: str) -> None:
        """Look around: the page holds."""
        look(self.page, f"{self.journey}-{name}-{self.reader}")
        if self.reader.scripts:  # axe-core is one itself
            axe(self.page)
        fits(self.page)


def paper(name: str = "paper.pdf") -> Any:
    """A file to be handed in."""
    return {"name": name, "mimeType": "application/pdf", "buffer": b"%PDF-1.4 a paper"}
