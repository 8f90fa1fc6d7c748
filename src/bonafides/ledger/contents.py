"""What the trees of batches are made of: a question that the layer which keeps the records answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True)
class RecordContent:
    """One record, as its receipt discloses it."""

    batch: int
    row: int
    content: dict[str, Any]
    salt: bytes


@dataclass(frozen=True)
class FoundRecord:
    """One record as an audit found it; both commitments, the one in its row and the one taken anew from its columns."""

    id: int
    batch: int
    stored: bytes
    anew: bytes
    erased: tuple[int, ...] = ()
    """The acts that erased some of its content; what it commits to of that stands."""
    closed: bool = False
    """Some of its content cannot be opened here, and was not held against what it commits to."""
    why: str = ""
    """What else there is to say of one that was changed."""


class Contents(Protocol):
    """Answers for the records of batches."""

    table: str

    def record(self, number: int) -> RecordContent | None:
        """One record; None where there is none of that number."""
        ...

    def batches(self) -> dict[int, int]:
        """Every batch that is finished, with how many records it brought by its own account."""
        ...

    def records(self, part: int, parts: int) -> Iterator[list[FoundRecord]]:
        """Every record of one part of the batches, batch by batch, in the order of their rows, some thousands at a time."""
        ...


_contents: Contents | None = None


def set_contents(contents: Contents) -> None:
    """Say who answers from now on; called once, when the application starts."""
    global _contents
    _contents = contents


def contents() -> Contents | None:
    """Who answers; None where no layer above keeps records."""
    return _contents
