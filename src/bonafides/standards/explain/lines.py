"""What an explanation is made of when it is told: lines under titles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Style = Literal["plain", "strong", "note", "warning"]


@dataclass(frozen=True)
class Line:
    """A sentence, how far it is set in, and how it is meant."""

    text: str
    level: int = 0
    style: Style = "plain"


@dataclass(frozen=True)
class Section:
    """A part of the explanation, under its title."""

    title: str
    lines: tuple[Line, ...]
