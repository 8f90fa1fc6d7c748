"""The command as a whole: help, version, errors in a line, exit statuses."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from psycopg.errors import DeadlockDetected
from tests.cli.conftest import Run, one_line
from tests.docs.cli_page import command, leaves

from bonafides.cli import search as command_of_search

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = [path[1:] for path, _ in leaves(command())]


def test_the_version_is_that_of_the_project(run: Run) -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert run("--version").out == f"bonafides {version}\n"


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    said = run(status=2)
    assert "Credit records of businesses" in said.out + said.err


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_explains_itself(run: Run, words: tuple[str, ...]) -> None:
    said = run(*words, "--help")
    usage, about = said.out.split("\n\n")[:2]
    assert usage.startswith(f"Usage: bonafides {' '.join(words)} [OPTIONS]")
    assert len(about.strip()) > 12
    options = [line for line in said.out.partition("Options:")[2].splitlines() if re.match(r"  -", line)]
    assert all(re.search(r"\S {2,}\S", line.strip()) for line in options), f"an option without a word: {options}"


@pytest.mark.parametrize("words", [(), ("pack",), ("quarantine",), ("entity",), ("code",)], ids=" ".join)
def test_each_command_has_a_line_that_is_not_cut_off(
    run: Run, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    lines = run(*words, "--help").out.partition("Commands:")[2].splitlines()[1:]
    assert lines
    assert [line for line in lines if line.endswith("...")] == []


@pytest.mark.parametrize(
    "words", [("no-such",), ("search",), ("search", "面馆", "--no-such"), ("search", "面馆", "--limit", "0")]
)
def test_misuse_ends_with_2(run: Run, words: tuple[str, ...]) -> None:
    assert run(*words, status=2).err.startswith("Usage: bonafides")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (
            OperationalError("connection refused\n\tIs it running?"),
            "the database cannot be asked: connection refused Is it",
        ),
        (DeadlockDetected("deadlock detected"), "the database cannot be asked: deadlock detected"),
        (ImproperlyConfigured("DATABASE_URL must have the form"), "DATABASE_URL must have the form"),
        (FileNotFoundError(2, "No such file or directory", "a.csv"), "a.csv: No such file or directory"),
        (OSError(28, "No space left on device"), "file: No space left on device"),
    ],
)
def test_what_a_person_can_mend_is_told_in_a_line(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr("bonafides.cli.database.ready", fail)
    assert one_line(run("search", "面馆", status=1)).startswith(told)


def test_an_error_of_ours_is_not_hidden(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bonafides.cli.database.ready", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run("search", "面馆")
    assert command_of_search


def outside(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The installed command in a process of its own."""
    program = Path(sys.executable).with_name("bonafides")
    return subprocess.run([program, *words], env=os.environ | environment, capture_output=True, text=True, timeout=60)


def test_a_database_that_is_not_there() -> None:
    said = outside("search", "面馆", DATABASE_URL="postgresql://me:secret@127.0.0.1:1/none")
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr.startswith("bonafides: the database cannot be asked: ")
    assert said.stderr.count("\n") == 1
    assert "secret" not in said.stderr
    assert psycopg


def test_a_terminal_without_chinese() -> None:
    said = outside("code", "check", "--language", "zh", "x", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert said.returncode == 1
    assert "\\u5e94\\u4e3a" in said.stdout
