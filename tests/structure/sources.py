"""The sources of the house, read as trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2] / "src" / "bonafides"


def sources() -> list[Path]:
    """Every Python file of the house."""
    return sorted(HOUSE.rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    """A file as a tree."""
    return ast.parse(path.read_text("utf-8"))


def name(path: Path) -> str:
    """A file as it is named in the house: `packs/acts/install.py`."""
    return path.relative_to(HOUSE).as_posix()


def texts(module: ast.AST) -> Iterator[tuple[int, str]]:
    """Every text of a module that is no docstring, with its line; the gaps of an f-string as `…`."""
    documents = {
        id(node.body[0].value)
        for node in ast.walk(module)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    inside = {id(part) for node in ast.walk(module) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(module):
        if isinstance(node, ast.JoinedStr):
            parts = (str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
            yield node.lineno, "".join(parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not {id(node)} & (documents | inside):
            yield node.lineno, node.value
