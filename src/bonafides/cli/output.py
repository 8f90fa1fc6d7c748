"""How commands speak: people on a terminal, programs through `--json`, errors to standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.text import Text

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)
Json = Annotated[bool, typer.Option("--json", help="one line of JSON for programs, last on standard output")]


class Language(StrEnum):
    """The languages in which people are spoken to."""

    CHINESE = "zh"
    ENGLISH = "en"


InLanguage = Annotated[Language | None, typer.Option("--language", help="default: the system's")]


def print_json(value: Any) -> None:
    """One line of JSON on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")
    sys.stdout.flush()


def fail(message: str, status: int = 1) -> NoReturn:
    """Say what is wrong in one line, and end."""
    complain(message)
    raise typer.Exit(status)


def complain(message: str) -> None:
    """One line on standard error, under the name of the program."""
    told = Text(" ".join(message.split("\n")) if "\n  " not in message else message)
    err.print(Text.assemble(("bonafides:", "bold red"), " ", told))


def chosen(language: Language | None) -> Language:
    """The language asked for, else the system's."""
    system = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return language or (Language.CHINESE if system.startswith("zh") else Language.ENGLISH)


@contextmanager
def speaking(language: Language | None) -> Iterator[None]:
    """Our words, and those of the packs, in a language: the one asked for, else the system's."""
    from django.utils.translation import override

    with override("zh-hans" if chosen(language) is Language.CHINESE else "en"):
        yield
