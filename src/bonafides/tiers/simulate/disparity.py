"""Who moves more than others: of each group, the share that moves to more risk, and to less, beside that of all others.

A group is told to differ from the others only where chance would hardly make it: by the interval of Wilson at 95 %. One that is
smaller than `FEW` is too small to tell anything. These are conventions of statistics, not of the law.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Literal

from bonafides.tiers.simulate.simulate import Moves, Simulation

FEW = 30
_Z = 1.959964
Verdict = Literal["more", "less", "alike", "few"]


@dataclass(frozen=True)
class Share:
    """How many of a group move one way. `others`: how many of all others, of how many. `verdict`: beside them."""

    count: int
    of: int
    others: int
    of_others: int
    verdict: Verdict

    @property
    def share(self) -> float:
        return self.count / self.of if self.of else 0.0

    @property
    def share_of_others(self) -> float | None:
        return self.others / self.of_others if self.of_others else None


@dataclass(frozen=True)
class Row:
    """One value of a group. Without an order of the results there is no up and down: then only `other` is filled."""

    group: str
    value: str
    businesses: int
    up: Share
    down: Share
    other: Share


def disparity(one: Simulation) -> list[Row]:
    """A row for each value of each group, the largest first."""
    every = [counts(one, one.moves)[way] for way in range(3)]
    rows = []
    for group, values in one.groups.items():
        for value, moves in sorted(values.items(), key=lambda pair: (-pair[1].total(), pair[0])):
            own, size = counts(one, moves), moves.total()
            shares = [_share(own[way], size, every[way] - own[way], one.businesses - size) for way in range(3)]
            rows.append(Row(group, value, size, *shares))
    return rows


def counts(one: Simulation, moves: Moves) -> tuple[int, int, int]:
    """How many move to more risk, to less, and to a result that has no place in the order."""
    up = down = other = 0
    rank = {tier: place for place, tier in enumerate(one.order)}
    for (before, after), count in moves.items():
        if before == after:
            continue
        if before not in rank or after not in rank:
            other += count
        elif rank[after] > rank[before]:
            up += count
        else:
            down += count
    return up, down, other


def _share(count: int, of: int, others: int, of_others: int) -> Share:
    return Share(count, of, others, of_others, verdict(count, of, others, of_others))


def verdict(count: int, of: int, others: int, of_others: int) -> Verdict:
    """Whether a group moves more than all others, less, or not so that it could be told."""
    if of < FEW or of_others < FEW:
        return "few"
    (low, high), (low_others, high_others) = wilson(count, of), wilson(others, of_others)
    return "more" if low > high_others else "less" if high < low_others else "alike"


def wilson(count: int, of: int) -> tuple[float, float]:
    """The interval of Wilson for a share at 95 %."""
    share, square = count / of, _Z**2
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = _Z * sqrt(share * (1 - share) / of + square / (4 * of**2)) / (1 + square / of)
    return max(0.0, middle - half), min(1.0, middle + half)
