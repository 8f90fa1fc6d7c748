"""The table of counts is the exact test, and its false alarms are as rare as it says."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import comb

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bonafides.kernel.dmn.evaluate import decide
from bonafides.kernel.dmn.read import read_model
from bonafides.watch.signals.counting import DECISION, MOST, counting_text, largest_total, thresholds


def tail(k: int, n: int, recent: int, span: int) -> Fraction:
    """P(Binomial(n, recent/span) ≥ k), exactly."""
    p = Fraction(recent, span)
    return sum((comb(n, j) * p**j * (1 - p) ** (n - j) for j in range(k, n + 1)), Fraction(0))


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 12), st.integers(1, 40), st.integers(41, 400), st.sampled_from(["0.001", "0.01", "0.05", "0.2"]))
def test_the_largest_total_is_exact(k: int, recent: int, span: int, rate: str) -> None:
    n = largest_total(k, recent, span, Decimal(rate))
    if n == 0:
        assert tail(k, k, recent, span) > Fraction(rate)
    else:
        assert tail(k, n, recent, span) <= Fraction(rate) < tail(k, n + 1, recent, span)


def test_every_engine_reads_it_as_a_table() -> None:
    rows = list(thresholds(30, 365, Decimal("0.001"), 4))
    model = read_model(counting_text("spike", "recent", "every", rows).encode(), "spike.yaml")
    limits = dict(rows)
    for recent in range(0, MOST + 5, 3):
        for every in range(recent, 400, 17):
            told = decide(model, DECISION, {"recent": Decimal(recent), "every": Decimal(every)}).value
            expected = any(recent >= k and every <= most for k, most in limits.items())
            assert (told is True) == expected


def test_the_false_alarms_are_as_rare_as_stated() -> None:
    """Shops whose complaints come at one rate all the time, each looked at once: a run of chance with a fixed seed."""
    chance = np.random.default_rng(8)
    limits = np.zeros(200, dtype=np.int64)
    for k, most in thresholds(30, 365, Decimal("0.01"), 4):
        limits[k] = most
    limits[MOST:] = limits[MOST]
    for rate in (1.0, 5.0, 20.0, 80.0):
        every = chance.poisson(rate, 200_000)
        recent = chance.binomial(every, 30 / 365)
        alarms = (limits[recent] >= every) & (recent >= 4)
        assert alarms.mean() <= 0.01 + 3 * np.sqrt(0.01 / 200_000)
    burst = (limits[np.full(1000, 6)] >= 6 + chance.poisson(2.0, 1000)).mean()
    assert burst > 0.95, "six in a month after two in a year are found"
