"""How good a table is, on examples that it did not learn from: figures with intervals, and whether they reach the floors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from bonafides.packs.risk_model import RiskModel
from bonafides.watch.examples import Examples
from bonafides.watch.measures import (
    Measure,
    auc,
    average_precision,
    brier,
    calibration,
    calibration_error,
    days_earlier,
    first_half,
    interval,
)
from bonafides.watch.points import Points

DRAWS = 1000
OF_POINTS: dict[str, Measure] = {"auc": auc, "average_precision": average_precision, "first_half": first_half}
OF_PROBABILITY: dict[str, Measure] = {"brier": brier, "calibration_error": calibration_error}


@dataclass(frozen=True)
class Figure:
    """A figure and the ends of its interval."""

    value: float
    low: float
    high: float

    def as_json(self) -> dict[str, str]:
        return {"value": _text(self.value), "low": _text(self.low), "high": _text(self.high)}


@dataclass(frozen=True)
class Judgement:
    """What a table comes to on some examples."""

    examples: int
    found: int
    figures: dict[str, Figure]
    bands: list[tuple[float, float, int]]
    """(mean probability, share found, rows), ten equal bands from the lowest probability on."""
    days_earlier: float

    def as_json(self) -> dict[str, Any]:
        """Exact: figures are texts of four digits."""
        return {
            "examples": self.examples,
            "found": self.found,
            "figures": {name: one.as_json() for name, one in self.figures.items()},
            "bands": [[_text(said), _text(share), rows] for said, share, rows in self.bands],
            "days_earlier": _text(self.days_earlier),
        }


def judge(table: Points, examples: Examples, *, draws: int = DRAWS) -> Judgement:
    """Both answers must be among the examples."""
    points, found = table.of(examples.figures), examples.found
    probability = table.probability(points)
    figures = {name: _figure(one, points, found, draws) for name, one in OF_POINTS.items()}
    figures |= {name: _figure(one, probability, found, draws) for name, one in OF_PROBABILITY.items()}
    earlier = days_earlier(points, found, examples.days)
    return Judgement(len(examples), int(found.sum()), figures, calibration(probability, found), earlier)


def below_floors(model: RiskModel, kept: dict[str, Any]) -> Iterator[str]:
    """Why what a version was judged to be is not good enough for its card; nothing where it is."""
    figures, floors = kept["figures"], model.judged.floors
    for word in ("auc", "first_half"):
        low, floor = figures[word]["low"], getattr(floors, word)
        if Decimal(low) < Decimal(floor):
            yield f"expected a {word} of {floor} or more at the lower end of its interval, came {low}"
    error, most = figures["calibration_error"]["value"], floors.calibration_error
    if Decimal(error) > Decimal(most):
        yield f"expected a calibration_error of {most} or less, came {error}"
    for word, count in (("with a finding", kept["found"]), ("without", kept["examples"] - kept["found"])):
        if count < model.judged.least:
            yield f"expected {model.judged.least} examples {word} to judge by, came {count}"


def _figure(measure: Measure, scores: np.ndarray, found: np.ndarray, draws: int) -> Figure:
    low, high = interval(measure, scores, found, draws=draws)
    return Figure(measure(scores, found), low, high)


def _text(value: float) -> str:
    return f"{value:.4f}"
