from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonafides.sample.draws import Draws

NUMBERS = np.arange(200_000)


def test_a_draw_depends_on_the_number_alone_and_not_on_its_neighbours() -> None:
    draws = Draws(5)
    whole = draws.bits("any", NUMBERS[:1000])
    parts = [draws.bits("any", NUMBERS[start : start + 37]) for start in range(0, 1000, 37)]
    assert np.array_equal(np.concatenate(parts)[:1000], whole)
    assert np.array_equal(draws.bits("any", NUMBERS[:1000][::-1])[::-1], whole)


def test_seed_and_name_change_every_draw() -> None:
    first = Draws(5).bits("any", NUMBERS)
    assert not np.any(first == Draws(6).bits("any", NUMBERS))
    assert not np.any(first == Draws(5).bits("other", NUMBERS))


@pytest.mark.parametrize("millionths", [1_000, 60_000, 500_000, 3_000_000])
def test_counts_have_the_mean_and_the_variance_of_a_poisson_distribution(millionths: int) -> None:
    found = Draws(5).count("any", NUMBERS, np.full(len(NUMBERS), millionths))
    assert found.mean() == pytest.approx(millionths / 1e6, rel=0.15)  # rates are taken in steps of a quarter
    assert found.var() == pytest.approx(found.mean(), rel=0.15)


def test_nothing_happens_at_a_rate_of_nought() -> None:
    assert Draws(5).count("any", NUMBERS, np.zeros_like(NUMBERS)).sum() == 0


def test_picks_follow_their_weights() -> None:
    found = np.bincount(Draws(5).pick("any", NUMBERS, (70, 0, 30)), minlength=3) / len(NUMBERS)
    assert found == pytest.approx([0.7, 0, 0.3], abs=0.01)


def test_quantiles_are_met() -> None:
    found = Draws(5).quantile("any", NUMBERS, ((0, 10), (500, 100), (1000, 1000)))
    assert np.median(found) == pytest.approx(100, abs=2)
    assert (found.min(), found.max()) == (10, 999)


@given(seed=st.integers(0, 2**63), limit=st.integers(0, 2**31 - 1))
def test_a_draw_below_a_limit_is_below_it(seed: int, limit: int) -> None:
    found = Draws(seed).below("any", NUMBERS[:50], limit)
    assert found.min() >= 0
    assert found.max() < max(limit, 1)
