"""`bonafides verify token` as a counter runs it: no database, no Django."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Run, one_line
from tests.kernel.tokens.test_status import CLAIMS, KEYS, NOW, OTHER, token

AT = ("--at", "2027-01-15T08:00:00")


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    path = tmp_path / "jwks.json"
    path.write_text(json.dumps(KEYS.as_json()))
    return path


def fresh(**claims: Any) -> str:
    now = int(time.time())
    return token(iat=now, exp=now + 60, **claims)


def test_a_token_that_may_be_used(run: Run, keys: Path, tmp_path: Path) -> None:
    said = run("verify", "token", fresh(), "--keys", keys)
    assert said.out.startswith("It may be used until ")
    assert [json.loads(line) for line in said.out.splitlines()[1:]] == CLAIMS["answers"]
    (tmp_path / "token").write_text(fresh())
    told = run(
        "verify", "token", tmp_path / "token", "--keys", keys, "--code", "B", "--audience", CLAIMS["aud"], "--json"
    ).json
    assert told["holds"] is True
    assert told["answers"] == [{"code": "B", "answer": "denied"}]
    assert NOW == 1_800_000_000
    assert "尚余 300 秒" in run("verify", "token", token(), "--keys", keys, *AT, "--language", "zh").out


@pytest.mark.parametrize(
    ("given", "options", "told"),
    [
        (token(), ("--at", "2027-01-15T08:05:00"), "its answers may not be used; ask again"),
        (token(OTHER), AT, "not among the 1 that you trust"),
        (token(), (*AT, "--code", "C"), "holds no answer about this code"),
        (token(), (*AT, "--audience", "urn:bonafides:cn:tax"), "not to urn:bonafides:cn:tax"),
        (token()[:-2] + "AA", AT, "false"),
    ],
)
def test_one_that_may_not(run: Run, keys: Path, given: str, options: tuple[str, ...], told: str) -> None:
    assert told in one_line(run("verify", "token", given, "--keys", keys, *options, status=1))
    assert run("verify", "token", given, "--keys", keys, *options, "--json", status=1).json["holds"] is False


def test_misuse(run: Run, keys: Path, tmp_path: Path) -> None:
    run("verify", "token", fresh(), status=2)
    run("verify", "token", tmp_path / "none", "--keys", keys, status=2)
    run("verify", "token", fresh(), "--keys", tmp_path / "none", status=2)


def test_it_starts_without_django(keys: Path) -> None:
    program = (
        "import sys; from bonafides.cli.main import app\n"
        f"try: app(['verify', 'token', {fresh()!r}, '--keys', {str(keys)!r}, '--json'])\n"
        "except SystemExit as end: assert end.code in (0, None)\n"
        "assert not any(name.split('.')[0] in ('django', 'psycopg') for name in sys.modules), 'it reads Django'"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
