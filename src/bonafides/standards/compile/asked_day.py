"""The day that indicators are asked for: one for everyone, or one for each row of `entities`, in columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol

from bonafides.kernel.relational import build
from bonafides.kernel.relational.form import BOOLEAN, DATE, TEXT, Column, Constant, Expr
from bonafides.kernel.relational.values import Value
from bonafides.packs.indicator import Window
from bonafides.packs.pack import Pack
from bonafides.packs.parameter import exact
from bonafides.standards.compile.windows import first_day, length_of

AS_OF = "as_of"


class AskedDay(Protocol):
    """What depends on the day, as expressions."""

    @property
    def today(self) -> Expr:
        """The as-of date."""

    def since(self, window: Window) -> Expr | None:
        """The first day of a window; none where that lies before all days. Raises NoValueError."""

    def parameters(self) -> dict[str, Value]:
        """The parameters that have a value in force."""


@dataclass(frozen=True)
class OneDay:
    """The same day for everyone."""

    pack: Pack
    as_of: date

    @property
    def today(self) -> Constant:
        return build.day(self.as_of)

    def since(self, window: Window) -> Constant | None:
        first = first_day(window, length_of(window, self.pack, self.as_of), self.as_of)
        return build.day(first) if first > date.min else None

    def parameters(self) -> dict[str, Value]:
        return dict(parameters_on(self.pack, self.as_of))


def parameters_on(pack: Pack, as_of: date) -> dict[str, Constant]:
    """The parameters that have a value in force on a day, as constants."""
    found: dict[str, Constant] = {}
    for name, one in pack.parameters.items():
        if (given := one.on(as_of)) is not None:
            value = exact(one.type, given.value)
            found[name] = build.number(value) if isinstance(value, Decimal) else _plain(value)
    return found


def _plain(value: bool | str | date | None) -> Constant:  # noqa: FBT001  # a value, not a switch
    of = BOOLEAN if isinstance(value, bool) else DATE if isinstance(value, date) else TEXT
    return Constant(value, of)


@dataclass
class OwnDays:
    """A day of each row's own, in columns that whoever fills the table computes: `as_of`, and the first day of each window.

    Lengths and parameters are for all rows those of one day: an indicator means the same in every row.
    """

    pack: Pack
    meant_on: date
    windows: dict[str, Window] = field(default_factory=dict)

    @property
    def today(self) -> Column:
        return Column(AS_OF, DATE, nullable=False)

    def since(self, window: Window) -> Column:
        word = f"since {window.length} {window.unit}" + (" included" if window.first_day == "included" else "")
        self.windows[word] = window
        return Column(word, DATE, nullable=False)

    def parameters(self) -> dict[str, Value]:
        return dict(parameters_on(self.pack, self.meant_on))

    def values(self, as_of: date) -> dict[str, date]:
        """The columns of a row that is asked about on a day. Raises NoValueError."""
        starts = {
            word: first_day(one, length_of(one, self.pack, self.meant_on), as_of) for word, one in self.windows.items()
        }
        return {AS_OF: as_of, **starts}
