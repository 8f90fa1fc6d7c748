"""`indicators.yaml`: named aggregates over a business's records. See docs/reference/indicators.md for what each entry means."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from bonafides.packs.vocabulary import Citation, Entry, FactName, Identifier, Text
from bonafides.packs.wording import shown, wrong

Measure = Literal["count", "exists", "sum", "mean", "min", "max", "latest", "days_since"]
UNITS = ("days", "months", "years", "calendar_years")
# The measures of a fact; the others look at the records alone.
OF_A_FACT = ("sum", "mean", "min", "max", "latest")
# What these say where no record counts is fixed: 0, and false.
FIXED = ("count", "exists")
DATES = ("event_date", "valid_from", "valid_to")
"""The dates that every record has."""
MEAN_DIGITS = 2
"""Digits behind the point of a mean; the rest is cut off, so that it is one number in every engine."""

Length = int | FactName


class Window(Entry):
    """How far back from the as-of date: in one unit; a number, or the name of a parameter that holds one."""

    days: Length | None = None
    months: Length | None = None
    years: Length | None = None
    calendar_years: Length | None = None
    first_day: Literal["excluded", "included"] | None = None

    @model_validator(mode="after")
    def _one_length(self) -> Window:
        given = [unit for unit in UNITS if getattr(self, unit) is not None]
        if len(given) != 1:
            told = " and ".join(f"`{unit}`" for unit in given) or "none"
            raise wrong(f"one of {', '.join(f'`{unit}`' for unit in UNITS)}", told)
        length = getattr(self, given[0])
        if isinstance(length, int) and not 1 <= length <= 36_600:
            raise wrong("a length from 1 to 36,600", shown(length), at=(given[0],))
        if given[0] == "calendar_years" and self.first_day is not None:
            mend = "remove it: a calendar year begins on 1 January, and that day counts"
            raise wrong("no `first_day` beside `calendar_years`", shown(self.first_day), mend, ("first_day",))
        return self

    @property
    def unit(self) -> str:
        return next(unit for unit in UNITS if getattr(self, unit) is not None)

    @property
    def length(self) -> int | str:
        length: int | str = getattr(self, self.unit)
        return length


class Indicator(Entry):
    """One aggregate. Which records count: see the fields; what is made of them: `measure`."""

    indicator: FactName
    title: Text
    kinds: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    where: str | None = None
    holding: bool = False
    on: FactName = "event_date"
    window: Window | None = None
    measure: Measure
    of: FactName | None = None
    when_none: bool | int | str | date | None = None
    unit: str | None = None
    basis: Citation | tuple[Citation, ...] = ()
    note: str | Text | None = None

    @model_validator(mode="after")
    def _measured(self) -> Indicator:
        if self.measure in OF_A_FACT and self.of is None:
            raise wrong(f"an entry `of`: the fact whose {self.measure} is meant", "none", "add `of: …`")
        if self.measure not in OF_A_FACT and self.of is not None:
            expected = f"no `of`, as `{self.measure}` looks at the records alone"
            raise wrong(expected, shown(self.of), "remove it", ("of",))
        stated = "when_none" in self.model_fields_set
        if self.measure in FIXED and stated:
            fixed = "0" if self.measure == "count" else "false"
            expected = f"no `when_none`, as `{self.measure}` of no record is {fixed}"
            raise wrong(expected, shown(self.when_none), "remove it", ("when_none",))
        if self.measure not in FIXED and not stated:
            mend = "add `when_none: 0`, `when_none: null` or what the law says"
            raise wrong("an entry `when_none`: the value where no record counts", "none", mend)
        return self
