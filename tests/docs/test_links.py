"""Every relative link of the documentation leads somewhere, headings included."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.docs.pages import ROOT, pages, text

_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_links_resolve(page: Path) -> None:
    prose = re.sub(r"^( *)```.*?^\1```", "", text(page), flags=re.DOTALL | re.MULTILINE)
    for link in _LINK.findall(re.sub(r"`[^`\n]*`", "", prose)):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, heading = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), f"{link}: no such file"
        assert target.is_relative_to(ROOT), f"{link} leads out of the repository"
        if heading:
            assert heading in _anchors(target), f"{link}: no such heading"


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", text(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_glossary_names_places_that_there_are() -> None:
    glossary = text(ROOT / "docs" / "reference" / "glossary.md")
    places = [
        place for line in glossary.splitlines() for place in re.findall(r"`([^`]+)`", line.rpartition("| ")[0][-120:])
    ]
    roots = (ROOT, ROOT / "src" / "bonafides", ROOT / "packs" / "cn")
    assert [place for place in places if not any((root / place).exists() for root in roots)] == []
