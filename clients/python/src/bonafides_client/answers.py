"""What the register answers, typed. A member that is new to this version of the client is passed over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

T = TypeVar("T")


def read(kind: type[T], told: Mapping[str, Any]) -> T:
    """An answer of a kind from its JSON."""
    known = {one.name for one in fields(kind)}  # type: ignore[arg-type]  # each kind is a dataclass
    return kind(**{name: value for name, value in told.items() if name in known})


@dataclass(frozen=True)
class RowOutcome:
    """What became of one row: `added`, `unchanged` or `quarantined`, and then why."""

    row: int
    outcome: str
    reason: str | None = None
    column: str | None = None
    details: str | None = None


@dataclass(frozen=True)
class RecordsTaken:
    """What became of a request. `repeated`: it was answered before, and this is the same answer."""

    submission: int
    batch: int
    added: int
    unchanged: int
    quarantined: int
    repeated: bool
    rows: tuple[RowOutcome, ...]


@dataclass(frozen=True)
class Submission:
    """Where a submission stands: `open`, `expired`, `queued`, `running`, `done`, or `refused`, and then why."""

    id: int
    mapping: str
    at: str
    state: str
    batch: int | None
    added: int
    unchanged: int
    quarantined: int
    refused: str | None = None
    file_name: str | None = None
    part_size: int | None = None
    parts: int | None = None
    missing: tuple[int, ...] = ()


@dataclass(frozen=True)
class QuarantinedRow:
    """A row that could not come in, or `repeats` identical ones; `cells` as they came."""

    row: int
    repeats: int
    column: str
    reason: str
    details: str
    cells: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True)
class FeedPage:
    """Lines of the feed, to be applied in their order; `after` is where the next page begins, `more` whether it is there."""

    lines: tuple[dict[str, Any], ...]
    after: str
    more: bool
