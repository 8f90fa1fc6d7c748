"""How commands speak: people on a terminal, programs through `--json`, errors to standard error."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)
Json = Annotated[bool, typer.Option("--json", help="one line of JSON for programs, last on standard output")]


def print_json(value: Any) -> None:
    """One line of JSON on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")
    sys.stdout.flush()


def fail(message: str, status: int = 1) -> NoReturn:
    """Say what is wrong and end."""
    err.print(
        f"[bold red]bonafides:[/] {message}" if err.is_terminal else f"bonafides: {message}",
        markup=err.is_terminal,
    )
    raise typer.Exit(status)
