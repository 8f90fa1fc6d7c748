"""One official act a file, named by its verb; its function is named alike and registered as app.verb."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from tests.structure.sources import HOUSE, name, sources, tree

ACTS = [path for path in sorted(HOUSE.glob("*/**/acts/*.py")) if path.name != "__init__.py"]


def marks(function: ast.FunctionDef) -> list[str]:
    """The names under which a function is an official act."""
    return [
        ast.literal_eval(one.args[0])
        for one in function.decorator_list
        if isinstance(one, ast.Call) and ast.unparse(one.func) == "official_act"
    ]


def test_there_are_acts() -> None:
    assert len(ACTS) >= 4


@pytest.mark.parametrize("path", ACTS, ids=name)
def test_one_act_a_file(path: Path) -> None:
    functions = [node for node in tree(path).body if isinstance(node, ast.FunctionDef)]
    public = [one for one in functions if not one.name.startswith("_")]
    assert [one.name for one in public] == [path.stem], "one public function, named as the file; helpers begin with _"
    [act] = public
    assert marks(act) == [f"{path.parts[-3]}.{path.stem}"]
    assert act.args.args[0].arg == "acting"
    assert [one.name for one in functions if one is not act and marks(one)] == []


def test_acts_are_nowhere_else() -> None:
    elsewhere = [
        f"{name(path)}:{node.lineno}"
        for path in sources()
        if path not in ACTS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and marks(node)
    ]
    assert elsewhere == []
