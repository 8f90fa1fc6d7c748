"""The key that signs."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from bonafides.site.secret_key import secret_key


@pytest.fixture(autouse=True)
def _none_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BONAFIDES_SECRET_KEY", raising=False)


def test_made_once_and_private(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret_key"
    first = secret_key(path)
    assert len(first) >= 64
    assert secret_key(path) == first
    assert path.stat().st_mode & 0o777 == 0o600
    assert [found.name for found in path.parent.iterdir()] == ["secret_key"], "no draft left"


def test_the_environment_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BONAFIDES_SECRET_KEY", "given")
    assert secret_key(tmp_path / "secret_key") == "given"
    assert not list(tmp_path.iterdir())


def test_processes_that_ask_first_together_get_one_key(tmp_path: Path) -> None:
    with multiprocessing.get_context("fork").Pool(8) as pool:
        assert len(set(pool.map(secret_key, [tmp_path / "secret_key"] * 40, chunksize=1))) == 1


def test_where_it_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file where the folder should be")
    with pytest.raises(ImproperlyConfigured, match="BONAFIDES_VAR"):
        secret_key(tmp_path / "var" / os.fspath("secret_key"))
