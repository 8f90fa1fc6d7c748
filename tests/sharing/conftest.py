"""A register of the toy pack in which nearly everything is public, and small files for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from django.utils import timezone
from tests import registry

Submit = Callable[..., None]


@pytest.fixture
def submit(tmp_path: Path) -> Submit:
    """`submit(row, …, mapping="a-fines")`: take rows in, none refused."""
    numbers = count()

    def submit(*rows: dict[str, object], mapping: str = "a-fines") -> None:
        path = registry.write_csv(tmp_path / f"{next(numbers)}.csv", rows)
        assert registry.take_in(path, mapping).added == len(rows)

    return submit


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """`today(date(2026, 1, 1))`: let it be that day for whoever asks the time zone of the register."""
    return lambda day: monkeypatch.setattr(timezone, "localdate", lambda *_: day)
