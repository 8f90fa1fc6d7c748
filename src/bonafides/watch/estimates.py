"""What a share of random inspections says of everybody: inverse-probability weighting, with an interval.

Whom a draw may take, and how many of them, is committed to beforehand: so each business's chance of being seen is known, and
every one that is seen stands for as many as one through that chance. Whoever is sent for by law or by an order is a stratum of
its own, seen whole: it stands for itself. Over all draws that could have been, the estimate is right in the mean, whatever the
order of the others rests on (tests/watch/test_estimates.py counts them all). The share found among all who were inspected is not:
it says how good the choice was, and not how the businesses are.

The variance is that of stratified sampling without replacement. In it, not in the estimate, each share is drawn in to
(found + 1) / (seen + 2), so that a stratum in which nothing, or everything, was found is not told to be certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

_SURE = 1.959964
"""95 % of a normal distribution lie so many deviations from its mean."""


class NotSeenError(ValueError):
    """A stratum of which nobody was seen: of the whole nothing can be said."""


@dataclass(frozen=True)
class Seen:
    """A stratum: how many there are, how many of them chance chose and were inspected, and with a finding."""

    name: str
    size: int
    seen: int
    found: int

    def __post_init__(self) -> None:
        if not 0 <= self.found <= self.seen <= self.size:
            told = f"{self.found} with a finding, {self.seen} seen, of {self.size}"
            raise ValueError(f"stratum {self.name}: expected found ≤ seen ≤ size, came {told}")


@dataclass(frozen=True)
class Estimate:
    """A share of all businesses, and the ends of its interval at 95 %."""

    share: float
    spread: float
    """The standard deviation of its error."""
    seen: int
    size: int

    @property
    def low(self) -> float:
        """The lower end of the interval."""
        return max(0.0, self.share - _SURE * self.spread)

    @property
    def high(self) -> float:
        return min(1.0, self.share + _SURE * self.spread)


def estimate(strata: Iterable[Seen]) -> Estimate:
    """The share of all businesses of the strata that have a finding. Raises NotSeenError."""
    known = [one for one in strata if one.size]
    size = sum(one.size for one in known)
    if not size:
        raise NotSeenError("expected a stratum with businesses, came none")
    if blind := [one.name for one in known if not one.seen]:
        raise NotSeenError(
            f"expected an inspection that chance chose in every stratum, came none in {', '.join(blind)}"
        )
    share = sum(weighted(one) for one in known) / size
    spread = sqrt(sum(_variance(one) for one in known)) / size
    return Estimate(share, spread, sum(one.seen for one in known), size)


def combined(of: Sequence[tuple[Estimate, int]]) -> Estimate:
    """The mean of the estimates of draws, one after the other, each by its weight: how many chance was to take in it.

    Each is right in the mean given those before it, and its weight was settled before its seed: so the errors are uncorrelated.
    The size told is that of the last.
    """
    whole = sum(weight for _, weight in of)
    if not whole:
        raise NotSeenError("expected a draw that takes somebody, came none")
    share = sum(one.share * weight for one, weight in of) / whole
    spread = sqrt(sum((one.spread * weight) ** 2 for one, weight in of)) / whole
    return Estimate(share, spread, sum(one.seen for one, _ in of), of[-1][0].size)


def weighted(one: Seen) -> float:
    """How many of a stratum have a finding: each that was found stands for size ÷ seen."""
    return one.found * one.size / one.seen


def naive(strata: Sequence[Seen]) -> float:
    """The share found among all who were inspected: told beside the estimate, to show what it is not."""
    return sum(one.found for one in strata) / sum(one.seen for one in strata)


def _variance(one: Seen) -> float:
    """Of the number with a finding; nothing where all were seen."""
    if one.seen == one.size:
        return 0.0
    share = (one.found + 1) / (one.seen + 2)
    left = 1 - one.seen / one.size
    return one.size**2 * left * share * (1 - share) / max(one.seen - 1, 1)
