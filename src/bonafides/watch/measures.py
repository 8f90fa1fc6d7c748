"""How well an order of businesses finds what there was to find. Rows that are alike in the order count as drawn by lot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

Measure = Callable[[np.ndarray, np.ndarray], float]
"""(scores, found) → a figure; the higher the score, the earlier the visit."""


def auc(scores: np.ndarray, found: np.ndarray) -> float:
    """How often one with a finding comes before one without."""
    _, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks = (ends - (counts - 1) / 2)[place]
    hits, others = found.sum(), (~found).sum()
    return float((ranks[found].sum() - hits * (hits + 1) / 2) / (hits * others))


def first_half(scores: np.ndarray, found: np.ndarray) -> float:
    """The share of the findings in the first half of the visits."""
    return float(_gathered(scores, found)[len(found) // 2] / found.sum())


def average_precision(scores: np.ndarray, found: np.ndarray) -> float:
    """The mean, over the findings, of the share of visits with a finding up to there."""
    gathered = _gathered(scores, found)
    share = gathered[1:] / np.arange(1, len(found) + 1)
    return float((np.diff(gathered) * share).sum() / found.sum())


def _gathered(scores: np.ndarray, found: np.ndarray) -> np.ndarray:
    """Findings expected within the first 0, 1, 2, … visits."""
    order = np.argsort(-scores, kind="stable")
    sorted_scores, hits = scores[order], found[order].astype(float)
    starts = np.flatnonzero(np.r_[True, np.diff(sorted_scores) != 0])
    counts = np.diff(np.r_[starts, len(order)])
    shares = np.add.reduceat(hits, starts) / counts
    return np.concatenate([[0.0], np.cumsum(np.repeat(shares, counts))])


def hit_rates(scores: np.ndarray, found: np.ndarray, cuts: Sequence[float]) -> list[float]:
    """The share of visits with a finding in each tier of the order, the first first; `cuts`: where the tiers part, as shares."""
    ends = [round(cut * len(found)) for cut in (0.0, *cuts, 1.0)]
    gathered = _gathered(scores, found)
    return [float((gathered[end] - gathered[start]) / (end - start)) for start, end in pairwise(ends)]


def weighted_auc(scores: np.ndarray, found: np.ndarray, weights: np.ndarray) -> float:
    """The same of everybody, where each row stands for as many as its weight."""
    hits, others = _by_score(scores, weights * found), _by_score(scores, weights * ~found)
    before = np.cumsum(others) - others
    return float((hits * (before + others / 2)).sum() / (hits.sum() * others.sum()))


def weighted_first_half(scores: np.ndarray, found: np.ndarray, weights: np.ndarray) -> float:
    """The share of everybody's findings in the first half of everybody, each row standing for as many as its weight."""
    visits, hits = _by_score(scores, weights)[::-1].cumsum(), _by_score(scores, weights * found)[::-1].cumsum()
    return float(np.interp(visits[-1] / 2, np.r_[0.0, visits], np.r_[0.0, hits]) / hits[-1])


def _by_score(scores: np.ndarray, values: np.ndarray) -> np.ndarray:
    """The sum of values for each score there is, the lowest score first."""
    _, place = np.unique(scores, return_inverse=True)
    return np.bincount(place, values)


def days_earlier(scores: np.ndarray, found: np.ndarray, days: np.ndarray) -> float:
    """Mean days by which findings come earlier if the visits, on the same days, go in the order of the scores.

    As many visits on each day as there were; those that are alike keep the order that they had.
    """
    order = np.argsort(-scores, kind="stable")
    when = np.empty(len(days), dtype=days.dtype)
    when[order] = np.sort(days)
    return float((days[found] - when[found]).astype("timedelta64[D]").astype(float).mean())


def calibration(probability: np.ndarray, found: np.ndarray, bands: int = 10) -> list[tuple[float, float, int]]:
    """(mean probability, share found, rows) of equal bands, from the lowest probability on."""
    order = np.argsort(probability, kind="stable")
    return [
        (float(probability[part].mean()), float(found[part].mean()), len(part))
        for part in np.array_split(order, bands) if len(part)
    ]  # fmt: skip


def brier(probability: np.ndarray, found: np.ndarray) -> float:
    """The mean square between what was said and what came: 0 is certain and right. It is a measure for one probability each."""
    return float(np.mean((probability - found) ** 2))


def calibration_error(probability: np.ndarray, found: np.ndarray) -> float:
    """How far, in the mean over ten equal bands, what was said lies from the share that came (ECE)."""
    bands = calibration(probability, found)
    return sum(rows * abs(said - share) for said, share, rows in bands) / len(found)


def interval(
    measure: Measure, scores: np.ndarray, found: np.ndarray, *, other: np.ndarray | None = None, draws: int = 1000
) -> tuple[float, float]:
    """95 % of the bootstrapped values lie between these; of the difference to an `other` order, where one is given.

    Rows are drawn with a fixed seed: the same rows give the same interval.
    """
    chance = np.random.default_rng(20_261_129)
    values = []
    for _ in range(draws):
        rows = chance.integers(0, len(found), len(found))
        value = measure(scores[rows], found[rows])
        values.append(value if other is None else value - measure(other[rows], found[rows]))
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)
