"""Commands as a person runs them, over a small register of the pack cn."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from tests.portal.conftest import business, prepared

__all__ = ["business", "prepared"]  # fixtures


@dataclass(frozen=True)
class Said:
    """What a command left: its exit status, and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The last line on standard output."""
        return json.loads(self.out.splitlines()[-1])


Run = Callable[..., Said]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`run("search", "面馆", status=0)`: the console script in this process, in English."""
    from bonafides.cli import main

    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "200")

    def run(*arguments: object, status: int = 0) -> Said:
        monkeypatch.setattr(sys, "argv", ["bonafides", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main.run()
        out, err = capsys.readouterr()
        said = Said(int(ended.value.code or 0), out, err)
        assert said.status == status, said
        assert "Traceback" not in err
        return said

    return run


def one_line(said: Said) -> str:
    """What a refusal says, in the one line that it may take."""
    assert said.out == ""
    [line] = said.err.splitlines()
    name, _, told = line.partition(": ")
    assert name == "bonafides"
    return told
