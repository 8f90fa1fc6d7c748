"""Checking a whole column at once: equal to the single check of the scheme, row by row."""

import polars as pl

from . import natural_person
from .bulk_uscc import validate_uscc
from .check import Check, Scheme
from .uscc import Uscc

SCHEMA = pl.Schema(
    {"code": pl.String, "valid": pl.Boolean, "reason": pl.String, "warnings": pl.String, "changes": pl.String}
)


def validate(series: pl.Series, scheme: Scheme) -> pl.DataFrame:
    """Check a column of strings.

    Returns one row a cell: `code` (null unless valid), `valid`, `reason` (null when valid), `warnings` and
    `changes` (machine codes joined by a comma, the empty text for none). A null is `missing`. Raises
    TypeError for a column of another type than String.
    """
    if series.dtype != pl.String:
        raise TypeError(f"a column of strings is checked, not one of {series.dtype}")
    return validate_uscc(series, scheme) if type(scheme) is Uscc else _one_by_one(series, scheme)


def contains_person_number(series: pl.Series) -> pl.Series:
    """Say of each free text of a column whether a natural person's number is in it. A null holds none."""
    hits = [text for text in series.filter(_suspects(series)).unique().to_list() if natural_person.find_in(text)]
    return series.is_in(pl.Series(hits, dtype=pl.String).implode()).fill_null(value=False)


def may_contain_person_number(text: pl.Expr) -> pl.Expr:
    """Say cheaply of a free text whether it is worth to look closer; null of a null."""
    return text.str.contains(natural_person.PREFILTER)


def mask_person_numbers(series: pl.Series) -> pl.Series:
    """Return the column with every natural person's number masked, as `natural_person.mask` does."""
    suspects = series.filter(_suspects(series)).unique().to_list()
    masked = {text: mask for text in suspects if (mask := natural_person.mask(text)) != text}
    return series.replace(list(masked), list(masked.values())) if masked else series


def _suspects(series: pl.Series) -> pl.Series:
    if series.dtype != pl.String:
        raise TypeError(f"free text is searched, not a column of {series.dtype}")
    return series.str.contains(natural_person.PREFILTER).fill_null(value=False)


def _one_by_one(series: pl.Series, scheme: Scheme) -> pl.DataFrame:
    """Check each different cell once."""
    answers: dict[str | None, tuple[object, ...]] = {None: (None, False, "missing", "", "")}
    rows = []
    for cell in series.to_list():
        if (row := answers.get(cell)) is None:
            row = answers[cell] = _row(scheme.check(cell))
        rows.append(row)
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _row(check: Check) -> tuple[object, ...]:
    return (check.code, check.valid, check.reason, ",".join(check.warnings), ",".join(check.changes))
