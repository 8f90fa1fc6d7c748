"""What is learned is there, falls and rises as the card demands, and is the same each time."""

from __future__ import annotations

import numpy as np
import pytest
from tests.watch.models import model

from bonafides.watch.examples import Examples
from bonafides.watch.fit import TooFewExamplesError, fit
from bonafides.watch.measures import auc

NAMES = ("fines_1m", "fined", "licensed")


def made(rows: int = 3000, seed: int = 1) -> Examples:
    """The odds rise with the first, fall with the second where it is there, and know nothing of the third."""
    chance = np.random.default_rng(seed)
    first, second = chance.integers(0, 9, rows).astype(float), chance.integers(0, 40, rows).astype(float)
    second[chance.random(rows) < 0.2] = np.nan
    third = (chance.random(rows) < 0.5).astype(float)
    odds = -1 + 0.4 * first - 0.08 * np.nan_to_num(second, nan=10)
    found = chance.random(rows) < 1 / (1 + np.exp(-odds))
    days = np.sort(np.datetime64("2020-01-01") + chance.integers(0, 900, rows))
    numbers = np.arange(rows)
    return Examples(numbers, numbers, days, found, np.column_stack([first, second, third]), NAMES)


def test_it_learns_what_there_is_and_keeps_the_directions() -> None:
    card = model(features=NAMES, least=30, fines_1m="rises", fined="falls")
    table = fit(card, made())
    assert fit(card, made()) == table, "nothing of it is left to chance"
    later = made(seed=2)
    points = table.of(later.figures)
    truth = 0.4 * later.figures[:, 0] - 0.08 * np.nan_to_num(later.figures[:, 1], nan=10)
    assert auc(points, later.found) > auc(truth, later.found) - 0.02
    rises, falls, idle = table.parts
    assert [one.points for one in rises.steps] == sorted(one.points for one in rises.steps)
    assert [one.points for one in falls.steps] == sorted((one.points for one in falls.steps), reverse=True)
    assert idle.spread < min(rises.spread, falls.spread) / 3
    assert abs(table.probability(points).mean() - later.found.mean()) < 0.03


def test_a_wrong_direction_is_not_learned() -> None:
    table = fit(model(features=NAMES, least=30, fines_1m="falls"), made())
    assert table.parts[0].spread <= 1


def test_a_column_without_values_and_too_few_examples() -> None:
    known = made(400)
    known.figures[:, 2] = np.nan
    assert fit(model(features=NAMES, least=20), known).parts[2].spread == 0
    with pytest.raises(TooFewExamplesError, match="model `toy`: expected 400 examples of either answer, came "):
        fit(model(features=NAMES, least=200), known)
