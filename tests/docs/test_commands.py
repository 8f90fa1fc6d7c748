"""Every `bonafides …` in the documentation is a command that there is, with options that it has."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from tests.docs.cli_page import PAGE, command, made
from tests.docs.pages import ROOT, code, pages, text

_CALL = re.compile(r"(?:^|[\s(;&|$])(?:\.venv/bin/)?bonafides((?:\s+[^;&|)#<>…]+)?)")
_ENVIRONMENT = re.compile(r"\b(?:BONAFIDES_[A-Z_]+|DATABASE_URL)\b")


def _calls(page: Path) -> list[list[str]]:
    found = []
    for line in code(page):
        if re.match(r"(?:[A-Z_]+=\S+ )*\$?\s*(?:\.venv/bin/)?bonafides\b|.*\$\(bonafides\b", line):
            found += [shlex.split(call, comments=True) for call in _CALL.findall(line)]
    return found


def _fault(words: list[str]) -> str:
    """What is wrong with the words behind `bonafides`; nothing where they are in order."""
    found, path = command(), []
    while words and hasattr(found, "commands"):
        if words[0] not in found.commands:
            return "" if words[0] in ("--help", "VERB") else f"no command `{' '.join([*path, words[0]])}`"
        path.append(words[0])
        found, words = found.commands[words[0]], words[1:]
    if hasattr(found, "commands") or found.context_settings.get("ignore_unknown_options"):
        return ""
    known = {name for param in found.params for name in param.opts} | {"--help"}
    unknown = [word for word in words if word.startswith("-") and word.partition("=")[0] not in known and word != "-"]
    return f"`{' '.join(path)}` has no option {unknown[0]}" if unknown else ""


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_exist(page: Path) -> None:
    faults = [fault for words in _calls(page) if (fault := _fault(words))]
    assert faults == []


def test_the_check_finds_what_it_looks_for() -> None:
    assert _fault(["ingest", "FILE", "--mapping", "x"]) == ""
    assert _fault(["ingest", "--maping", "x"]) == "`ingest` has no option --maping"
    assert _fault(["pack", "chekc"]) == "no command `pack chekc`"
    assert sum(len(_calls(page)) for page in pages()) > 60


def test_the_page_of_commands_is_made_from_them() -> None:
    assert text(PAGE) == made(), "write it anew: python -m tests.docs.cli_page"


def test_every_variable_of_the_environment_is_explained() -> None:
    read = {name for path in (ROOT / "src").rglob("*.py") for name in _ENVIRONMENT.findall(text(path))}
    assert read <= set(_ENVIRONMENT.findall(text(ROOT / "docs" / "reference" / "environment.md")))
