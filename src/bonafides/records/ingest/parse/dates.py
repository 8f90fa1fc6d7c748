"""Dates as they are written in East Asian and Western files, and Japanese era dates."""

from __future__ import annotations

import polars as pl

_SEPARATED = r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T].*)?$"
_SOLID = r"^(\d{4})(\d{2})(\d{2})$"

# First year of each era, and its first and last day (Ordinance of the Imperial House; the last day is the change).
ERAS = {
    "明治": ("M", 1868, "1868-01-25", "1912-07-29"),
    "大正": ("T", 1912, "1912-07-30", "1926-12-24"),
    "昭和": ("S", 1926, "1926-12-25", "1989-01-07"),
    "平成": ("H", 1989, "1989-01-08", "2019-04-30"),
    "令和": ("R", 2019, "2019-05-01", "9999-12-31"),
}
_ERA = r"^\s*([MTSHR]|明治|大正|昭和|平成|令和)\s*(元|\d{1,2})\s*[.年/-]\s*(\d{1,2})\s*[.月/-]\s*(\d{1,2})\s*日?$"


def date(cell: pl.Expr) -> pl.Expr:
    """2024-03-05, 2024/3/5, 2024.3.5, 20240305, 2024年3月5日; a time of day behind it is dropped."""
    separated, solid = cell.str.extract_groups(_SEPARATED), cell.str.extract_groups(_SOLID)
    year, month, day = (pl.coalesce(separated.struct[index], solid.struct[index]) for index in range(3))
    return _checked(year, month, day)


def _checked(year: pl.Expr, month: pl.Expr, day: pl.Expr) -> pl.Expr:
    """The day, or null where the calendar has none such."""
    iso = pl.concat_str(year.str.zfill(4), month.str.zfill(2), day.str.zfill(2), separator="-")
    return iso.str.to_date("%Y-%m-%d", strict=False, exact=True)


def era_date(cell: pl.Expr) -> pl.Expr:
    """H30.10.16, 平成30年10月16日, R元.5.20. A day before its era, or after the year in which it ended, is no date.

    Forms printed before an era ended stay in use: 平成31年5月1日 is read as the first day of 令和.
    """
    found = cell.str.extract_groups(_ERA)
    era = found.struct[0].replace({letter: name for name, (letter, *_) in ERAS.items()})
    in_era = found.struct[1].replace({"元": "1"}).cast(pl.Int32, strict=False)
    first = {name: year for name, (_, year, *_) in ERAS.items()}
    year = era.replace_strict(first, default=None, return_dtype=pl.Int32) + in_era - 1
    value = _checked(year.cast(pl.String), found.struct[2], found.struct[3])
    begin = era.replace_strict({name: span[2] for name, span in ERAS.items()}, default=None, return_dtype=pl.String)
    last = {name: int(span[3][:4]) for name, span in ERAS.items()}
    inside = (value >= begin.str.to_date()) & (year <= era.replace_strict(last, default=None, return_dtype=pl.Int32))
    return pl.when(inside & (in_era > 0)).then(value)
