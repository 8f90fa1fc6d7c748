"""A page as a reader without eyes gets it: its elements, headings, labels and words."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

VOID = {"meta", "link", "input", "br", "hr", "img"}
SILENT = {"style", "script", "title"}


@dataclass
class Element:
    """An element with what is in it."""

    tag: str
    attributes: dict[str, str | None]
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words inside."""
        return " ".join(" ".join(one.text if isinstance(one, Element) else one for one in self.children).split())

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        """The elements inside, in order, of a tag and with these attributes (`class_` for class)."""
        found = []
        for one in self.children:
            if isinstance(one, Element):
                wanted = {name.rstrip("_"): value for name, value in attributes.items()}
                if tag in ("", one.tag) and wanted.items() <= one.attributes.items():
                    found.append(one)
                found += one.all(tag, **attributes)
        return found

    def one(self, tag: str = "", **attributes: str) -> Element:
        """The only such element."""
        [found] = self.all(tag, **attributes)
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Element("", {})
        self.open = [self.page]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"<{tag}> has an attribute twice"
        element = Element(tag, dict(attrs))
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(content: bytes) -> Element:
    """Read a page whose tags must close in order."""
    reader = _Reader()
    reader.feed(content.decode())
    assert [one.tag for one in reader.open] == [""], "an element is never closed"
    return reader.page


def faults(page: Element) -> list[str]:
    """What keeps someone from using the page: WCAG 2.2, as far as a program can tell."""
    found = []
    [html] = page.all("html")
    if html.attributes.get("lang") not in ("zh-Hans", "en"):
        found.append("the page has no language")
    ids = [one.attributes["id"] for one in page.all() if "id" in one.attributes]
    found += [f"the id {one} is given twice" for one in {one for one in ids if ids.count(one) > 1}]
    if not page.one("head").one("title").text.endswith("· Bona Fides") or len(page.one("head").one("title").text) < 14:
        found.append("the title says nothing")
    levels = [int(one.tag[1]) for one in page.all() if one.tag in ("h1", "h2", "h3", "h4")]
    if levels.count(1) != 1 or any(later > earlier + 1 for earlier, later in pairwise(levels)):
        found.append(f"the headings are {levels}")
    if len(page.all("main")) != 1 or page.all("a")[0].attributes["href"] != "#content":
        found.append("no main part, or no way to skip to it")
    labels = {one.attributes.get("for") for one in page.all("label")}
    for one in page.all("input"):
        if one.attributes.get("type") != "hidden" and one.attributes.get("id") not in labels:
            found.append(f"the field {one.attributes.get('name')} has no label")
    for name in ("aria-describedby", "aria-labelledby"):
        for one in page.all():
            found += [f"{name} names no {word}" for word in (one.attributes.get(name) or "").split() if word not in ids]
    found += [
        f"<{one.tag}> says nothing"
        for one in page.all()
        if one.tag in ("a", "button", "dt", "dd", "h1", "h2", "h3", "li") and not one.text
    ]
    for one in page.all("dl"):
        for group in one.children:
            if isinstance(group, Element) and [child.tag for child in group.children if isinstance(child, Element)][
                :2
            ] != ["dt", "dd"]:
                found.append("a group of <dl> is no term with its description")
    found += [
        f"<{one.tag} {name}>"
        for one in page.all()
        for name in one.attributes
        if name == "style" or name.startswith("on")
    ]
    found += [f"<{one.tag}> in the page" for one in page.all() if one.tag in ("script", "style", "iframe")]
    return found
