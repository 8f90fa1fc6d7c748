"""Every decision is listed, under its number and its own words."""

from __future__ import annotations

import re

from tests.docs.pages import ROOT, text

FOLDER = ROOT / "docs" / "decisions"


def test_every_decision_is_listed() -> None:
    listed = re.findall(r"^\| \[(\d{4})\]\(([^)]+)\) \|", text(FOLDER / "README.md"), re.MULTILINE)
    files = sorted(path.name for path in FOLDER.glob("[0-9]*.md"))
    assert [name for _, name in listed] == files
    assert all(name.startswith(f"{number}-") for number, name in listed)


def test_numbers_run_without_a_gap() -> None:
    titles = [text(path).splitlines()[0] for path in sorted(FOLDER.glob("[0-9]*.md"))]
    assert [title.partition(".")[0] for title in titles] == [f"# {number}" for number in range(1, len(titles) + 1)]


def test_each_says_why_what_and_what_follows() -> None:
    for path in FOLDER.glob("[0-9]*.md"):
        headings = re.findall(r"^## (.+)$", text(path), re.MULTILINE)
        assert headings == ["Context", "Decision", "Consequences", "Measured"], path.name
