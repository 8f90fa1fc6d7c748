"""The world of `visiting.py`."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.inspections import visiting


@pytest.fixture(autouse=True)
def _world(db: None, tmp_path: Path, settings: object) -> None:
    settings.VAR = tmp_path  # type: ignore[attr-defined]
    visiting.world()
