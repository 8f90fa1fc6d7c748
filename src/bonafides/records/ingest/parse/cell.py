"""One cell of a mapping as an expression: nulls, extraction, parse rule, code list, default."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from bonafides.packs.mapping import Cell
from bonafides.records.ingest.faults import Reason
from bonafides.records.ingest.parse.dates import date, era_date
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
class Parsed:
    """`value` is null where the cell is empty or `failed`; `failed` is true where a cell was there and unreadable."""

    value: pl.Expr
    failed: pl.Expr
    reason: Reason
    expected: str


def plain(column: str, schema: pl.Schema, nulls: tuple[str, ...]) -> pl.Expr:
    """A source column as trimmed text, null for every cell that means nothing."""
    cell = text(pl.col(column), schema[column])
    return pl.when(~cell.is_in(nulls)).then(cell)


def parse_cell(cell: Cell, rule: str, schema: pl.Schema, nulls: tuple[str, ...]) -> Parsed:
    """The expressions of a cell under the parse rule `rule` (its own, or the one its fact's type implies)."""
    never = pl.lit(value=False)
    if cell.const is not None:
        return Parsed(pl.lit(cell.const), never, Reason.UNREADABLE, "")
    if cell.column is None:
        raise ValueError("a cell has a column or a constant")
    given = plain(cell.column, schema, nulls)
    if cell.unless is not None:
        other = text(pl.col(cell.unless.column), schema[cell.unless.column])
        wanted = str(cell.unless.equals).lower() if isinstance(cell.unless.equals, bool) else str(cell.unless.equals)
        given = pl.when(other.eq_missing(pl.lit(wanted))).then(None).otherwise(given)
    if cell.extract is not None:
        given = given.str.extract(cell.extract, 1)
    if cell.default is not None:
        given = given.fill_null(cell.default)
    if cell.codes is not None:
        return _coded(cell, rule, given)
    value = _read(cell, rule, given, schema)
    return Parsed(value, given.is_not_null() & value.is_null(), Reason.UNREADABLE, EXPECTED[rule])


def _read(cell: Cell, rule: str, given: pl.Expr, schema: pl.Schema) -> pl.Expr:
    if rule in ("integer", "decimal", "money", "date", "era-date"):
        given = given.str.normalize("NFKC")  # full-width digits and marks
    match rule:
        case "integer":
            return integer(given)
        case "decimal":
            return decimal(given, cell.scale)
        case "money":
            return money(given, cell.unit)
        case "date":
            if cell.column and cell.extract is None and schema[cell.column] == pl.Date and cell.unless is None:
                return pl.col(cell.column)
            return date(given)
        case "era-date":
            return era_date(given)
        case "boolean":
            return boolean(given)
        case "list":
            return strings(given, cell.separator)
    return given


def _coded(cell: Cell, rule: str, given: pl.Expr) -> Parsed:
    """A code list: each cell, or each element of a list, to the catalogue's word for it."""
    codes = cell.codes or {}
    known = ", ".join(list(codes)[:12]) + (", …" if len(codes) > 12 else "")
    dtype = pl.Boolean if all(isinstance(value, bool) for value in codes.values()) else pl.String
    words = {key: value if dtype == pl.Boolean else str(value) for key, value in codes.items()}

    def look_up(value: pl.Expr) -> pl.Expr:
        if cell.otherwise == "keep" and dtype == pl.String:
            return value.replace(words)
        return value.replace_strict(words, default=None, return_dtype=dtype)

    if rule == "list":
        parts = strings(given, cell.separator)
        value = parts.list.eval(look_up(pl.element()))
        lost = value.list.eval(pl.element().is_null()).list.any()
        value = value.list.drop_nulls() if cell.otherwise == "null" else pl.when(~lost).then(value)
    else:
        value = look_up(given)
        if rule == "integer":
            value = value.cast(pl.Int64, strict=False)
    failed = pl.lit(value=False) if cell.otherwise == "null" else given.is_not_null() & value.is_null()
    return Parsed(value, failed, Reason.CODE_LIST, f"one of {known}")
