"""The page of commands, made from the commands themselves: `python -m tests.docs.cli_page` writes it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import Any

import typer
from tests.docs.pages import ROOT

PAGE = ROOT / "docs" / "reference" / "cli.md"
HEAD = """\
# Commands

`bonafides` is `.venv/bin/bonafides` after `./dev setup`. A command that needs the database starts the embedded server
and brings the schema up to date; `DATABASE_URL` names a server of your own. With `--json` the last line on standard
output is one line of JSON for programs; errors and progress go to standard error.

Exit status: 0 done; 1 refused, or a check found something wrong; 2 the command line was not understood. `ingest` and
`demo` can be run again: what was done is not done twice.

<!-- Made from the commands by `python -m tests.docs.cli_page`; a test holds the page to them. -->
"""


@cache
def command() -> Any:
    """The whole command, as the library under typer knows it."""
    from bonafides.cli.main import app

    return typer.main.get_command(app)


def leaves(found: Any, path: tuple[str, ...] = ("bonafides",)) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command that does something, by its words."""
    for name, one in getattr(found, "commands", {}).items():
        yield from leaves(one, (*path, name)) if hasattr(one, "commands") else [((*path, name), one)]


def made() -> str:
    """The page as it should be."""
    parts = [HEAD]
    for path, one in leaves(command()):
        usage = [" ".join(path)]
        usage += [word if param.required else f"[{word}]" for param, word in _arguments(one)]
        usage += [_usage(param) for param in one.params if param.required and param.param_type_name == "option"]
        parts.append(f"\n## {' '.join(path[1:])}\n\n    {' '.join(usage)}\n\n{(one.help or '').strip()}\n")
        rows = [(f"`{word}`", param) for param, word in _arguments(one)]
        rows += [
            (_names(param), param) for param in one.params if param.param_type_name == "option" and not param.is_eager
        ]
        if rows:
            parts.append("\n| argument or option | meaning | default |\n|---|---|---|\n")
            parts += [f"| {name} | {_meaning(param)} | {_default(param)} |\n" for name, param in rows]
    return "".join(parts)


def _arguments(one: Any) -> list[tuple[Any, str]]:
    arguments = [param for param in one.params if param.param_type_name == "argument"]
    words = [(param, (param.metavar or param.name).strip("{}[]").upper()) for param in arguments]
    return [(param, f"{word} …" if param.nargs == -1 else word) for param, word in words]


def _usage(param: Any) -> str:
    return f"{param.opts[0]} {param.opts[0].lstrip('-').upper()}"


def _names(param: Any) -> str:
    return ", ".join(f"`{name}`" for name in param.opts)


def _meaning(param: Any) -> str:
    kind = param.type_descriptor.annotation
    words = ", ".join(f"`{one.value}`" for one in kind) if isinstance(kind, type) and issubclass(kind, Enum) else ""
    return "; ".join(part for part in (words, getattr(param, "help", "") or "") if part)


def _default(param: Any) -> str:
    if param.required:
        return "required"
    value = param.default
    return "" if value in (None, False, ()) or callable(value) else f"`{getattr(value, 'value', value)}`"


if __name__ == "__main__":
    PAGE.write_text(made(), encoding="utf-8")
