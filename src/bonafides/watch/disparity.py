"""Whether a model treats groups of businesses alike: who comes first, how often rightly, and what is said beside what comes.

Of each group: the share of its businesses that the order puts in the first half, beside that of all others; the share of
those with a finding, and of those without, that are put there (who is found, and who is troubled for nothing); and whether the
probabilities are right for it. A difference is told only where chance would hardly make it (intervals of Wilson at 95 %), and
of a group smaller than `FEW` nothing is told. These are conventions of statistics, not of the law.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bonafides.tiers.simulate.disparity import FEW, Verdict, verdict, wilson


@dataclass(frozen=True)
class Rate:
    """So many of so many, the ends of the interval, and how that is beside all others. None where there are too few."""

    count: int
    of: int
    low: float | None
    high: float | None
    verdict: Verdict

    @property
    def share(self) -> float | None:
        return self.count / self.of if self.low is not None else None


@dataclass(frozen=True)
class GroupRow:
    """One group of businesses. `first`: put in the first half; `hits`, `false_alarms`: of those with and without a finding."""

    value: str
    examples: int
    first: Rate
    hits: Rate
    false_alarms: Rate
    said: float | None
    """The mean probability; none where there are too few to hold it against what came."""
    came: Rate


def disparity(points: np.ndarray, probability: np.ndarray, found: np.ndarray, groups: np.ndarray) -> list[GroupRow]:
    """A row for each value of a group, the largest first. `groups`: a text of each example."""
    first = in_first_half(points)
    rows = []
    for value in np.unique(groups):
        own = groups == value
        enough = int(own.sum()) >= FEW
        rows.append(
            GroupRow(
                str(value), int(own.sum()), _rate(first, own), _rate(first, own, found), _rate(first, own, ~found),
                float(probability[own].mean()) if enough else None, _rate(found, own),
            )
        )  # fmt: skip
    return sorted(rows, key=lambda one: (-one.examples, one.value))


def in_first_half(points: np.ndarray) -> np.ndarray:
    """Who comes in the first half of the order. Of those alike on the border, all are or none is: whichever is nearer to half."""
    values, counts = np.unique(-points, return_counts=True)
    ends = np.cumsum(counts)
    nearest = int(np.argmin(np.abs(ends - len(points) / 2)))
    return np.asarray(-points <= values[nearest])


def _rate(what: np.ndarray, own: np.ndarray, among: np.ndarray | None = None) -> Rate:
    inside = own if among is None else own & among
    outside = ~own if among is None else ~own & among
    count, of = int(what[inside].sum()), int(inside.sum())
    others, of_others = int(what[outside].sum()), int(outside.sum())
    if of < FEW:
        return Rate(count, of, None, None, "few")
    low, high = wilson(count, of)
    return Rate(count, of, low, high, verdict(count, of, others, of_others))
