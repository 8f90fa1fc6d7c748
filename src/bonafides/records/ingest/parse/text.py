"""Any column as trimmed text, and the numbers and truth values written in it."""

from __future__ import annotations

import polars as pl

LARGEST_EXACT = 2**53 - 1


def text(column: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """A column of any type as trimmed text, as an officer would type it; blanks of every width are trimmed."""
    if dtype == pl.String:
        return column.str.strip_chars()
    if dtype in (pl.Float32, pl.Float64):
        whole = column.cast(pl.Int64, strict=False)
        return pl.when(column == whole).then(whole.cast(pl.String)).otherwise(column.cast(pl.String))
    if isinstance(dtype, pl.Datetime):
        return column.dt.to_string("iso:strict").str.slice(0, 10)
    if isinstance(dtype, pl.List):
        return column.list.join("\x1f")
    return column.cast(pl.String)


def integer(cell: pl.Expr) -> pl.Expr:
    """Whole numbers, thousands separated or not, within what JSON holds exactly."""
    plain = cell.str.replace_all("[,，]", "").str.replace(r"\.0+$", "")
    value = pl.when(plain.str.contains(r"^[+-]?\d{1,16}$")).then(plain).cast(pl.Int64, strict=False)
    return pl.when(value.abs() <= LARGEST_EXACT).then(value)


def decimal(cell: pl.Expr, scale: int | None) -> pl.Expr:
    """Decimal numbers as text without superfluous zeros, so that equal values are equal; `scale` is the most places."""
    plain = cell.str.replace_all("[,，]", "")
    places = r"\.?\d*" if scale is None else rf"(\.\d{{0,{scale}}})?0*" if scale else r"(\.0*)?"
    value = pl.when(plain.str.contains(rf"^[+-]?\d+{places}$")).then(plain)
    value = value.str.strip_prefix("+")
    fraction = value.str.contains(".", literal=True)
    value = pl.when(fraction).then(value.str.strip_chars_end("0").str.strip_chars_end(".")).otherwise(value)
    value = value.str.replace(r"^(-?)0+(\d)", "${1}${2}")
    return pl.when(value == "-0").then(pl.lit("0")).otherwise(value)


TRUE = ("true", "True", "TRUE", "1", "是", "yes", "Y")
FALSE = ("false", "False", "FALSE", "0", "否", "no", "N")


def boolean(cell: pl.Expr) -> pl.Expr:
    return pl.when(cell.is_in(TRUE)).then(pl.lit(value=True)).when(cell.is_in(FALSE)).then(pl.lit(value=False))


def strings(cell: pl.Expr, separator: str | None) -> pl.Expr:
    """A list of texts written in one cell; empty elements are dropped."""
    marks = f"[{separator}\x1f]" if separator else "[;；、,，\x1f]"
    parts = cell.str.replace_all(marks, "\x1f").str.split("\x1f")
    return parts.list.eval(pl.element().str.strip_chars()).list.eval(pl.element().filter(pl.element() != ""))
