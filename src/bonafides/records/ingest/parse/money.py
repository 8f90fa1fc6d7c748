"""Amounts of yuan as Chinese files write them, to whole fen, without a float on the way."""

from __future__ import annotations

import polars as pl

from bonafides.records.ingest.parse.text import LARGEST_EXACT

# Decimal places between the unit and one fen.
PLACES = {"元": 2, "千元": 5, "万元": 6, "亿元": 10}
_SHAPE = (
    r"^[¥￥]?\s*(?P<sign>[+-]?)(?P<whole>\d[\d,，]*)(?:\.(?P<part>\d*))?\s*"
    r"[(]?\s*(?:人民币)?\s*(?P<unit>亿|千万|百万|万|千)?元?\s*(?:人民币)?整?\s*[)]?$"
)
_IN_CELL = {"千": 5, "万": 6, "百万": 8, "千万": 9, "亿": 10}


def money(cell: pl.Expr, unit: str) -> pl.Expr:
    """`1,000(万元)`, `1000.5`, `￥12 元`, `3亿元` → fen. Null where it is no amount, has parts of a fen, or is too large.

    A unit written in the cell wins over `unit`; a bare 元 in the cell also does.
    """
    found = cell.str.extract_groups(_SHAPE)
    whole = found.struct.field("whole").str.replace_all("[,，]", "")
    part = found.struct.field("part").fill_null("")
    written = found.struct.field("unit")
    plain_yuan = cell.str.contains("元") & written.is_null()
    places = (
        pl.when(written.is_not_null())
        .then(written.replace_strict(_IN_CELL, default=None, return_dtype=pl.Int32))
        .when(plain_yuan)
        .then(pl.lit(PLACES["元"], pl.Int32))
        .otherwise(pl.lit(PLACES[unit], pl.Int32))
    )
    digits = pl.concat_str(whole, part.str.pad_end(places, "0").str.slice(0, places)).str.strip_chars_start("0")
    exact = part.str.slice(places).str.strip_chars("0") == ""
    value = pl.when(digits == "").then(pl.lit("0")).otherwise(digits)
    fen = pl.when(exact & (value.str.len_bytes() <= 16)).then(value).cast(pl.Int64, strict=False)
    fen = pl.when(fen <= LARGEST_EXACT).then(fen)
    return pl.when(found.struct.field("sign") == "-").then(-fen).otherwise(fen)
