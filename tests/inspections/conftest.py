"""The small world of `world.py` as fixtures."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from tests.inspections import world


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own for what an installation writes."""
    monkeypatch.setattr(settings, "VAR", tmp_path)
    return tmp_path


@pytest.fixture
def peopled(db: None, var: Path) -> list[str]:
    """The pack in force, shops with their tiers, officers: the codes of the shops."""
    world.pack()
    codes = world.shops(var)
    world.officers()
    return codes
