"""Which entity reported for which year, and when: annual reports and the list of abnormal operations follow it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from bonafides.sample.draws import Bools, Ints
from bonafides.sample.forms import SOLE_TRADER
from bonafides.sample.population import FOREVER, Block
from bonafides.sample.texts import EPOCH, day_number, working_day

YEARS = 4
_IN_TIME = ((0, 5), (250, 90), (550, 150), (800, 172), (1000, 181))  # day of the year: most come in June
_LATE = ((0, 8), (500, 70), (850, 220), (1000, 700))  # days after the end of June


@dataclass(frozen=True)
class Reporting:
    """One year's reporting: `day` is when the report came, FOREVER where none has come up to now."""

    year: int
    due: Bools
    day: Ints
    late: Bools


def reporting(block: Block) -> list[Reporting]:
    """The last years whose reports are due or may be in."""
    today = date.fromordinal(EPOCH.toordinal() + block.as_of)
    return [_year(block, today.year - 1 - back) for back in reversed(range(YEARS))]


def _year(block: Block, year: int) -> Reporting:
    first, end = day_number(date(year + 1, 1, 1)), day_number(date(year + 1, 6, 30))
    due = (block.established < first) & (block.ended > end)
    number = block.number * 100 + year % 100
    careless = np.minimum(np.where(block.group == SOLE_TRADER, 32_000, 14_000) + block.risk * 9, 350_000)
    late = block.draws.chance("report late", number, careless)
    in_time = first + block.draws.quantile("report day", number, _IN_TIME)
    behind = end + block.draws.quantile("report delay", number, _LATE)
    never = block.draws.chance("report never", number, 350_000)
    day = working_day(np.where(late, behind, np.minimum(in_time, end)))
    gone = (late & never) | (day >= np.minimum(block.as_of, block.ended))
    return Reporting(year, due, np.where(gone, FOREVER, day), late & due)
