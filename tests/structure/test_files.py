"""A file does one thing: it is short, it says what it is for, and it names what it imports."""

from __future__ import annotations

import ast
from statistics import median

from tests.structure.sources import name, sources, tree

LONGEST, MEDIAN = 300, 80
# What `makemigrations` writes is as long as the tables are many; nobody reads or writes it by hand.
WRITTEN = [path for path in sources() if path.parent.name != "migrations"]
LENGTHS = {name(path): path.read_text("utf-8").count("\n") for path in WRITTEN}


def test_no_file_is_long() -> None:
    assert {path: lines for path, lines in LENGTHS.items() if lines > LONGEST} == {}


def test_most_files_are_short() -> None:
    assert median(lines for lines in LENGTHS.values() if lines) < MEDIAN


def test_every_module_says_what_it_is_for() -> None:
    silent = [path for path in sources() if path.stat().st_size and not (ast.get_docstring(tree(path)) or "").strip()]
    assert [name(path) for path in silent if "migrations" not in path.parts] == []


def test_nothing_imports_a_star() -> None:
    stars = [
        f"{name(path)}:{node.lineno}"
        for path in sources()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and any(one.name == "*" for one in node.names)
    ]
    assert stars == []
