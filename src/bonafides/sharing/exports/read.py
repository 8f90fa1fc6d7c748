"""A file that came back, whatever it went through: cells as text, alike where one thing can be written in many ways."""

from __future__ import annotations

import codecs
import csv
import io
import re
from decimal import Decimal, InvalidOperation
from pathlib import Path

import polars as pl
from fastexcel import FastExcelError

from bonafides.kernel.identifiers.normalise import BLANKS, FULL_WIDTH

ENCODINGS = ("utf-8-sig", "gb18030")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # without this mark nearly any bytes would pass for it
MOST_BYTES = 200_000_000
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[t ]?00:00(?::00(?:\.0*)?)?)?")
_NUMBER = re.compile(r"[+-]?[0-9][0-9,]*(\.[0-9]*)?")
_YES_NO = {"是": "true", "yes": "true", "否": "false", "no": "false"}


class NotReadableError(Exception):
    """A file that is no table that we can read."""


def read_cells(path: Path) -> list[list[str]]:
    """The rows of a CSV, TSV, Parquet or Excel file, the header among them. Raises NotReadableError."""
    if path.stat().st_size > MOST_BYTES:
        raise NotReadableError(
            f"{path}: expected up to {MOST_BYTES // 1_000_000} MB; give a part of the file, it is enough"
        )
    ending = path.suffix.lower()
    try:
        if ending in {".parquet", ".xlsx", ".xls", ".xlsb"}:
            frame = (
                pl.read_parquet(path)
                if ending == ".parquet"
                else pl.read_excel(path, has_header=False, infer_schema_length=0)
            )
            return [list(frame.columns), *([_text(one) for one in row] for row in frame.iter_rows())]
        return _delimited(path.read_bytes())
    except (pl.exceptions.PolarsError, FastExcelError, csv.Error, ValueError) as error:
        raise NotReadableError(
            f"{path}: expected a table (CSV, Parquet, Excel), came something else: {error}"
        ) from error


def alike(cell: str) -> str:
    """One writing for a cell, whether it was typed anew in other widths, cases, dates or figures."""
    text = BLANKS.sub("", cell.translate(FULL_WIDTH)).lower().lstrip("'")
    if not text:
        return ""
    if found := _DAY.fullmatch(text):
        return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
    if _NUMBER.fullmatch(text):
        try:
            return format(Decimal(text.replace(",", "")).normalize(), "f")
        except InvalidOperation:
            return text
    return _YES_NO.get(text, text)


def _delimited(content: bytes) -> list[list[str]]:
    for encoding in ("utf-16",) if content.startswith(_UTF_16) else ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeError:
            continue
        sample = text[:20_000]
        separator = max(",\t;|", key=sample.count)
        return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) if row]
    raise NotReadableError(f"expected text in one of {', '.join(ENCODINGS)}, came bytes that are none of them")


def _text(value: object) -> str:
    return "" if value is None else str(value)
