"""What a file of an agency is: its rows, and what of its columns the planter of faults must know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import polars as pl

from bonafides.sample.population import Block

Format = Literal["csv", "csv-bom", "csv-gb18030", "xlsx", "jsonl", "parquet"]
USCC = "统一社会信用代码"


@dataclass(frozen=True)
class Submission:
    """One mapping's file.

    `date` is the column of the event, in the form `date_form`; `coded` one of a closed list, `needed` one that may not
    be empty (default: `coded`), `amount` one of money, `text` one of free text, `end` the end of the period that begins
    in `start` (default: `date`), `exclusive` the number that two records may not bear on one day. `mend` is what
    corrections change, to the next of `mended` where that is a closed list. `amended` of a million rows are corrected,
    withdrawn or annulled; registrations are `only_corrected`. In JSON `lists` are lists and `truths` true or false.
    `sheet` is Excel's.
    """

    mapping: str
    agency: str
    form: Format
    rows: Callable[[Block], pl.DataFrame]
    ref: str
    date: str
    coded: str
    mend: str
    needed: str | None = None
    amount: str | None = None
    text: str | None = None
    start: str | None = None
    end: str | None = None
    code: str = USCC
    date_form: str = "%Y-%m-%d"
    amended: int = 7_000
    only_corrected: bool = False
    exclusive: str | None = None
    lists: tuple[str, ...] = ()
    truths: tuple[str, ...] = ()
    sheet: str | None = None
    mended: tuple[str, ...] = ()
