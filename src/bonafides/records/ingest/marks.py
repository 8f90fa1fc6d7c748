"""What keeps a spreadsheet from running a cell of an export: an apostrophe in front, taken off again on the way in."""

from __future__ import annotations

import polars as pl

# A spreadsheet runs what begins so; it may skip blanks, and its own mark for text, before it looks.
_RUNS = r"^'*[\s\x{feff}]*[=+@＝＋＠－-]|^'*[\t\r\n]"
_HARMLESS = r"^'*\s*-(?:[0-9][0-9,]*(?:\.[0-9]*)?%?|\.[0-9]+|-*)\s*$"  # a negative number, a dash for nothing
_MARK = "'"


def marked(cell: pl.Expr) -> pl.Expr:
    """Text cells with the mark in front of those that a spreadsheet would run; negative numbers are left alone."""
    return pl.when(~_would_run(cell)).then(cell).otherwise(pl.concat_str(pl.lit(_MARK), cell))


def unmarked(cell: pl.Expr) -> pl.Expr:
    """The inverse of `marked`, exactly: an apostrophe of the original stays."""
    return pl.when(cell.str.starts_with(_MARK) & _would_run(cell)).then(cell.str.slice(1)).otherwise(cell)


def _would_run(cell: pl.Expr) -> pl.Expr:
    return cell.str.contains(_RUNS) & ~cell.str.contains(_HARMLESS)
