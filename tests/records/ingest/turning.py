"""Small files of small chunks, of which one is held in its turn while those behind it go ahead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from tests import registry

from bonafides.records.ingest import turn, turns
from bonafides.records.ingest.read import csv_file

CHUNK = 4


@pytest.fixture(autouse=True)
def small_chunks(emptied_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_file, "CHUNK_ROWS", CHUNK)
    registry.put_in_force(registry.toy())


@pytest.fixture
def again(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The first row of each chunk that was merged again."""
    found: list[int] = []
    merged = turns.Turns._again

    def counted(self: turns.Turns, part: turns.Part) -> Any:
        found.append(part.sealed.prepared.first)
        return merged(self, part)

    monkeypatch.setattr(turns.Turns, "_again", counted)
    return found


def file(tmp_path: Path, *rows: dict[str, object]) -> Path:
    return registry.write_csv(tmp_path / "rows.csv", rows)


def shops(first: int, last: int, **cells: object) -> list[dict[str, object]]:
    return [registry.row(f"S{number}", f"r{number:03}", **cells) for number in range(first, last)]


def gone_ahead(monkeypatch: pytest.MonkeyPatch) -> dict[int, int]:
    """By the first row of each chunk, how many of its rows went ahead of its turn."""
    found: dict[int, int] = {}
    own = turn.Turn.go_ahead

    def noted(self: turn.Turn, *given: Any) -> Any:
        rows = own(self, *given)
        found[self.sealed.prepared.first] = rows.len()
        return rows

    monkeypatch.setattr(turn.Turn, "go_ahead", noted)
    return found


def when_under_way(monkeypatch: pytest.MonkeyPatch, first: int, then: Callable[[], None]) -> None:
    """Hold the chunk before `first` in its turn until that one has gone ahead, and `then` is done."""
    ahead, begun, own_ahead, own_take = Event(), Event(), turn.Turn.go_ahead, turn.Turn.take

    def go_ahead(self: turn.Turn, *given: Any) -> Any:
        rows = own_ahead(self, *given)
        if self.sealed.prepared.first == first and not begun.is_set():
            begun.set()
            then()
            ahead.set()
        return rows

    def take(self: turn.Turn, *given: Any) -> Any:
        if self.sealed.prepared.first == first - CHUNK:
            assert ahead.wait(30)
        return own_take(self, *given)

    monkeypatch.setattr(turn.Turn, "go_ahead", go_ahead)
    monkeypatch.setattr(turn.Turn, "take", take)
