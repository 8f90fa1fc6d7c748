"""What a figure is made of: a name and a number for each label; a number may be absent, or be told in other words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import isfinite

Number = int | float | Decimal | Fraction
MOST = 6
"""Series that can be told apart by pattern and colour."""


class FigureRefusedError(ValueError):
    """A figure that cannot be drawn: what was expected and what came."""


@dataclass(frozen=True)
class Series:
    """A name with one number for each label of its figure."""

    name: str
    values: Sequence[Number | None]
    """None: there is no number here, or it may not be told."""
    texts: Sequence[str] = ()
    """What stands in place of a number, such as "fewer than 5"; one for each label, empty where the number tells itself."""

    def text(self, place: int, unit: str = "") -> str:
        """The number at a place, as a person reads it."""
        if self.texts and self.texts[place]:
            return self.texts[place]
        value = self.values[place]
        return "—" if value is None else f"{number_text(value)}{unit}"


def number_text(value: Number) -> str:
    """Digits in threes; what is no whole number to one place, which a figure cannot show finer."""
    exact = exactly(value)
    if exact.denominator == 1:
        return f"{exact.numerator:,}"
    tenths = round(exact * 10)
    return f"{'-' if tenths < 0 else ''}{abs(tenths) // 10:,}.{abs(tenths) % 10}"


def exactly(value: Number) -> Fraction:
    """A number without rounding. Raises FigureRefusedError for one that is none."""
    if isinstance(value, float | Decimal) and not isfinite(value):
        raise FigureRefusedError(f"a figure shows numbers that are finite, not {value}")
    return Fraction(value)


def check(title: str, labels: Sequence[str], series: Sequence[Series]) -> None:
    """Raise FigureRefusedError where the series do not fit the labels, or are more than can be told apart."""
    if not 1 <= len(series) <= MOST:
        raise FigureRefusedError(f"{title}: from 1 to {MOST} series can be told apart, not {len(series)}")
    for one in series:
        if len(one.values) != len(labels) or (one.texts and len(one.texts) != len(labels)):
            raise FigureRefusedError(f"{title}: {len(labels)} labels, and {len(one.values)} numbers in {one.name!r}")
