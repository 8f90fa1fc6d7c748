"""What is left after each step, as a part of the first."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from bonafides.portal.charts.bars import Bars
from bonafides.portal.charts.series import FigureRefusedError, Series, exactly


@dataclass(frozen=True)
class Funnel(Bars):
    """Steps one after another, one series; each told with its share of the first, none above the one before."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if len(self.series) != 1:
            raise FigureRefusedError(f"{self.title}: a funnel has one series, not {len(self.series)}")
        known = [exactly(one) for one in self.series[0].values if one is not None]
        if any(later > earlier for earlier, later in pairwise(known)) or any(one < 0 for one in known):
            raise FigureRefusedError(f"{self.title}: no step has more than the one before it, or less than nothing")
        object.__setattr__(self, "series", (self._with_shares(self.series[0]),))

    def _with_shares(self, series: Series) -> Series:
        first = next((exactly(one) for one in series.values if one is not None), None)
        texts = []
        for place, value in enumerate(series.values):
            text = series.text(place, self.unit)
            if first and value is not None and place:
                text = _("%(number)s (%(share)s %%)") % {"number": text, "share": round(exactly(value) * 100 / first)}
            texts.append(text)
        return Series(series.name, series.values, texts)
