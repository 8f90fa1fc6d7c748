"""Columns of text made fast: words by their place, dates, amounts, numbered references."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

import numpy as np
import polars as pl

from bonafides.sample.draws import Bools, Ints

EPOCH = date(1970, 1, 1)
_FIRST, _LAST = date(1960, 1, 1), date(2075, 1, 1)
_HUNDREDTHS = pl.Series([f".{part:02}" for part in range(100)])
_THREE = pl.Series([f",{part:03}" for part in range(1000)])


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - EPOCH).days


def words(choice: Sequence[str] | pl.Series, place: Ints) -> pl.Series:
    """The word at each place."""
    return pl.Series(choice).gather(pl.Series(place))


def where(condition: Bools, then: pl.Series, otherwise: pl.Series | str | None = None) -> pl.Series:
    """`then` where the condition holds, else `otherwise` (a column, one text, or nothing)."""
    other = otherwise if isinstance(otherwise, pl.Series) else pl.lit(otherwise, pl.String)
    return pl.select(pl.when(pl.Series(condition)).then(then).otherwise(other)).to_series()


def joined(*parts: pl.Series | str) -> pl.Series:
    """Columns and fixed texts, one behind the other."""
    columns = [
        part.alias(str(place)) if isinstance(part, pl.Series) else pl.lit(part) for place, part in enumerate(parts)
    ]
    return pl.select(pl.concat_str(columns)).to_series()


def dates(days: Ints, form: str = "%Y-%m-%d") -> pl.Series:
    """Days since 1970 as text in a `strftime` form; `%-m` and `%-d` have no leading zero."""
    return _calendar(form).gather(pl.Series(days - day_number(_FIRST)))


@cache
def _calendar(form: str) -> pl.Series:
    every = [_FIRST + timedelta(days) for days in range((_LAST - _FIRST).days)]
    plain = form.replace("%-m", "{0.month}").replace("%-d", "{0.day}")
    plain = plain.replace("%Y", "{0.year:04}").replace("%m", "{0.month:02}").replace("%d", "{0.day:02}")
    return pl.Series([plain.format(day) for day in every])


def whole(numbers: Ints) -> pl.Series:
    """Whole numbers as text."""
    return pl.Series(numbers).cast(pl.String)


def hundredths(numbers: Ints, grouped: Bools | None = None) -> pl.Series:
    """Amounts given in hundredths of their unit, as 1234.56; thousands set apart where `grouped`."""
    size, part = np.divmod(np.abs(numbers), 100)
    body = whole(size)
    if grouped is not None:
        marked = (size >= 1000) & (size < 1_000_000) & grouped
        body = where(marked, joined(whole(size // 1000), words(_THREE, size % 1000)), body)
    text = joined(body, words(_HUNDREDTHS, part))
    return where(numbers < 0, joined("-", text), text) if (numbers < 0).any() else text


def reference(letters: str, number: Ints) -> pl.Series:
    """A reference: letters and thirteen digits (fourteen would look like a number of a person)."""
    return joined(letters, whole(number + 10**12))


def working_day(days: Ints) -> Ints:
    """The same day, or the Friday before a weekend."""
    weekday = (days + 3) % 7
    return days - np.maximum(weekday - 4, 0)


def year_of(days: Ints) -> Ints:
    """The calendar year of each day."""
    years: Ints = days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    return years
