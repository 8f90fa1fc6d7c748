"""A schematic map: a tile for each division in the order of their codes, three side by side, each with its number and a level.

No outline is drawn: which division borders on which is no statistic, and a large one would look like much. Each level is measured
by the same length, so that two tiles can be compared wherever they lie.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from bonafides.portal.charts.drawing import Bar, Drawing, Rule, Words
from bonafides.portal.charts.figure import Figure
from bonafides.portal.charts.lettering import NARROW, SIZE, broken
from bonafides.portal.charts.series import FigureRefusedError, exactly

COLUMNS, LINE, LEVEL, GAP = 3, 18, 10, 18
BETWEEN = Fraction(1, 30)
"""The part of the width that stays free between two tiles."""


@dataclass(frozen=True)
class Tiles(Figure):
    """One series over divisions; a number that may not be told has no level."""

    def __post_init__(self) -> None:
        super().__post_init__()
        [one, *others] = self.series
        if others or any(value is not None and exactly(value) < 0 for value in one.values):
            raise FigureRefusedError(f"{self.title}: tiles show one series, and no number below nothing")

    def draw(self) -> Drawing:
        drawing, most = Drawing(), max((exactly(one) for one in self.series[0].values if one is not None), default=0)
        for first in range(0, len(self.labels), COLUMNS):
            self._row(drawing, range(first, min(first + COLUMNS, len(self.labels))), Fraction(most))
        return drawing

    def _row(self, drawing: Drawing, places: range, most: Fraction) -> None:
        wide = (1 - BETWEEN * (COLUMNS - 1)) / COLUMNS
        told = [broken(self.labels[place], NARROW / COLUMNS - SIZE) for place in places]
        top, high = drawing.height, max(len(lines) for lines in told) * LINE
        for column, (place, lines) in enumerate(zip(places, told, strict=True)):
            left = column * (wide + BETWEEN)
            for number, line in enumerate(lines):
                drawing.words.append(Words(left, top + SIZE + number * LINE, line))
            text, value = self.series[0].text(place, self.unit), self.series[0].values[place]
            drawing.words.append(Words(left, top + high + SIZE, text, soft=True))
            level = top + high + LINE + 4
            if value is not None and most:
                drawing.bars.append(Bar(left, left + wide * exactly(value) / most, level, LEVEL, 1))
            drawing.rules.append(Rule(left, level + LEVEL, left + wide, level + LEVEL))
        drawing.height = top + high + LINE + 4 + LEVEL + GAP
