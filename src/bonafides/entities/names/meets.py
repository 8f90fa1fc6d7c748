"""How a name meets what was typed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Match(StrEnum):
    """In words; a word may stand for two places of the order (a part that cuts a word through is worth less)."""

    EQUAL = "equal"
    BEGINNING = "beginning"
    BRAND = "brand"
    PART = "part"
    ABBREVIATION = "abbreviation"
    SIMILAR = "similar"


EQUAL, BEGINNING, BRAND, PART, ABBREVIATION, CUT, SIMILAR = range(7)
"""The places of the order."""
SURE = PART
"""Up to this place a name holds what was typed where a reader would see it: nothing else need be looked for."""
_WORDS = (
    Match.EQUAL, Match.BEGINNING, Match.BRAND, Match.PART, Match.ABBREVIATION, Match.PART, Match.SIMILAR,
)  # fmt: skip


@dataclass(frozen=True)
class Meets:
    """`place` in the order; `within` it what comes before all else; `unlike`, how much the two differ, after all else."""

    place: int
    within: float
    unlike: float

    @property
    def match(self) -> Match:
        return _WORDS[self.place]
