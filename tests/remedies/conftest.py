"""The small world of `world.py` as fixtures, and days that pass."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from tests.remedies import world

START = date(2026, 6, 8)
OnDay = Callable[[date], None]


@pytest.fixture
def on_day(monkeypatch: pytest.MonkeyPatch) -> OnDay:
    """Let it be a day."""

    def let(day: date) -> None:
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: day)

    return let


@pytest.fixture
def penalised(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, on_day: OnDay) -> None:
    """The pack in force, officers, a penalty three months old."""
    monkeypatch.setattr(settings, "VAR", tmp_path)
    on_day(START)
    world.pack()
    world.penalty()


@pytest.fixture
def performed(penalised: None) -> None:
    """The agency's own records show all done."""
    world.done("fine", "D-1", date(2026, 3, 20))
    world.done("rectification", "D-2", date(2026, 4, 20))
