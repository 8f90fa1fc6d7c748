"""Spans of time on which no setting of a model was ever tried: each by itself, their mean, and hit rates by tier."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.report import Report
from bonafides.watch.measures import auc, first_half, hit_rates, interval

MEASURES: tuple[tuple[str, Callable[[np.ndarray, np.ndarray], float], int, str], ...] = (
    ("AUC", auc, 1, ""),
    ("findings in the first half", first_half, 100, "%"),
)
PLAIN = "a logistic regression on past findings"
CUTS, TIERS = (0.1, 0.3, 0.6), ("first tenth", "next two tenths", "next three tenths", "last four tenths")
SEED = 20_261_130


@dataclass(frozen=True)
class Span:
    """The rows of a span: the points of the table, the scores of the plain regression, what was found."""

    name: str
    points: np.ndarray
    plain: np.ndarray
    found: np.ndarray

    def tell(self, report: Report, draws: int) -> None:
        """Its figures, and what they are more than those of the plain regression."""
        count = f"inspections, {int(self.found.sum()):,} with a finding"
        report.figures[f"{self.name}: judged on"] = (len(self.found), count)
        for word, measure, factor, unit in MEASURES:
            value, other = measure(self.points, self.found), measure(self.plain, self.found)
            own = interval(measure, self.points, self.found, draws=draws)
            more = interval(measure, self.points, self.found, other=self.plain, draws=draws)
            _tell(report, f"{self.name}: {word}", value, own, factor, unit)
            _tell(report, f"{self.name}: {word}, more than {PLAIN}", value - other, more, factor, unit, signed=True)

    def drawn(self, chance: np.random.Generator) -> Span:
        """As many rows, drawn with replacement."""
        rows = chance.integers(0, len(self.found), len(self.found))
        return Span(self.name, self.points[rows], self.plain[rows], self.found[rows])


def tell_pooled(report: Report, title: str, spans: Sequence[Span], draws: int) -> None:
    """The mean over spans, each bootstrapped by itself: what one span is too short to tell."""
    for word, measure, factor, unit in MEASURES:

        def figures(some: Sequence[Span], measure: Callable[[np.ndarray, np.ndarray], float] = measure) -> np.ndarray:
            each = [(measure(one.points, one.found), measure(one.plain, one.found)) for one in some]
            return np.array([(own, own - plain) for own, plain in each]).mean(axis=0)

        chance, (value, more) = np.random.default_rng(SEED), figures(spans)
        low, high = np.quantile(
            [figures([one.drawn(chance) for one in spans]) for _ in range(draws)], [0.025, 0.975], axis=0
        )
        _tell(report, f"{title}: {word}", value, (low[0], high[0]), factor, unit)
        _tell(report, f"{title}: {word}, more than {PLAIN}", more, (low[1], high[1]), factor, unit, signed=True)


def tell_hit_rates(report: Report, title: str, points: np.ndarray, found: np.ndarray, draws: int) -> None:
    """The share of visits with a finding in each tier of the order."""
    chance, rates = np.random.default_rng(SEED), hit_rates(points, found, CUTS)
    drawn = []
    for _ in range(draws):
        rows = chance.integers(0, len(found), len(found))
        drawn.append(hit_rates(points[rows], found[rows], CUTS))
    lows, highs = np.quantile(drawn, [0.025, 0.975], axis=0)
    for tier, rate, low, high in zip(TIERS, rates, lows, highs, strict=True):
        _tell(report, f"{title}: hit rate, {tier}", rate, (low, high), 100, "%")


def _tell(
    report: Report, name: str, value: float, ends: tuple[float, float], factor: int, unit: str, *, signed: bool = False
) -> None:
    low, high = (factor * one for one in ends)
    told = f"[{low:+.3g} to {high:+.3g}]" if signed else f"[{low:.3g} to {high:.3g}]"
    sure = ", not significant" if signed and low <= 0 <= high else ""
    report.figures[name] = (factor * float(value), f"{unit} {told}".strip() + sure)
