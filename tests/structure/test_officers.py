"""Officers are known by number: outside of agencies nothing reads their names, and no token but by its hash."""

from __future__ import annotations

import ast
import re

from tests.structure.sources import HOUSE, name, sources, tree

NAMES = re.compile(r"\bofficer(s_of|_of)?(\(.*\))?\.name\b|officer__name\b|agencies_officer\b.*\bname\b")


def test_nobody_reads_the_name_of_an_officer() -> None:
    found = [
        f"{name(path)}: {ast.unparse(node)}"
        for path in sources()
        if not name(path).startswith("agencies/")
        for node in ast.walk(tree(path))
        if isinstance(node, (ast.Attribute, ast.Constant)) and NAMES.search(ast.unparse(node))
    ]
    found += [
        f"{page.relative_to(HOUSE)}"
        for page in HOUSE.rglob("*.html")
        if re.search(r"officer\.name|officer__name", page.read_text("utf-8"))
    ]
    assert found == []


def test_the_search_for_names_finds_them() -> None:
    for text in ("officer.name", "self.officer.name", "officer_of(a).name", "officer__name"):
        assert NAMES.search(text), text
    assert not NAMES.search("officer.agency.name")
