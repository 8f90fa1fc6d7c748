"""`bonafides db`: what a person at a terminal, and a program, gets to see."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.site.conftest import Place
from typer.testing import CliRunner

from bonafides.cli.db import app


@pytest.fixture
def command(place: Place, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command on a place of its own; its output."""
    monkeypatch.setenv("BONAFIDES_VAR", str(place.var))
    monkeypatch.delenv("DATABASE_URL", raising=False)

    def run(*arguments: str, code: int = 0) -> str:
        result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
        assert result.exit_code == code, result.output
        return result.output

    return run


def test_start_status_url_stop(command: Any, place: Place) -> None:
    assert "not running" in command("status")
    assert json.loads(command("status", "--json"))["running"] is False
    assert "postgresql://postgres@/bonafides?host=" in command("start")
    found = json.loads(command("status", "--json"))
    assert (found["embedded"], found["running"], found["kept"], found["pid"]) == (True, True, True, place.server())
    assert found["server_version"].startswith(("15.", "18."))
    assert found["url"] == command("url").strip()
    assert "process" in command("status")
    assert json.loads(command("stop", "--json"))["stopped"] is True
    assert place.server() is None
    assert "was not running" in command("stop")
    assert "db start" in command("url"), "a hint, beside the address"


def test_stop_with_users(command: Any, place: Place) -> None:
    user = place.user()
    user.ready()
    assert str(user.process.pid) in command("stop")
    assert place.server() is not None
    assert "has stopped" in command("stop", "--force")


def test_psql_uses_the_server_and_leaves_none_behind(place: Place) -> None:
    code = "from bonafides.cli.db import app; app(['psql', '-X', '-Atc', 'SELECT 6 * 7'])"
    assert place.python(code) == "42"
    assert place.server() is None


def test_a_server_of_ones_own_is_not_ours_to_stop(command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:secret@db.example/register")
    assert "DATABASE_URL" in command("stop", code=1)
    assert "secret" not in command("status") + command("status", "--json")
    assert command("url").strip() == "postgresql://me:secret@db.example/register"


def test_migrate(place: Place) -> None:
    code = "from bonafides.cli.db import app\nfor _ in 1, 2: app(['migrate', '--json'], standalone_mode=False)"
    first, second = map(json.loads, place.python(code).splitlines()[-2:])
    assert "procrastinate.0001_initial" in first["applied"]
    assert second["applied"] == []
