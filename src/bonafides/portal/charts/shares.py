"""How a whole is made up: one bar a label, all of the same length, parted by the series."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from bonafides.portal.charts.bars import LINE, SPACE
from bonafides.portal.charts.drawing import Bar, Drawing, Table, Words
from bonafides.portal.charts.figure import Figure
from bonafides.portal.charts.lettering import NARROW, SIZE, broken, width
from bonafides.portal.charts.series import FigureRefusedError, Series, exactly, number_text

THICK = 22


@dataclass(frozen=True)
class Shares(Figure):
    """Parts of a whole; what is absent has no part. A label whose whole is nothing has no bar."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if any(value is not None and exactly(value) < 0 for one in self.series for value in one.values):
            raise FigureRefusedError(f"{self.title}: no part of a whole is less than nothing")

    def whole(self, place: int) -> Fraction:
        """The sum of the parts at a label."""
        return sum((exactly(one.values[place] or 0) for one in self.series), Fraction(0))

    def table(self) -> Table:
        """Each number with its part of the whole."""
        rows = [(label, [self._told(one, place) for one in self.series]) for place, label in enumerate(self.labels)]
        return Table(super().table().heads, rows)

    def _told(self, one: Series, place: int) -> str:
        value, whole = one.values[place], self.whole(place)
        text = one.text(place, self.unit)
        if value is None or not whole:
            return text
        return _("%(number)s (%(share)s %%)") % {"number": text, "share": round(exactly(value) * 100 / whole)}

    def draw(self) -> Drawing:
        drawing = Drawing()
        for place, label in enumerate(self.labels):
            whole, top = self.whole(place), drawing.height
            text = f"{number_text(whole)}{self.unit}"
            for number, line in enumerate(broken(label, NARROW - width(text) - SIZE)):
                drawing.words.append(Words(Fraction(0), top + SIZE + number * LINE, line))
                drawing.height += LINE
            drawing.words.append(Words(Fraction(1), top + SIZE, text, "end", soft=True))
            done = Fraction(0)
            for series, one in enumerate(self.series, 1):
                part = exactly(one.values[place] or 0) / whole if whole else Fraction(0)
                if part:
                    drawing.bars.append(Bar(done, done + part, drawing.height, THICK, series))
                done += part
            drawing.height += THICK + SPACE
        return drawing
