"""A model as a table of points: what each figure adds to the odds, in whole points. This is the model; nothing else decides.

The points of all features and the base are added up. So many more points (`doubling`) double the odds of a finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import numpy as np


@dataclass(frozen=True)
class Step:
    """Points of the values up to a bound (included) that no step before has; no bound: of all others."""

    up_to: Decimal | None
    points: int


@dataclass(frozen=True)
class Part:
    """What one feature adds to the base, which is what there is where no feature has a value."""

    feature: str
    steps: tuple[Step, ...]

    def of(self, figures: np.ndarray) -> np.ndarray:
        """The points of a column of figures."""
        bounds = np.array([float(one.up_to) for one in self.steps if one.up_to is not None])
        points = np.array([one.points for one in self.steps], dtype=np.int64)
        missing = np.isnan(figures)
        found = points[np.searchsorted(bounds, np.where(missing, 0, figures), side="left")]
        return np.where(missing, 0, found)

    @property
    def spread(self) -> int:
        """How far its points lie apart: what it can make of a difference."""
        found = [0, *(one.points for one in self.steps)]
        return max(found) - min(found)


@dataclass(frozen=True)
class Points:
    """A whole model. `odds`: the logarithm of the odds is `odds[0] + odds[1] * points`, by what it learned to be calibrated."""

    base: int
    parts: tuple[Part, ...]
    doubling: int
    odds: tuple[float, float] = (0.0, 0.0)

    def of(self, figures: np.ndarray) -> np.ndarray:
        """The points of each row."""
        total = np.full(len(figures), self.base, dtype=np.int64)
        for column, part in enumerate(self.parts):
            total += part.of(figures[:, column])
        return total

    def probability(self, points: np.ndarray) -> np.ndarray:
        """The probability of a finding, calibrated."""
        return np.asarray(1 / (1 + np.exp(-(self.odds[0] + self.odds[1] * points))))

    def why(self, row: np.ndarray) -> Iterator[tuple[str, int]]:
        """(feature, its points) of one row, the weightiest first."""
        found = [(part.feature, int(part.of(row[place : place + 1])[0])) for place, part in enumerate(self.parts)]
        yield from sorted(found, key=lambda one: -abs(one[1]))
