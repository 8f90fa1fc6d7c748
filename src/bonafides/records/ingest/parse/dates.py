"""Dates as they are written in East Asian and Western files, and Japanese era dates."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - `date` is the parse rule here

import polars as pl

from bonafides.records.ingest.parse.text import folded

_TIME = (  # of day: 10:30, T10:30:00.5Z, 8:00 AM, 10时30分; anything else behind a date may change what it says
    r"[0-9]{1,2}(?::[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?|[时時](?:[0-9]{1,2}分(?:[0-9]{1,2}秒)?)?)"
    r"\s*(?:[AaPp][Mm]|Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_SEPARATED = (
    rf"^([0-9]{{4}})\s*[-/.年]\s*([0-9]{{1,2}})\s*[-/.月]\s*([0-9]{{1,2}})\s*(?:日\s*{_TIME}|日?(?:[T ]\s*{_TIME})?)$"
)
_ISO = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_SOLID = r"^([0-9]{4})([0-9]{2})([0-9]{2})$"

# First year of each era, and its first and last day (Ordinance of the Imperial House; the last day is the change).
ERAS = {
    "明治": ("M", 1868, "1868-01-25", "1912-07-29"),
    "大正": ("T", 1912, "1912-07-30", "1926-12-24"),
    "昭和": ("S", 1926, "1926-12-25", "1989-01-07"),
    "平成": ("H", 1989, "1989-01-08", "2019-04-30"),
    "令和": ("R", 2019, "2019-05-01", "9999-12-31"),
}
_SIGNS = {"㍾": "明治", "㍽": "大正", "㍼": "昭和", "㍻": "平成", "㋿": "令和"}
_ERA = r"^([MTSHR]|明治|大正|昭和|平成|令和)\s*(元|[0-9]{1,2})\s*[.年/-]\s*([0-9]{1,2})\s*[.月/-]\s*([0-9]{1,2})\s*日?$"


def date(cell: pl.Expr) -> pl.Expr:
    """2024-03-05, 2024/3/5, 2024.3.5, 20240305, 2024年3月5日; a time of day behind it is dropped."""
    return cell.map_batches(_date, return_dtype=pl.Date)


def _date(column: pl.Series) -> pl.Series:
    if column.str.contains(_ISO).all():  # most files; nulls do not count
        plain = column.str.to_date("%Y-%m-%d", strict=False, exact=True)
        return plain.to_frame("day").select(in_calendar(pl.col("day"))).to_series()
    written = column.drop_nulls().unique()  # few days, however many rows
    return column.replace_strict(written, _by_parts(written), default=None, return_dtype=pl.Date)


def _by_parts(column: pl.Series) -> pl.Series:
    text = folded(pl.col("text"))
    parts = (
        column.alias("text").to_frame()
        .with_columns(a=text.str.extract_groups(_SEPARATED), b=text.str.extract_groups(_SOLID))
        .select(pl.coalesce(pl.col("a").struct[at], pl.col("b").struct[at]).alias(str(at)) for at in range(3))
    )  # fmt: skip
    return parts.select(_checked(pl.col("0"), pl.col("1"), pl.col("2"))).to_series()


def _checked(year: pl.Expr, month: pl.Expr, day: pl.Expr) -> pl.Expr:
    """The day, or null where the calendar has none such."""
    iso = pl.concat_str(year.str.zfill(4), month.str.zfill(2), day.str.zfill(2), separator="-")
    return in_calendar(iso.str.to_date("%Y-%m-%d", strict=False, exact=True))


def in_calendar(day: pl.Expr) -> pl.Expr:
    """The day, or null where Python and PostgreSQL have none such: before the year 1 or after 9999."""
    return pl.when(day.dt.year().is_between(1, 9999)).then(day)


def era_date(cell: pl.Expr) -> pl.Expr:
    """H30.10.16, 平成30年10月16日, R元.5.20. A day before its era, or after the year in which it ended, is no date.

    Forms printed before an era ended stay in use: 平成31年5月1日 is read as the first day of 令和.
    """
    return cell.map_batches(_era_date, return_dtype=pl.Date)


def _era_date(column: pl.Series) -> pl.Series:
    letters = {letter: name for name, (letter, *_) in ERAS.items()}
    first = {name: year for name, (_, year, *_) in ERAS.items()}
    last = {name: int(span[3][:4]) for name, span in ERAS.items()}
    begin = {name: Day.fromisoformat(span[2]) for name, span in ERAS.items()}
    era, in_era = pl.col("era"), pl.col("in_era")
    steps = (
        column.alias("text").to_frame()
        .select(folded(pl.col("text")).str.replace_many(_SIGNS).str.extract_groups(_ERA))
        .select(pl.col("text").struct.rename_fields(["era", "in_era", "month", "day"]))
        .unnest("text")
        .with_columns(era.replace(letters), in_era.replace({"元": "1"}).cast(pl.Int32, strict=False))
        .with_columns(year=era.replace_strict(first, default=None, return_dtype=pl.Int32) + in_era - 1)
        .with_columns(value=_checked(pl.col("year").cast(pl.String), pl.col("month"), pl.col("day")))
    )  # fmt: skip
    begun = pl.col("value") >= era.replace_strict(begin, default=None, return_dtype=pl.Date)
    not_over = pl.col("year") <= era.replace_strict(last, default=None, return_dtype=pl.Int32)
    return steps.select(pl.when(begun & not_over & (in_era > 0)).then("value")).to_series()
