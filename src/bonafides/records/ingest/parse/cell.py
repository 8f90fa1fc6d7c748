"""One cell of a mapping as an expression: nulls, extraction, parse rule, code list, default."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from bonafides.packs.mapping import Cell
from bonafides.records.ingest.faults import Reason
from bonafides.records.ingest.parse.dates import date, era_date, in_calendar
from bonafides.records.ingest.parse.money import money
from bonafides.records.ingest.parse.text import boolean, decimal, integer, strings, text

EXPECTED = {
    "text": "text",
    "integer": "a whole number",
    "decimal": "a number",
    "money": "an amount of money in yuan, exact to the fen",
    "date": "a date such as 2024-03-05 or 2024年3月5日",
    "era-date": "a Japanese era date such as H30.10.16",
    "boolean": "yes or no",
    "list": "a list",
}


@dataclass(frozen=True)
class Reading:
    """How one cell is read, in two steps, so that no step is computed twice.

    `given` is the cell as text, null where it is empty. `value` makes the typed value of a column of such text; where a
    text was there and the value is null, the row fails for `reason` (unless `lenient`).
    """

    given: pl.Expr
    value: Callable[[pl.Expr], pl.Expr]
    reason: Reason
    expected: str
    lenient: bool = False


def plain(column: str, schema: pl.Schema, nulls: tuple[str, ...]) -> pl.Expr:
    """A source column as trimmed text, null for every cell that means nothing."""
    cell = text(pl.col(column), schema[column])
    return pl.when(~cell.is_in(nulls)).then(cell)


def reading(cell: Cell, rule: str, schema: pl.Schema, nulls: tuple[str, ...]) -> Reading:
    """How a cell is read under the parse rule `rule` (its own, or the one its fact's type implies)."""
    if cell.column is None:
        return Reading(_constant(cell.const, rule), lambda given: given, Reason.UNREADABLE, "")
    if rule == "date" and schema[cell.column] == pl.Date and not (cell.unless or cell.extract or cell.default):
        return Reading(pl.col(cell.column), in_calendar, Reason.UNREADABLE, EXPECTED[rule])
    given = plain(cell.column, schema, nulls)
    if cell.unless is not None:
        other = text(pl.col(cell.unless.column), schema[cell.unless.column])
        truth = isinstance(cell.unless.equals, bool)
        same = boolean(other) == cell.unless.equals if truth else other == str(cell.unless.equals)
        given = pl.when(~same.fill_null(value=False)).then(given)
    if cell.extract is not None:
        found = given.str.extract(cell.extract, 1).str.strip_chars()
        given = pl.when(found != "").then(found)
    if cell.default is not None:
        given = given.fill_null(cell.default)
    if cell.codes is not None:
        return _coded(cell, rule, given)
    return Reading(given, lambda column: _read(cell, rule, column), Reason.UNREADABLE, EXPECTED[rule])


def _constant(value: str | bool | int | None, rule: str) -> pl.Expr:  # noqa: FBT001
    if rule in ("date", "era-date"):
        return pl.lit(value).str.to_date("%Y-%m-%d")
    return pl.lit([value], pl.List(pl.String)) if rule == "list" else pl.lit(value)


def _read(cell: Cell, rule: str, given: pl.Expr) -> pl.Expr:
    match rule:
        case "integer":
            return integer(given)
        case "decimal":
            return decimal(given, cell.scale)
        case "money":
            return money(given, cell.unit)
        case "date":
            return date(given)
        case "era-date":
            return era_date(given)
        case "boolean":
            return boolean(given)
        case "list":
            return strings(given, cell.separator)
    return given


def _coded(cell: Cell, rule: str, given: pl.Expr) -> Reading:
    """A code list: each cell, or each element of a list, to the catalogue's word for it."""
    codes = cell.codes or {}
    known = ", ".join(list(codes)[:12]) + (", …" if len(codes) > 12 else "")
    dtype = pl.Boolean if all(isinstance(value, bool) for value in codes.values()) else pl.String
    words = {key: value if dtype == pl.Boolean else str(value) for key, value in codes.items()}

    def look_up(value: pl.Expr) -> pl.Expr:
        if cell.otherwise == "keep" and dtype == pl.String:
            return value.replace(words)
        return value.replace_strict(words, default=None, return_dtype=dtype)

    def value(column: pl.Expr) -> pl.Expr:
        if rule == "list":
            found = strings(column, cell.separator).list.eval(look_up(pl.element()))
            if cell.otherwise == "null":
                return found.list.drop_nulls()
            return pl.when(found.list.len() == found.list.drop_nulls().list.len()).then(found)
        return look_up(column).cast(pl.Int64, strict=False) if rule == "integer" else look_up(column)

    return Reading(given, value, Reason.CODE_LIST, f"one of {known}", lenient=cell.otherwise == "null")
