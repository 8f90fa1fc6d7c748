"""Lines over periods: labels of the axis stand on its rules, so that nothing at the left takes room."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from bonafides.portal.charts.drawing import Dot, Drawing, Rule, Words
from bonafides.portal.charts.figure import Figure
from bonafides.portal.charts.lettering import NARROW, SIZE, width
from bonafides.portal.charts.scale import Axis, axis_of
from bonafides.portal.charts.series import Number, number_text

TALL, TOP, FOOT = 200, 24, 28
INSET = Fraction(3, 100)
"""Of the width, at both ends: marks and labels of the first and last period are not cut."""


@dataclass(frozen=True)
class Lines(Figure):
    """One line a series; where a number is absent the line is broken."""

    def draw(self) -> Drawing:
        axis = axis_of(value for one in self.series for value in one.values)
        drawing = Drawing(height=TOP + TALL + FOOT)
        for tick in axis.ticks:
            y = _down(axis, tick)
            drawing.rules.append(Rule(Fraction(0), y, Fraction(1), y, zero=tick == 0))
            drawing.words.append(Words(Fraction(0), y - 4, f"{number_text(tick)}{self.unit}", soft=True))
        self._labels(drawing)
        for number, one in enumerate(self.series, 1):
            places = [None if value is None else (self._across(place), _down(axis, value))
                      for place, value in enumerate(one.values)]  # fmt: skip
            for before, after in pairwise(places):
                if before and after:
                    drawing.lines.append(Rule(before[0], before[1], after[0], after[1], number))
            drawing.dots += [Dot(place[0], place[1], number) for place in places if place]
        return drawing

    def _across(self, place: int) -> Fraction:
        last = len(self.labels) - 1
        return INSET + (1 - 2 * INSET) * (Fraction(place, last) if last else Fraction(1, 2))

    def _labels(self, drawing: Drawing) -> None:
        """As many labels as have room on a phone, the first and the last among them."""
        last = len(self.labels) - 1
        widest = max((width(one) for one in self.labels), default=0) + SIZE
        every = max(1, -(-last // (max(2, int(NARROW // widest)) - 1)))
        for place, label in enumerate(self.labels):
            if place == last or not place:
                at, where = ("start", Fraction(0)) if not place else ("end", Fraction(1))
                at, where = (at, where) if last else ("middle", self._across(place))
            elif place % every == 0 and self._across(place) * NARROW < NARROW - Fraction(widest) * 3 / 2:
                at, where = "middle", self._across(place)
            else:
                continue
            drawing.words.append(Words(where, TOP + TALL + FOOT - 6, label, at, soft=True))


def _down(axis: Axis, value: Number) -> float:
    return round(float(TOP + TALL * (1 - axis.part(value))), 1)
