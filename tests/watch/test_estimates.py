"""Weighting by the inverse of the chance is right in the mean over all draws that could have been; what was found is not."""

from __future__ import annotations

from itertools import combinations, product
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bonafides.watch.estimates import NotSeenError, Seen, combined, estimate, naive, weighted


@st.composite
def strata(draw: st.DrawFn) -> list[tuple[list[bool], int]]:
    """Up to three strata: who has a finding, and how many are drawn."""
    found = []
    for _ in range(draw(st.integers(1, 3))):
        truth = draw(st.lists(st.booleans(), min_size=1, max_size=5))
        found.append((truth, draw(st.integers(1, len(truth)))))
    return found


@settings(max_examples=60, deadline=None)
@given(strata())
def test_it_is_right_in_the_mean_over_every_draw(of: list[tuple[list[bool], int]]) -> None:
    """All draws are counted: no simulation, an identity."""
    size = sum(len(truth) for truth, _ in of)
    samples = product(*(combinations(truth, quota) for truth, quota in of))
    told = [
        estimate(Seen(str(place), len(of[place][0]), len(one), sum(one)) for place, one in enumerate(sample)).share
        for sample in samples
    ]
    assert len(told) == np.prod([comb(len(truth), quota) for truth, quota in of])
    assert np.mean(told) == pytest.approx(sum(sum(truth) for truth, _ in of) / size)


def test_two_thousand_years_of_a_town_that_targets_its_worst() -> None:
    """2,000 of 10,000 are targeted for their risk, 400 of the others drawn: the estimate errs nowhere, the naive share does."""
    chance = np.random.default_rng(7)
    risk = np.sort(chance.beta(1, 6, 10_000))[::-1]
    told, ordinary, covered = [], [], 0
    for _ in range(2_000):
        found = chance.random(10_000) < risk
        drawn = chance.choice(np.arange(2_000, 10_000), 400, replace=False)
        seen = [
            Seen("targeted", 2_000, 2_000, int(found[:2_000].sum())),
            Seen("random", 8_000, 400, int(found[drawn].sum())),
        ]
        one = estimate(seen)
        told.append(one.share - found.mean())
        ordinary.append(naive(seen) - found.mean())
        covered += one.low <= found.mean() <= one.high
    error = np.std(told) / np.sqrt(len(told))
    assert abs(np.mean(told)) < 4 * error, "unbiased, as far as 2,000 years tell"
    assert np.mean(ordinary) > 0.1, "what was found among the inspected is more than twice what there is"
    assert 0.93 < covered / len(told) < 0.98


@given(st.integers(1, 50), st.integers(0, 50))
def test_all_seen_is_certain_and_less_is_not(size: int, found: int) -> None:
    found = min(found, size)
    whole = estimate([Seen("all", size, size, found)])
    assert (whole.low, whole.high) == (whole.share, whole.share) == (found / size, found / size)
    part = estimate([Seen("some", size + 1, size, found)])
    assert part.low < part.high, "also where nothing, or everything, was found"
    assert weighted(Seen("some", size + 1, size, found)) == pytest.approx(found * (size + 1) / size)


def test_nobody_seen_is_told_not_guessed() -> None:
    with pytest.raises(NotSeenError, match="came none in B"):
        estimate([Seen("A", 10, 2, 1), Seen("B", 10, 0, 0)])
    with pytest.raises(NotSeenError, match="a stratum with businesses"):
        estimate([])
    with pytest.raises(ValueError, match="expected found ≤ seen ≤ size"):
        Seen("A", 1, 2, 0)


@st.composite
def years(draw: st.DrawFn) -> tuple[list[bool], list[int], int]:
    """Who has a finding; how many each of two draws takes; how many are targeted in between, the first that were not seen."""
    truth = draw(st.lists(st.booleans(), min_size=3, max_size=6))
    first = draw(st.integers(1, len(truth) - 2))
    targeted = draw(st.integers(0, len(truth) - first - 1))
    return truth, [first, draw(st.integers(1, len(truth) - first - targeted))], targeted


@settings(max_examples=60, deadline=None)
@given(years())
def test_two_draws_with_orders_between_them_are_right_in_the_mean(of: tuple[list[bool], list[int], int]) -> None:
    """Every first draw, what is targeted in the light of it, every second draw: all are counted."""
    truth, (first, second), targeted = of
    everyone, told = range(len(truth)), []
    for one in combinations(everyone, first):
        at_first = estimate([Seen("all", len(truth), first, sum(truth[each] for each in one))])
        # In the light of what was found: the next ones if anything was, the last ones otherwise.
        left = [each for each in everyone if each not in one]
        ordered = left[:targeted] if any(truth[each] for each in one) else left[len(left) - targeted :]
        open_to = [each for each in left if each not in ordered]
        before = [truth[each] for each in (*one, *ordered)]
        of_second = [
            estimate([Seen("before", len(before), len(before), sum(before)),
                      Seen("all", len(open_to), second, sum(truth[each] for each in two))])
            for two in combinations(open_to, second)
        ]  # fmt: skip
        told.append(np.mean([combined([(at_first, first), (each, second)]).share for each in of_second]))
    assert np.mean(told) == pytest.approx(sum(truth) / len(truth))


def test_two_estimates_are_surer_than_one_of_them() -> None:
    one, two = estimate([Seen("all", 1_000, 100, 20)]), estimate([Seen("all", 900, 100, 30)])
    both = combined([(one, 100), (two, 100)])
    assert both.share == pytest.approx(0.25)
    assert both.spread < min(one.spread, two.spread)
    assert both.low < both.share < both.high
    with pytest.raises(NotSeenError):
        combined([])
