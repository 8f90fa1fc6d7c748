"""Beside scikit-learn's own figures, and beside what counting by hand gives."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, roc_auc_score

from bonafides.watch.measures import auc, average_precision, calibration, days_earlier, first_half, hit_rates, interval

ROWS = st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=2, max_size=40).filter(
    lambda rows: len({found for _, found in rows}) == 2
)


@given(ROWS)
def test_auc_is_that_of_scikit_learn(rows: list[tuple[int, bool]]) -> None:
    scores, found = np.array([one for one, _ in rows]), np.array([two for _, two in rows])
    assert auc(scores, found) == pytest.approx(roc_auc_score(found, scores))


@given(st.permutations(range(12)), st.sets(st.integers(0, 11), min_size=1, max_size=11))
def test_average_precision_without_ties_is_that_of_scikit_learn(order: list[int], hits: set[int]) -> None:
    scores, found = np.array(order), np.array([one in hits for one in range(12)])
    assert average_precision(scores, found) == pytest.approx(average_precision_score(found, scores))


@given(
    st.lists(st.tuples(st.integers(0, 2), st.booleans()), min_size=2, max_size=6).filter(
        lambda rows: any(f for _, f in rows)
    )
)
def test_ties_count_as_drawn_by_lot(rows: list[tuple[int, bool]]) -> None:
    """The mean over every order in which alike ones can stand."""
    found = []
    for order in permutations(range(len(rows))):
        scores = [rows[one][0] for one in order]
        if scores == sorted(scores, reverse=True):
            found.append(sum(rows[one][1] for one in order[: len(rows) // 2]))
    expected = np.mean(found) / sum(hit for _, hit in rows)
    given = np.array([one for one, _ in rows]), np.array([two for _, two in rows])
    assert first_half(*given) == pytest.approx(expected)


@given(ROWS)
def test_hit_rates_of_all_tiers_together_are_the_findings(rows: list[tuple[int, bool]]) -> None:
    scores, found = np.array([one for one, _ in rows]), np.array([two for _, two in rows])
    sizes = np.diff([0, round(len(rows) * 0.5), len(rows)])
    assert np.dot(sizes, hit_rates(scores, found, (0.5,))) == pytest.approx(found.sum())
    assert hit_rates(np.zeros(len(rows)), found, (0.5,)) == pytest.approx([found.mean()] * 2), "alike: by lot"


def test_hit_rates_by_hand() -> None:
    scores, found = np.array([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]), np.array([True, True, True, False, True] + [False] * 5)
    assert hit_rates(scores, found, (0.1, 0.3, 0.6)) == pytest.approx([1, 1, 1 / 3, 0])


def test_days_earlier() -> None:
    days = np.array([date(2026, 1, day) for day in (1, 2, 5, 9)], dtype="datetime64[D]")
    found = np.array([False, True, False, True])
    assert days_earlier(np.array([0, 3, 1, 2]), found, days) == pytest.approx((1 + 7) / 2)
    assert days_earlier(np.zeros(4), found, days) == 0


def test_calibration_and_interval() -> None:
    chance = np.random.default_rng(7)
    probability = chance.random(4000)
    found = chance.random(4000) < probability
    for said, share, rows in calibration(probability, found):
        assert rows == 400
        assert abs(said - share) < 0.1
    low, high = interval(auc, probability, found, draws=100)
    assert low < auc(probability, found) < high
    assert interval(auc, probability, found, draws=100) == (low, high), "the same rows give the same interval"
    assert interval(auc, probability, found, other=probability, draws=20) == (0, 0)
