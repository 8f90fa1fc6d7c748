"""What every figure has, and a name for it on its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext as _

from bonafides.portal.charts.drawing import Drawing, Table
from bonafides.portal.charts.series import Series, check


@dataclass(frozen=True)
class Figure:
    """A title, labels, and one series or more over them."""

    title: str
    labels: Sequence[str]
    series: Sequence[Series]
    unit: str = ""
    """What stands right after each number, such as " %" or " days"."""
    note: str = ""
    """What the reader must know beside it: what was counted, from where, what is left out."""
    head: str = ""
    """What the labels are, for the table."""

    def __post_init__(self) -> None:
        check(self.title, self.labels, self.series)

    @property
    def key(self) -> str:
        """A name that is unlike that of any other figure of a page, and the same each time."""
        return "f" + sha256(repr((type(self).__name__, self.title, self.series)).encode()).hexdigest()[:8]

    @property
    def kind(self) -> str:
        """Its kind, for the sheet."""
        return type(self).__name__.lower()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return all(value is None for one in self.series for value in one.values)

    def draw(self) -> Drawing:
        """The shapes."""
        raise NotImplementedError

    def table(self) -> Table:
        """The numbers, as a table with a row for each label."""
        rows = [(label, [one.text(place, self.unit) for one in self.series]) for place, label in enumerate(self.labels)]
        return Table([self.head or _("What"), *(one.name for one in self.series)], rows)

    @property
    def described(self) -> str:
        """In one sentence, what the picture shows to whoever sees it."""
        told = []
        for one in self.series:
            found = [(value, place) for place, value in enumerate(one.values) if value is not None]
            if found:
                low, high = min(found)[1], max(found)[1]
                told.append(
                    _("%(name)s: from %(low)s (%(low_label)s) to %(high)s (%(high_label)s)")
                    % {"name": one.name, "low": one.text(low, self.unit), "low_label": self.labels[low],
                       "high": one.text(high, self.unit), "high_label": self.labels[high]}
                )  # fmt: skip
        return _("; ").join(told) or _("No figures yet.")
