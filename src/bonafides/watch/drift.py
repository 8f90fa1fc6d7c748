"""Whether what comes now is still like what a version learned from: the population stability index, and the sum of the findings.

The index is Σ (now - then) · ln(now / then) over bins. The bins are the table's own: the steps of each feature, so that what it
says is about what the table can see, and tenths of the points. Half a row is added to each bin, so that an empty one has a
logarithm. Findings are held against what was said by a z-score: their number less the sum of the probabilities, over its
standard deviation. The thresholds are the card's; 1.96 is the convention of 95 %.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import sqrt
from typing import Any, Literal

import numpy as np

from bonafides.packs.risk_model import RiskModel
from bonafides.watch.examples import Examples
from bonafides.watch.points import Part, Points

State = Literal["few", "fresh", "watch", "stale"]
TENTHS = 10
SURE = 1.96


@dataclass(frozen=True)
class Drifted:
    """What came of a check. `features`: the index of each, the largest first."""

    state: State
    examples: int
    index: float
    features: dict[str, float]
    said: float
    """Findings that the table expected."""
    found: int
    z: float

    def as_json(self) -> dict[str, Any]:
        return {
            "index": f"{self.index:.4f}", "features": {name: f"{one:.4f}" for name, one in self.features.items()},
            "said": f"{self.said:.1f}", "found": self.found, "z": f"{self.z:.2f}",
        }  # fmt: skip


def reference(table: Points, learned: Examples) -> dict[str, Any]:
    """How what a table learned from lies in its bins: what a later check is held against."""
    points = table.of(learned.figures)
    bounds = sorted({int(one) for one in np.quantile(points, np.arange(1, TENTHS) / TENTHS, method="lower")})
    return {
        "points": {"bounds": bounds, "counts": _in_bounds(points, bounds)},
        "features": {
            part.feature: _in_steps(part, learned.figures[:, place]) for place, part in enumerate(table.parts)
        },
    }


def drifted(model: RiskModel, table: Points, kept: dict[str, Any], now: Examples) -> Drifted:
    """Examples of now against a reference that was kept."""
    points = table.of(now.figures)
    index = stability_index(kept["points"]["counts"], _in_bounds(points, kept["points"]["bounds"]))
    features = {
        part.feature: stability_index(kept["features"][part.feature], _in_steps(part, now.figures[:, place]))
        for place, part in enumerate(table.parts)
    }
    probability = table.probability(points)
    spread = sqrt(float((probability * (1 - probability)).sum())) if len(now) else 0.0
    z = (float(now.found.sum()) - float(probability.sum())) / spread if spread else 0.0
    state = _state(model, len(now), index, z)
    by_size = dict(sorted(features.items(), key=lambda one: -one[1]))
    return Drifted(state, len(now), index, by_size, float(probability.sum()), int(now.found.sum()), z)


def stability_index(then: list[int], now: list[int]) -> float:
    """The population stability index of two rows of counts over the same bins; 0 where they are alike."""
    before, after = (np.asarray(one, dtype=float) + 0.5 for one in (then, now))
    before, after = before / before.sum(), after / after.sum()
    return float(((after - before) * np.log(after / before)).sum())


def _state(model: RiskModel, examples: int, index: float, z: float) -> State:
    card = model.drift
    if examples < card.least:
        return "few"
    if index >= float(Decimal(card.stale)):
        return "stale"
    return "watch" if index >= float(Decimal(card.watch)) or abs(z) > SURE else "fresh"


def _in_bounds(points: np.ndarray, bounds: list[int]) -> list[int]:
    places = np.searchsorted(np.asarray(bounds), points, side="left")
    return [int(one) for one in np.bincount(places, minlength=len(bounds) + 1)]


def _in_steps(part: Part, figures: np.ndarray) -> list[int]:
    """Rows in each step, and last those without a value."""
    there = figures[~np.isnan(figures)]
    bounds = np.array([float(one.up_to) for one in part.steps if one.up_to is not None])
    counts = np.bincount(np.searchsorted(bounds, there, side="left"), minlength=len(part.steps))
    return [*(int(one) for one in counts), len(figures) - len(there)]
