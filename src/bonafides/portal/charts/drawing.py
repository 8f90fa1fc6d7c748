"""What the template draws: shapes whose places across are percentages and down are pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from bonafides.portal.charts.scale import percent


@dataclass(frozen=True)
class Bar:
    """A rectangle of a series; `series` counts from 1."""

    left: Fraction
    right: Fraction
    top: int
    height: int
    series: int

    @property
    def x(self) -> str:
        return percent(self.left)

    @property
    def width(self) -> str:
        return percent(self.right - self.left)


@dataclass(frozen=True)
class Rule:
    """A straight line: of a series, or of the ground where `series` is 0; `zero` marks the line of zero."""

    from_x: Fraction
    from_y: float
    to_x: Fraction
    to_y: float
    series: int = 0
    zero: bool = False

    @property
    def x1(self) -> str:
        return percent(self.from_x)

    @property
    def x2(self) -> str:
        return percent(self.to_x)

    @property
    def y1(self) -> str:
        return f"{self.from_y:g}"

    @property
    def y2(self) -> str:
        return f"{self.to_y:g}"


@dataclass(frozen=True)
class Dot:
    """The mark of a series at a value."""

    at: Fraction
    y: float
    series: int

    @property
    def x(self) -> str:
        return percent(self.at)

    @property
    def top(self) -> str:
        return f"{self.y:g}"


@dataclass(frozen=True)
class Words:
    """A text; `anchor` as SVG names it."""

    at: Fraction
    y: float
    text: str
    anchor: str = "start"
    soft: bool = False

    @property
    def x(self) -> str:
        return percent(self.at)

    @property
    def top(self) -> str:
        return f"{self.y:g}"


@dataclass
class Drawing:
    """All shapes of a figure, in the order in which they are drawn."""

    height: int = 0
    rules: list[Rule] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    lines: list[Rule] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)


@dataclass(frozen=True)
class Table:
    """The numbers behind a figure: each row a label, then a text for each head after the first."""

    heads: Sequence[str]
    rows: Sequence[tuple[str, Sequence[str]]]
