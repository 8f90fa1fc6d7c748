"""Any column as trimmed text, and the numbers and truth values written in it."""

from __future__ import annotations

from decimal import Decimal

import polars as pl

from bonafides.kernel.identifiers.normalise import FULL_WIDTH
from bonafides.packs.facts import LARGEST_EXACT
from bonafides.records.ingest.read.source import LIST_MARK

WHOLE = r"(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)"  # thousands separated, or not at all: 1,50 may be meant as 1.50


def text(column: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """A column of any type as trimmed text, as an officer would type it; blanks of every width are trimmed.

    A list begins with LIST_MARK, so that no rule but `list` takes it, and no mark within an element divides it.
    """
    if dtype == pl.String:
        return column.str.strip_chars()
    if dtype in (pl.Float32, pl.Float64):
        return column.map_batches(_written_out, return_dtype=pl.String)
    if isinstance(dtype, pl.Datetime):
        return column.dt.to_string("iso:strict").str.slice(0, 10)
    if isinstance(dtype, pl.Array):
        return text(column.cast(pl.List(dtype.inner)), pl.List(dtype.inner))
    if isinstance(dtype, pl.List):
        elements = column.list.eval(text(pl.element(), _type(dtype.inner))).list.drop_nulls()
        return pl.when(elements.list.len() > 0).then(pl.lit(LIST_MARK) + elements.list.join(LIST_MARK))
    return column.cast(pl.String).str.strip_chars()


def _type(inner: object) -> pl.DataType:
    return inner if isinstance(inner, pl.DataType) else inner()  # type: ignore[operator]


def _written_out(column: pl.Series) -> pl.Series:
    """Floats in digits: no exponent, no `.0` behind a whole number."""
    plain = column.cast(pl.String).str.strip_suffix(".0").replace("-0", "0")
    if not plain.str.contains("e", literal=True).any():
        return plain
    digits = [format(Decimal(cell), "f") if cell and "e" in cell else cell for cell in plain]
    return pl.Series(column.name, digits, dtype=pl.String)


# Not all of NFKC: a superscript or a circled digit is not the digit.
_PLAIN = {chr(wide): chr(plain) for wide, plain in FULL_WIDTH.items()} | {"￥": "¥", "\u3000": " "}


def folded(cell: pl.Expr) -> pl.Expr:
    """Full-width letters, digits and marks as the plain ones; a column without any costs next to nothing."""
    return cell.map_batches(_folded, return_dtype=pl.String)


def _folded(column: pl.Series) -> pl.Series:
    foreign = (column.str.len_bytes() != column.str.len_chars()).any()
    return column.str.replace_many(_PLAIN) if foreign else column


def integer(cell: pl.Expr) -> pl.Expr:
    """Whole numbers, thousands separated or not, within what JSON holds exactly."""
    return cell.map_batches(_integer, return_dtype=pl.Int64)


def _integer(column: pl.Series) -> pl.Series:
    if column.str.contains(r"^-?[0-9]{1,15}$").all():  # most files; nulls do not count
        return column.cast(pl.Int64)
    cell = pl.col("cell")
    found = folded(cell).str.extract(rf"^([+-]?{WHOLE})(?:\.0*)?$", 1).str.replace_all(",", "", literal=True)
    value = pl.when(found.str.len_bytes() <= 17).then(found).cast(pl.Int64, strict=False)
    return column.alias("cell").to_frame().select(pl.when(value.abs() <= LARGEST_EXACT).then(value)).to_series()


def decimal(cell: pl.Expr, scale: int | None) -> pl.Expr:
    """Decimal numbers as text without superfluous zeros, so that equal values are equal; `scale` is the most places."""
    places = "[0-9]*" if scale is None else f"[0-9]{{0,{scale}}}0*"
    value = folded(cell).str.extract(rf"^([+-]?{WHOLE}(?:\.{places})?)$", 1).str.replace_all(",", "", literal=True)
    value = value.str.strip_prefix("+")
    fraction = value.str.contains(".", literal=True)
    value = pl.when(fraction).then(value.str.strip_chars_end("0").str.strip_chars_end(".")).otherwise(value)
    value = value.str.replace(r"^(-?)0+([0-9])", "${1}${2}")
    return pl.when(value == "-0").then(pl.lit("0")).otherwise(value)


TRUE = ("true", "1", "是", "yes", "y")
FALSE = ("false", "0", "否", "no", "n")


def boolean(cell: pl.Expr) -> pl.Expr:
    """Yes or no, in small letters or capitals."""
    word = cell.str.to_lowercase()
    return pl.when(word.is_in(TRUE)).then(pl.lit(value=True)).when(word.is_in(FALSE)).then(pl.lit(value=False))


def strings(cell: pl.Expr, separator: str | None) -> pl.Expr:
    """A list of texts written in one cell; empty elements are dropped."""
    if separator is None:
        written = cell.str.replace_all("[;；、,，]", LIST_MARK)
    else:
        written = cell.str.replace_all(separator, LIST_MARK, literal=True)
    is_list = cell.str.starts_with(LIST_MARK)
    parts = pl.when(is_list).then(cell).otherwise(written).str.split(LIST_MARK)
    return parts.list.eval(pl.element().str.strip_chars()).list.eval(pl.element().filter(pl.element() != ""))
