"""Learn a table of points from examples: boosting of small trees, each of one feature, so that the sum of them is a table.

Scikit-learn's histogram boosting without interactions and with monotone constraints. Its figures are then rounded to whole
points, steps that come to the same are joined, and from there on the table is the model: what is judged is the table.
"""

from __future__ import annotations

import math
from decimal import Decimal

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from bonafides.packs.risk_model import RiskModel
from bonafides.watch.examples import Examples
from bonafides.watch.points import Part, Points, Step

DIRECTIONS = {"rises": 1, "falls": -1, None: 0}
FOLDS = 4
"""Parts of the time; what the later ones say of a model that learned from the earlier calibrates it."""


class TooFewExamplesError(ValueError):
    """Examples from which nothing can be learned; the message says what is missing."""


def fit(model: RiskModel, known: Examples) -> Points:
    """The table, calibrated on later examples than those that it learned from. Raises TooFewExamplesError.

    The same examples give the same table: nothing of it is left to chance.
    """
    least = 2 * model.fit.least
    if min(known.found.sum(), (~known.found).sum()) < least:
        told = f"{int(known.found.sum())} with a finding and {int((~known.found).sum())} without"
        raise TooFewExamplesError(f"model `{model.model}`: expected {least} examples of either answer, came {told}")
    return _with_odds(_table(model, known), *_judged_later(model, known))


def _table(model: RiskModel, known: Examples) -> Points:
    given = model.fit
    # The learner refuses a column without any value: it is 0 for all, and adds nothing.
    learner = HistGradientBoostingClassifier(
        max_iter=given.rounds, learning_rate=float(given.rate), max_leaf_nodes=given.leaves,
        min_samples_leaf=given.least, l2_regularization=given.penalty, interaction_cst="no_interactions",
        monotonic_cst=[DIRECTIONS[one.risk] for one in model.features], early_stopping=False, random_state=0,
    ).fit(np.where(np.isnan(known.figures).all(axis=0), 0, known.figures), known.found)  # fmt: skip
    scale = given.doubling / math.log(2)
    origin = np.full((1, known.figures.shape[1]), np.nan)
    base = float(learner.decision_function(origin)[0])
    parts = tuple(
        _part(learner, origin, base, place, name, known.figures[:, place], scale)
        for place, name in enumerate(known.features)
    )
    return Points(round(base * scale), parts, given.doubling)


def _part(
    learner: HistGradientBoostingClassifier, origin: np.ndarray, base: float, place: int, name: str,
    figures: np.ndarray, scale: float,
) -> Part:  # fmt: skip
    """What one feature adds to where nothing has a value: asked at each value that there was, for the sum has no other terms."""
    values = np.unique(figures[~np.isnan(figures)])
    if not len(values):
        return Part(name, (Step(None, 0),))
    rows = np.repeat(origin, len(values), axis=0)
    rows[:, place] = values
    points = np.rint((learner.decision_function(rows) - base) * scale).astype(int)
    turns = np.flatnonzero(np.diff(points))
    steps = [Step(Decimal(f"{values[turn]:.2f}").normalize(), int(points[turn])) for turn in turns]
    return Part(name, (*steps, Step(None, int(points[-1]))))


def _judged_later(model: RiskModel, known: Examples) -> tuple[np.ndarray, np.ndarray]:
    """(points, found) of examples by tables that learned from earlier ones only."""
    cuts = known.days[[len(known) * one // FOLDS for one in range(1, FOLDS)]]
    points, found = [], []
    for number, cut in enumerate(cuts):
        until = cuts[number + 1] if number + 1 < len(cuts) else known.days[-1] + 1
        earlier, later = known.where(known.days < cut), known.where((known.days >= cut) & (known.days < until))
        if len(later) and min(earlier.found.sum(), (~earlier.found).sum()) >= model.fit.least:
            points.append(_table(model, earlier).of(later.figures))
            found.append(later.found)
    if not points:
        return _table(model, known).of(known.figures), known.found
    return np.concatenate(points), np.concatenate(found)


def _with_odds(table: Points, points: np.ndarray, found: np.ndarray) -> Points:
    """The table with what its points come to as odds."""
    scaled = (points / table.doubling)[:, None]
    line = LogisticRegression(C=1e6).fit(scaled, found)
    odds = (round(float(line.intercept_[0]), 6), round(float(line.coef_[0][0]) / table.doubling, 8))
    return Points(table.base, table.parts, table.doubling, odds)
