"""The small world of `world.py` as fixtures, and days that pass."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from tests.procedures import world

START = date(2026, 3, 2)
OnDay = Callable[[date], None]


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own for what an installation writes."""
    monkeypatch.setattr(settings, "VAR", tmp_path)
    return tmp_path


@pytest.fixture
def on_day(monkeypatch: pytest.MonkeyPatch) -> OnDay:
    """Let it be a day."""

    def let(day: date) -> None:
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: day)

    return let


@pytest.fixture
def listed(db: None, var: Path, on_day: OnDay) -> None:
    """The pack in force, a penalty, officers; it is the first day of the story."""
    on_day(START)
    world.pack()
    world.penalty()
