"""Random draws that depend only on the seed, the name of the draw and the number of the thing drawn for.

A draw is one output of SplitMix64, a counter-based generator: the n-th output is computed from n alone, so that any
chunk of any size, in any order, has the same draws. Everything stays in whole numbers: no floating-point function of a
library or processor can change a file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

_GAMMA = np.uint64(0x9E3779B97F4A7C15)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_HALF = np.uint64(32)
_RANGE = 1 << 32
_MOST = 24  # of things that happen to one entity
_RATES = tuple(int(20 * 1.25**step) for step in range(64))  # expected counts in millionths, each bin's lower end


class Draws:
    """The draws of one seed. `number` is what is drawn for: one draw for each of its elements."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._keys: dict[str, np.uint64] = {}

    def bits(self, name: str, number: Ints) -> NDArray[np.uint64]:
        """64 random bits each."""
        if name not in self._keys:
            digest = hashlib.blake2b(f"{self._seed}/{name}".encode(), digest_size=8).digest()
            self._keys[name] = np.uint64(int.from_bytes(digest, "little"))
        mixed = number.astype(np.uint64)
        mixed += np.uint64(1)
        mixed *= _GAMMA
        mixed += self._keys[name]
        for shift, factor in zip((30, 27), _MIX, strict=True):
            mixed ^= mixed >> np.uint64(shift)
            mixed *= factor
        mixed ^= mixed >> np.uint64(31)
        return mixed

    def thirty_two(self, name: str, number: Ints) -> Ints:
        """A whole number from 0 to 2³²-1 each."""
        return (self.bits(name, number) >> _HALF).astype(np.int64)

    def below(self, name: str, number: Ints, limit: int | Ints) -> Ints:
        """A whole number from 0 to limit-1 each; 0 where the limit is 0. The limit is below 2³¹."""
        return (self.thirty_two(name, number) * limit) >> 32

    def chance(self, name: str, number: Ints, millionths: int | Ints) -> Bools:
        """True with that probability."""
        return self.below(name, number, 1_000_000) < millionths

    def pick(self, name: str, number: Ints, weights: Sequence[int]) -> Ints:
        """A place in `weights`, each as often as its weight says."""
        cumulated = np.cumsum(np.asarray(weights, dtype=np.int64))
        return np.searchsorted(cumulated, self.below(name, number, int(cumulated[-1])), side="right").astype(np.int64)

    def quantile(self, name: str, number: Ints, points: Sequence[tuple[int, int]]) -> Ints:
        """A value of the distribution whose quantiles are (per mille, value), straight lines between them."""
        at = np.array([mille * _RANGE // 1000 for mille, _ in points], dtype=np.int64)
        value = np.array([value for _, value in points], dtype=np.int64)
        drawn = self.thirty_two(name, number)
        place = np.searchsorted(at, drawn, side="right") - 1
        place = np.minimum(place, len(points) - 2)
        width = at[place + 1] - at[place]
        found: Ints = value[place] + (value[place + 1] - value[place]) * (drawn - at[place]) // width
        return found

    def count(self, name: str, number: Ints, millionths: Ints) -> Ints:
        """How often something happens (Poisson) that is expected `millionths`/1,000,000 times; at most 24 times."""
        rate = np.searchsorted(np.array(_RATES), millionths, side="right") - 1
        drawn = self.thirty_two(name, number)
        found = np.zeros(len(number), dtype=np.int64)
        possible = np.flatnonzero((rate >= 0) & (drawn >= _THRESHOLDS[np.maximum(rate, 0), 0]))
        found[possible] = (drawn[possible, None] >= _THRESHOLDS[rate[possible]]).sum(axis=1)
        return found


def _thresholds() -> Ints:
    """For each rate the cumulated Poisson probabilities in 2⁻³² units, exact by decimal arithmetic."""
    table = np.empty((len(_RATES), _MOST), dtype=np.int64)
    for row, lower in enumerate(_RATES):
        mean = Decimal(lower) * Decimal("1.125") / 1_000_000  # the middle of the bin
        term = (-mean).exp()
        total = term
        for count in range(_MOST):
            table[row, count] = int(min(total, Decimal(1)) * _RANGE)
            term = term * mean / (count + 1)
            total += term
    return table


_THRESHOLDS = _thresholds()
