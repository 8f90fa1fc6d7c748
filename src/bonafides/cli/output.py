"""How commands speak: people on a terminal, programs through `--json`, errors to standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from gettext import translation
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.text import Text

from bonafides.kernel.sentence import Joined, Sentence, say

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)
Json = Annotated[bool, typer.Option("--json", help="one line of JSON for programs, last on standard output")]


class Language(StrEnum):
    """The languages in which people are spoken to."""

    CHINESE = "zh"
    ENGLISH = "en"


_LOCALE = Path(__file__).parents[1] / "site" / "locale"
_asked: list[Language] = []
"""What `--language` of the command that runs said: refusals are told in it too."""


def forget_language() -> None:
    """A command begins: the language that another of this process was called with is not its own."""
    _asked.clear()


def _remember(language: Language | None) -> Language | None:
    _asked[:] = [language] if language else []
    return language


InLanguage = Annotated[Language | None, typer.Option("--language", callback=_remember, help="default: the system's")]


def print_json(value: Any) -> None:
    """One line of JSON on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")
    sys.stdout.flush()


def speak(message: str, /, *, style: str = "", **gaps: object) -> None:
    """A line for people on standard output, in their language: `speak("%(count)s records", count=…)`."""
    out.print(
        Text(in_words(message if isinstance(message, (Sentence, Joined)) else Sentence(message, **gaps)), style=style)
    )


def fail(message: str, status: int = 1, /, **gaps: object) -> NoReturn:
    """Say what is wrong in one line, in the language of whoever called, and end."""
    complain(message if isinstance(message, (Sentence, Joined)) else Sentence(message, **gaps))
    raise typer.Exit(status)


def complain(message: str) -> None:
    """One line on standard error, under the name of the program."""
    message = in_words(message)
    told = Text(" ".join(message.split("\n")) if "\n  " not in message else message)
    err.print(Text.assemble(("bonafides:", "bold red"), " ", told))


def chosen(language: Language | None) -> Language:
    """The language asked for, here or by `--language` of the command that runs, else the system's."""
    language = language or next(iter(_asked), None)
    system = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return language or (Language.CHINESE if system.startswith("zh") else Language.ENGLISH)


def in_words(message: str) -> str:
    """A sentence in the language of whoever called the command; without Django, which not every command starts."""
    words = {Language.CHINESE: "zh_Hans", Language.ENGLISH: "en"}[chosen(None)]
    return str(say(message, translation("django", _LOCALE, [words]).gettext))


@contextmanager
def speaking(language: Language | None) -> Iterator[None]:
    """Our words, and those of the packs, in a language: the one asked for, else the system's."""
    from django.utils.translation import override

    with override("zh-hans" if chosen(language) is Language.CHINESE else "en"):
        yield
