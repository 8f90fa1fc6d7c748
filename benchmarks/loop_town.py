"""A made-up town that inspects for ten years by a model that learns from its own inspections.

A quarter of the businesses are of a kind that was seldom visited, and little was found there. In its third to fifth year it
grows worse. Each year the town has so many visits: a share goes to businesses drawn by lot, the rest to those that the model
puts first, and the model learns anew from all visits so far. It is the learner of the platform, with a card like those of the
packs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bonafides.packs.risk_model import RiskModel
from bonafides.watch.estimates import Seen, estimate
from bonafides.watch.examples import Examples
from bonafides.watch.fit import fit

BUSINESSES, VISITS, YEARS, BEFORE = 20_000, 1_500, 10, 3
QUIET = 0.25
"""The share of businesses of the kind that was seldom visited."""
FEATURES = ("visits", "findings", "last", "quiet", "size")
TEXT = {"en": "A made-up town"}
CARD = RiskModel.model_validate(
    {
        "model": "town", "title": TEXT, "question": TEXT, "owner": "town", "use": TEXT, "limits": TEXT, "basis": (),
        "example": {"kind": "visit", "where": "true", "found": "true"},
        "features": tuple({"indicator": name} for name in FEATURES), "never": (),
        "fit": {"rounds": 100, "rate": "0.1", "leaves": 4, "least": 25, "penalty": 5, "doubling": 20},
        "judged": {"months": 12, "least": 1, "floors": {"auc": "0.5", "first_half": "0.5", "calibration_error": "1.0"}},
        "drift": {"watch": "0.1", "stale": "0.25", "least": 1},
        "warning_days": "a", "random_share": "b", "random_share_floor": "c", "valid_months": "d",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Year:
    """How the model of a year stands to the truth. Shares, from 0 to 1."""

    said_of_quiet: float
    true_of_quiet: float
    said_of_all: float
    true_of_all: float
    hits: float
    """Of all visits, those with a finding."""
    estimated: float | None
    """The share of all businesses with a finding, by weighting the visits that were drawn; none where none was."""
    naive: float

    @property
    def bias(self) -> float:
        """Of the learned risk of the quiet kind."""
        return self.said_of_quiet - self.true_of_quiet


def ten_years(random: float, seed: int) -> list[Year]:
    """The years of a town that leaves this share of its visits to chance."""
    chance = np.random.default_rng(seed)
    quiet = chance.random(BUSINESSES) < QUIET
    size = chance.integers(0, 4, BUSINESSES).astype(float)
    own = chance.normal(0, 0.8, BUSINESSES)
    visits = np.zeros((BEFORE + YEARS, BUSINESSES), dtype=bool)
    found = np.zeros_like(visits)
    rows: list[tuple[int, np.ndarray, np.ndarray, np.ndarray]] = []
    told = []
    for year in range(BEFORE + YEARS):
        figures = _figures(visits[:year], found[:year], quiet, size)
        risk = _risk(own, size, quiet, year - BEFORE)
        if year < BEFORE:  # before the model: by habit, nearly never to the quiet kind
            weight = np.where(quiet, 0.05, 1.0)
            chosen = chance.choice(BUSINESSES, VISITS, replace=False, p=weight / weight.sum())
            drawn = np.empty(0, dtype=int)
        else:
            table = fit(CARD, _examples(rows))
            points = table.of(figures)
            targeted = _first(points, round(VISITS * (1 - random)), chance)
            others = np.setdiff1d(np.arange(BUSINESSES), targeted)
            drawn = chance.choice(others, VISITS - len(targeted), replace=False)
            chosen = np.concatenate([targeted, drawn])
        hits = chance.random(BUSINESSES) < risk
        visits[year, chosen], found[year, chosen] = True, hits[chosen]
        rows.append((year, figures[chosen], hits[chosen], chosen))
        if year >= BEFORE:
            said = table.probability(points)
            seen = [Seen("targeted", len(targeted), len(targeted), int(hits[targeted].sum()))]
            seen.append(Seen("random", len(others), len(drawn), int(hits[drawn].sum())))
            told.append(
                Year(
                    float(said[quiet].mean()), float(risk[quiet].mean()), float(said.mean()), float(risk.mean()),
                    float(hits[chosen].mean()), estimate(seen).share if len(drawn) else None, float(hits[chosen].mean()),
                )
            )  # fmt: skip
    return told


def _risk(own: np.ndarray, size: np.ndarray, quiet: np.ndarray, year: int) -> np.ndarray:
    """The true probability of a finding: the quiet kind begins low, and grows worse in the third to fifth year."""
    rise = 0.6 * min(max(year - 1, 0), 3)
    return np.asarray(1 / (1 + np.exp(-(-1.6 + own + 0.25 * size + np.where(quiet, -1.0 + rise, 0)))))


def _figures(visits: np.ndarray, found: np.ndarray, quiet: np.ndarray, size: np.ndarray) -> np.ndarray:
    """What is known on the day before: of the last three years, and by the last visit, where there was one."""
    last = np.full(BUSINESSES, np.nan)
    for went, hit in zip(visits, found, strict=True):
        last[went] = hit[went]
    columns = [visits[-3:].sum(axis=0), found[-3:].sum(axis=0), last, quiet, size]
    return np.column_stack([one.astype(float) for one in columns])


def _examples(rows: list[tuple[int, np.ndarray, np.ndarray, np.ndarray]]) -> Examples:
    days = np.concatenate([np.full(len(hits), np.datetime64(f"{2020 + year}-06-30")) for year, _, hits, _ in rows])
    numbers = np.concatenate([chosen for _, _, _, chosen in rows])
    figures, found = (np.concatenate([one[place] for one in rows]) for place in (1, 2))
    return Examples(np.arange(len(numbers)), numbers, days, found, figures, FEATURES)


def _first(points: np.ndarray, count: int, chance: np.random.Generator) -> np.ndarray:
    """Those with the most points; those alike by lot."""
    return np.asarray(np.lexsort((chance.random(len(points)), -points))[:count])
