"""The small world of `world.py` as fixtures."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from tests.watch import world


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own for what an installation writes."""
    monkeypatch.setattr(settings, "VAR", tmp_path)
    return tmp_path


@pytest.fixture
def fined(db: None, var: Path) -> Path:
    """The pack in force, shops with fines, officers."""
    world.pack()
    world.fines(var)
    world.officers()
    return var
