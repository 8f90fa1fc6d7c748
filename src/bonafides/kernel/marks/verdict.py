"""What the marks say together of one export among many."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10

NAMED = -6.0
"""An export is named where the chance of being wrong is at most one in a million, over all exports and marks that were tried."""
MARKS = 4


@dataclass(frozen=True)
class Verdict:
    """Decimal logarithms of the chances of each mark by itself; `together` pays for having tried all marks of all exports."""

    references: float
    order: float
    gaps: float
    left_out: float
    exports: int

    @property
    def together(self) -> float:
        """At most this likely, had the file nothing to do with the export (Bonferroni's bound)."""
        least = min(self.references, self.order, self.gaps, self.left_out)
        return min(0.0, least + log10(MARKS * max(1, self.exports)))

    @property
    def named(self) -> bool:
        return self.together <= NAMED
