"""Amounts of yuan as Chinese files write them, to whole fen, without a float on the way."""

from __future__ import annotations

import polars as pl

from bonafides.packs.facts import LARGEST_EXACT
from bonafides.records.ingest.parse.text import WHOLE, folded

# Decimal places between a unit and one fen.
PLACES = {"元": 2, "千元": 5, "万元": 6, "亿元": 10}
_WRITTEN = 2  # places that most files write, whatever the unit
_IN_CELL = {"千": 5, "万": 6, "百万": 8, "千万": 9, "亿": 10}
_IN_CELL |= {f"{word}元": places for word, places in _IN_CELL.items()} | {"元": 2}
# The unit as it may stand behind the digits: 万, (万元), 元人民币, 万元整; a bare 元 is a unit too.
_UNIT = r"\s*[(]?\s*(?:人民币)?((?:亿|千万|百万|万|千)元?|元)\s*[(]?(?:人民币)?[)]?整?\s*[)]?$"
_NUMBER = rf"^([+-]?\s*¥?|¥\s*[+-])\s*({WHOLE})(?:\.([0-9]*))?\s*$"


def money(cell: pl.Expr, unit: str) -> pl.Expr:
    """`1,000(万元)`, `1000.5`, `￥12 元`, `3亿元` → fen.

    Null where it is no amount, has parts of a fen, or is too large. A unit written in the cell wins over `unit`; a
    bare 元 in the cell also does.
    """
    # Step by step over columns: an expression that names another twice computes it twice.
    return cell.map_batches(lambda column: _money(column, unit), return_dtype=pl.Int64)


def _money(column: pl.Series, unit: str) -> pl.Series:
    """Digits with two places or none, as nearly all are, by one look; the others step by step, at ten times the cost."""
    plain, cell = column.str.contains(_plain(unit)), pl.col("cell")
    two = cell.str.contains(".", literal=True)
    digits = pl.when(pl.lit(plain)).then(cell.str.replace(".", "", literal=True)).cast(pl.Int64)
    factor = pl.when(two).then(10 ** (PLACES[unit] - _WRITTEN)).otherwise(10 ** PLACES[unit])
    fen = column.alias("cell").to_frame().select(_exact(digits * factor)).to_series()
    odd = (~plain).arg_true()
    return fen.scatter(odd, _step_by_step(column.gather(odd), unit)) if odd.len() else fen


def _plain(unit: str) -> str:
    """Digits with two places or none, so few of them that the fen are no more than 16 digits."""
    return rf"^-?[0-9]{{1,{16 - PLACES[unit]}}}(?:\.[0-9]{{{_WRITTEN}}})?$"


def _exact(fen: pl.Expr) -> pl.Expr:
    return pl.when(fen.abs() <= LARGEST_EXACT).then(fen)


def _step_by_step(column: pl.Series, unit: str) -> pl.Series:
    cell = pl.col("cell")
    steps = (
        column.alias("cell").to_frame()
        .with_columns(folded(cell))
        .with_columns(written=cell.str.extract(_UNIT, 1))
        .with_columns(
            number=pl.when(pl.col("written").is_null()).then(cell).otherwise(cell.str.replace(_UNIT, "")),
            places=pl.col("written").replace_strict(_IN_CELL, default=PLACES[unit], return_dtype=pl.Int32),
        )
        .with_columns(pl.col("number").str.extract_groups(_NUMBER).struct.rename_fields(["sign", "whole", "part"]))
        .unnest("number")
        .with_columns(pl.col("part").fill_null(""), pl.col("whole").str.replace_all(",", "", literal=True))
        .with_columns(
            exact=pl.col("part").str.slice(pl.col("places")).str.strip_chars("0") == "",
            fraction=pl.col("part").str.pad_end(pl.col("places"), "0").str.slice(0, pl.col("places")),
        )
        .with_columns(digits=pl.concat_str("whole", "fraction").str.replace("^0+([0-9])", "${1}"))
        .with_columns(fits=pl.col("exact") & (pl.col("digits").str.len_bytes() <= 16))
        .with_columns(fen=pl.when("fits").then("digits").cast(pl.Int64))
    )  # fmt: skip
    fen = _exact(pl.col("fen"))
    return steps.select(pl.when(pl.col("sign").str.contains("-", literal=True)).then(-fen).otherwise(fen)).to_series()
