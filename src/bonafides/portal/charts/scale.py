"""From numbers to places: an axis of round steps that always holds zero, worked out exactly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bonafides.portal.charts.series import Number, exactly

STEPS = 4
"""How many steps an axis has at most."""
_ROUND = (1, 2, 5, 10)


@dataclass(frozen=True)
class Axis:
    """From `low` to `high` by round steps. Zero is one of them."""

    low: Fraction
    high: Fraction
    step: Fraction

    @property
    def ticks(self) -> Sequence[Fraction]:
        """The steps, the lowest first."""
        return [self.low + number * self.step for number in range(int((self.high - self.low) / self.step) + 1)]

    def part(self, value: Number) -> Fraction:
        """Where a number lies on the axis: 0 at the lowest step, 1 at the highest."""
        return (exactly(value) - self.low) / (self.high - self.low)

    @property
    def zero(self) -> Fraction:
        """Where zero lies."""
        return self.part(0)


def axis_of(values: Iterable[Number | None]) -> Axis:
    """The axis on which all these numbers, and zero, lie; from 0 to 1 where there are none."""
    found = [exactly(one) for one in values if one is not None]
    low, high = min(found, default=Fraction(0)), max(found, default=Fraction(0))
    low, high = min(low, Fraction(0)), max(high, Fraction(0))
    if low == high:
        return Axis(Fraction(0), Fraction(1), Fraction(1))
    whole = all(one.denominator == 1 for one in found)
    step = _step((high - low) / STEPS)
    if whole:
        step = max(step, Fraction(1))
    return Axis(low // step * step, -(-high // step) * step, step)


def _step(least: Fraction) -> Fraction:
    """The smallest of 1, 2, 5 times a power of ten that is not below `least`."""
    power = Fraction(1)
    while power * 10 <= least:
        power *= 10
    while power > least:
        power /= 10
    return next(power * one for one in _ROUND if power * one >= least)


def percent(part: Fraction) -> str:
    """A part of the width, to hundredths of a per cent, as SVG writes it."""
    hundredths = round(part * 10_000)
    return f"{'-' if hundredths < 0 else ''}{abs(hundredths) // 100}.{abs(hundredths) % 100:02d}%"
