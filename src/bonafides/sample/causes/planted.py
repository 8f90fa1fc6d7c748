"""The rows that make each signal true, of businesses for whom it was not: a mapping, and its rows, by the name of the card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import polars as pl

from bonafides.sample.draws import Bools, Ints
from bonafides.sample.forms import SOLE_TRADER
from bonafides.sample.industries import FOOD, INDUSTRIES
from bonafides.sample.population import FOREVER, IN_BUSINESS, Block
from bonafides.sample.rows.annual_reports import report_rows
from bonafides.sample.rows.commitments import REPAIR, commitment_rows
from bonafides.sample.rows.complaints import complaint_rows
from bonafides.sample.rows.licences import FOOD_TRADE, TERM, holders, licence_rows
from bonafides.sample.rows.penalties import Decisions, penalty_rows
from bonafides.sample.rows.registrations import enterprises
from bonafides.sample.rows.reporting import reporting
from bonafides.sample.rows.sheet import AT, SLOTS, Events
from bonafides.sample.texts import dates, reference, working_day

_FREE = 88  # the first of the slots that nothing else of a business takes
_TRADE = [place for place, one in enumerate(INDUSTRIES) if one.section == "F"]
_ADDRESS = "澄岚县望栖镇人民路9号5层501室"
Rows = tuple[str, pl.DataFrame]


class Cause(NamedTuple):
    """`who`: of a block, those for whom it may be planted; `rows`: what comes of those at these places."""

    card: str
    many: int
    who: Callable[[Block], Bools]
    rows: Callable[[Block, Ints], list[Rows]]


def events(block: Block, at: Ints, *ago: int) -> Events:
    """For each business one event so many days ago, for each of `ago`."""
    slot = np.tile(np.arange(len(ago)), len(at))
    places = np.repeat(at, len(ago))
    day = working_day(block.as_of - np.array(ago)[slot])
    return Events(block, places, block.number[places] * SLOTS + _FREE + slot, day)


def _settled(block: Block) -> Bools:
    """In business, and long enough that what is planted came after its beginning."""
    found: Bools = (block.status == IN_BUSINESS) & ~block.odd_code & (block.established < block.as_of - TERM - 60)
    return found


def _companies(block: Block) -> Bools:
    found: Bools = _settled(block) & (block.group != SOLE_TRADER)
    return found


def _silent(block: Block) -> Bools:
    """Whose report of last year is due, and has not come."""
    last = reporting(block)[-1]
    found: Bools = _settled(block) & last.due & (last.day == FOREVER)
    return found


def _silent_traders(block: Block) -> Bools:
    """The same, of the section that has most businesses: an outlier needs many to be held against."""
    found: Bools = _silent(block) & np.isin(block.industry, _TRADE)
    return found


def _unlicensed(block: Block) -> Bools:
    """Whose trade is food, and who never had a licence."""
    found: Bools = _settled(block) & (block.traits & FOOD > 0) & ~holders(block, FOOD_TRADE)
    return found


def _complaints(block: Block, at: Ints) -> list[Rows]:
    return [("mr-complaints", complaint_rows(events(block, at, 24, 19, 15, 12, 9, 6, 4, 2), prepaid=True))]


def _lapsed(block: Block, at: Ints) -> list[Rows]:
    ended = events(block, at, 12 + TERM)
    return [("mr-licences", licence_rows(ended, FOOD_TRADE, ended.day))]


def _changed_after_penalty(block: Block, at: Ints) -> list[Rows]:
    penalised = penalty_rows(Decisions(events(block, at, 46)))
    penalised = penalised.with_columns(失信程度=pl.lit("一般"), 处罚程序=pl.lit("普通程序"))
    return [("mr-penalties", penalised), ("mr-enterprise-registrations", _changed(events(block, at, 11)))]


def _one_address(block: Block, at: Ints) -> list[Rows]:
    moved = _changed(events(block, at, 16)).with_columns(住所=pl.lit(_ADDRESS))
    return [("mr-enterprise-registrations", moved)]


def _changed(what: Events) -> pl.DataFrame:
    """The registration of each business as it last stood, changed on the day of its event."""
    before = enterprises(what.block).filter(pl.col(AT).is_in(what.at))
    rows = before.group_by(AT, maintain_order=True).last().sort(AT).select(before.columns)
    order = np.argsort(what.at)
    new = Events(what.block, what.at[order], what.key[order], what.day[order])
    return rows.with_columns(
        reference("DJ", new.key).alias("业务流水号"),
        pl.lit("变更").alias("业务类型"),
        dates(new.day).alias("核准日期"),
        new.numbered("澄市监登字").alias("登记通知书文号"),
    )


def _repaired_again(block: Block, at: Ints) -> list[Rows]:
    pledged = events(block, at, 310, 33)
    return [("mr-commitments", commitment_rows(pledged, np.full_like(pledged.at, REPAIR)))]


def _contradicts(block: Block, at: Ints) -> list[Rows]:
    """More tax than revenue: a digit too many."""
    rows = _reported(block, at, 9)
    return [("mr-annual-reports", rows.with_columns((pl.col("营业总收入(万元)").str.replace(".", "0.", literal=True))
                                                    .alias("纳税总额(万元)")))]  # fmt: skip


def _outlier(block: Block, at: Ints) -> list[Rows]:
    """Yuan where ten thousand yuan were meant."""
    rows = _reported(block, at, 20)
    slip = pl.col("营业总收入(万元)").str.replace(".", "", literal=True) + "00.00"
    return [("mr-annual-reports", rows.with_columns(slip.alias("营业总收入(万元)")))]


def _reported(block: Block, at: Ints, ago: int) -> pl.DataFrame:
    """The report of last year, late."""
    late = events(block, at, ago)
    return report_rows(late, np.full_like(late.at, reporting(block)[-1].year))


CAUSES: Sequence[Cause] = (
    Cause("report-outlier", 4, _silent_traders, _outlier),
    Cause("report-contradicts", 5, _silent, _contradicts),
    Cause("food-licence-lapsed", 5, _unlicensed, _lapsed),
    Cause("complaint-spike", 6, _settled, _complaints),
    Cause("change-after-penalty", 4, _companies, _changed_after_penalty),
    Cause("repair-again", 4, _settled, _repaired_again),
    Cause("one-address", 24, _companies, _one_address),
)
"""In the order in which they choose: those for whom few qualify first, and nobody twice."""
