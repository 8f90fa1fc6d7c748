"""Bars that lie: a label above them, the number at the right, so that long names and narrow screens both have room."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from bonafides.portal.charts.drawing import Bar, Drawing, Rule, Words
from bonafides.portal.charts.figure import Figure
from bonafides.portal.charts.lettering import NARROW, SIZE, broken, width
from bonafides.portal.charts.scale import Axis, axis_of

LINE, BAR, GAP, SPACE = 20, 14, 3, 14


@dataclass(frozen=True)
class Bars(Figure):
    """One row a label, one bar a series, all from the same line of zero."""

    def draw(self) -> Drawing:
        drawing, axis = Drawing(), axis_of(value for one in self.series for value in one.values)
        for place, label in enumerate(self.labels):
            self._row(drawing, axis, place, label)
        if axis.zero:  # else every bar begins at the left, and a rule would run through the words
            drawing.rules.append(Rule(axis.zero * self._room, 0, axis.zero * self._room, drawing.height, zero=True))
        return drawing

    @property
    def _room(self) -> Fraction:
        """The part of the width for bars; with several series their numbers stand at the right of them."""
        return Fraction(1) if len(self.series) == 1 else Fraction(3, 4)

    def _row(self, drawing: Drawing, axis: Axis, place: int, label: str) -> None:
        alone = len(self.series) == 1
        room = NARROW - (width(self.series[0].text(place, self.unit)) + SIZE if alone else 0)
        top = drawing.height
        for number, line in enumerate(broken(label, room)):
            drawing.words.append(Words(Fraction(0), top + SIZE + number * LINE, line))
            drawing.height += LINE
        for series, one in enumerate(self.series, 1):
            text, value = one.text(place, self.unit), one.values[place]
            if alone:
                drawing.words.append(Words(Fraction(1), top + SIZE, text, "end"))
            else:
                drawing.words.append(Words(Fraction(1), drawing.height + SIZE - 2, text, "end", soft=True))
            if value is not None:
                left, right = sorted((axis.zero * self._room, axis.part(value) * self._room))
                drawing.bars.append(Bar(left, right, drawing.height, BAR, series))
            drawing.height += BAR + GAP
        drawing.height += SPACE - GAP
