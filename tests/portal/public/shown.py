"""What a public page shows: the page as anyone gets it, its kinds of record, its facts."""

from __future__ import annotations

from django.test import Client
from tests.portal.conftest import CODE, PERSON
from tests.portal.page import Element, faults, read

PAGE = f"/entities/uscc/{CODE}"
CHINESE, ENGLISH = {"accept-language": "zh-CN"}, {"accept-language": "en"}


def page(client: Client, path: str, status: int = 200, *, language: dict[str, str] = ENGLISH, **asked: str) -> Element:
    """A page that anyone can use, and nothing may keep."""
    answer = client.get(path, asked, headers=language)
    assert answer.status_code == status
    assert "no-store" in answer.headers.get("Cache-Control", "") or status == 404
    assert PERSON not in answer.content.decode()
    found = read(answer.content)
    assert faults(found) == []
    return found


def sections(found: Element) -> dict[str, int]:
    """The kinds of record shown, and how many of each."""
    return {one.one("h2").attributes["id"] or "": len(one.all("article")) for one in found.all("section")}


def facts(found: Element) -> dict[str, str]:
    return {one.one("dt").text: one.all("dd")[0].text for group in found.all("dl") for one in group.all("div")}
