"""Registrations: one row a state of an entity's registration, from the day it was approved."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import numpy as np
import polars as pl

from bonafides.sample.draws import Bools, Ints
from bonafides.sample.forms import FORMS, SOLE_TRADER
from bonafides.sample.industries import INDUSTRIES
from bonafides.sample.names import Brands, foreign_names, operators
from bonafides.sample.population import IN_BUSINESS, Block
from bonafides.sample.rows.sheet import AUTHORITY, SLOTS, Cells, Events, table
from bonafides.sample.texts import dates, hundredths, joined, where, whole, words, working_day
from bonafides.sample.words import COUNTY, STREETS, TOWNS

ESTABLISHED, RENAMED, CHANGED, ENDED = range(4)
_ENDS = ("变更", "歇业", "吊销", "撤销登记", "注销", "迁出")  # by status
_STATUSES = ("存续", "歇业", "吊销", "撤销", "注销", "迁出")
_CAPITALS = (10, 30, 50, 100, 200, 300, 500, 1000, 2000, 5000, 10000, 30000)  # 万元
_CAPITAL_WEIGHTS = (60, 60, 140, 240, 140, 60, 150, 90, 30, 20, 8, 2)
_OPERATORS_CHANGE = (date(2022, 11, 1) - date(1970, 1, 1)).days
_ANOTHER = 4_999_999  # from the number of a business to that of another person
_SECTION = pl.Series([one.section for one in INDUSTRIES])
_CLASS = pl.Series([one.number for one in INDUSTRIES])


def enterprises(block: Block) -> pl.DataFrame:
    """Enterprises, cooperatives and other organisations."""
    states, step = _states(block)
    which = block.group[states.at] != SOLE_TRADER
    states, step = states.kept(which), step[which]
    number = block.number[states.at]
    form = block.form[states.at]
    turn_two = (step >= RENAMED) & block.renamed[states.at]
    has_brand = states.draws.chance("trade name", number, 300_000)
    foreign = (
        states.draws.chance("foreign name", number, np.where(form == 4, 900_000, 30_000)) & (form != 5) & (form < 6)
    )
    reading = where(turn_two, Brands(states.draws, number, 1).reading(), Brands(states.draws, number).reading())
    brand = where(turn_two, Brands(states.draws, number, 1).chinese(), Brands(states.draws, number).chinese())
    cells: Cells = {
        "原注册号": _place(block.registration_number, states),
        "名称": _names(states, turn_two),
        "商号": where(has_brand, brand),
        "外文名称": where(foreign, foreign_names(reading, block.industry[states.at])),
        "主体类型": words([one.title for one in FORMS], form),
        **_common(states, step),
        "注册资本(万元)": hundredths(_capital(states, step) * 100),
        "住所": _address(states, step),
        "登记通知书文号": states.numbered("澄市监登字"),
    }
    return table(states, "DJ", "业务流水号", "统一社会信用代码", cells)


def sole_traders(block: Block) -> pl.DataFrame:
    """Sole-trader businesses: what is said of the operator is a placeholder."""
    states, step = _states(block)
    which = block.group[states.at] == SOLE_TRADER
    states, step = states.kept(which), step[which]
    number = block.number[states.at]
    handed_on = _handed_on(states, step)
    new = np.isin(states.at, states.at[handed_on]) & (step >= CHANGED)
    cells: Cells = {
        "原注册号": _place(block.registration_number, states),
        "字号名称": _names(states, (step >= RENAMED) & block.renamed[states.at]),
        "经营者": operators(number + np.where(new, _ANOTHER, 0)),
        "联系电话": joined("990-", whole(states.draws.below("telephone", number, 9_000_000) + 1_000_000)),
        "组成形式": where(
            states.draws.chance("family", number, 60_000), _constant("家庭经营", len(number)), "个人经营"
        ),
        **(common := _common(states, step)),
        "业务类型": where(handed_on, _constant("经营者变更", len(number)), common["业务类型"]),
        "资金数额(万元)": hundredths((states.draws.below("funds", number, 30) + 1) * 100),
        "经营场所": _address(states, step),
    }
    return table(states, "DG", "业务流水号", "统一社会信用代码", cells)


def _handed_on(states: Events, step: Ints) -> Bools:
    """The changes by which another person runs the business: four in ten, since that is possible without a new code."""
    number = states.block.number[states.at]
    may = (step == CHANGED) & (states.day >= _OPERATORS_CHANGE)
    return np.asarray(may & states.draws.chance("handed on", number, 400_000), dtype=np.bool_)


@lru_cache(maxsize=1)
def _states(block: Block) -> tuple[Events, Ints]:
    """Every state of every entity of the block with its step, in order of entity and day."""
    long_enough = block.span >= 180
    share = np.where(block.group == SOLE_TRADER, 80_000, 260_000)
    there: list[Bools] = [
        np.ones(len(block.number), dtype=np.bool_),
        block.renamed,
        block.draws.chance("changed", block.number, share) & long_enough,
        block.status != IN_BUSINESS,
    ]
    day = [
        block.established,
        block.established + block.span * (50 + block.draws.below("renamed day", block.number, 400)) // 1000,
        block.established + block.span * (500 + block.draws.below("changed day", block.number, 400)) // 1000,
        block.ended,
    ]
    at = np.concatenate([np.flatnonzero(one) for one in there])
    step = np.repeat(np.arange(4), [int(one.sum()) for one in there])
    order = np.lexsort((step, at))
    at, step = at[order], step[order]
    days = np.stack(day)[step, at]
    return Events(block, at, block.number[at] * SLOTS + step, working_day(days)), step


def _common(states: Events, step: Ints) -> Cells:
    block = states.block
    status = np.where(step == ENDED, block.status[states.at], IN_BUSINESS)
    event = np.where(step == ESTABLISHED, 0, np.where(step == ENDED, block.status[states.at] + 1, 1))
    return {
        "登记状态": words(_STATUSES, status),
        "业务类型": words(("设立", *_ENDS), event),
        "成立日期": dates(working_day(block.established[states.at])),
        "核准日期": dates(states.day),
        "行业门类": words(_SECTION, block.industry[states.at]),
        "行业代码": words(_CLASS, block.industry[states.at]),
        "登记机关": AUTHORITY,
    }


def _names(states: Events, turn_two: Bools) -> pl.Series:
    return where(turn_two, _place(states.block.name, states), _place(states.block.first_name, states))


def _capital(states: Events, step: Ints) -> Ints:
    number = states.block.number[states.at]
    drawn = np.array(_CAPITALS)[states.draws.pick("capital", number, _CAPITAL_WEIGHTS)]
    return np.asarray(
        np.where((step >= CHANGED) & states.draws.chance("capital doubled", number, 300_000), drawn * 2, drawn)
    )


def _address(states: Events, step: Ints) -> pl.Series:
    """Every eighth company sits at one of a few shared addresses; others share by chance, most on low numbers."""
    block, draws = states.block, states.draws
    number = block.number[states.at] * 2 + (step >= CHANGED)
    street = draws.below("street", number, len(STREETS))
    house = draws.quantile("house", number, ((0, 1), (600, 80), (900, 300), (1000, 900)))
    room = draws.below("room", number, 30) + 1
    shared = draws.chance("shared address", number, 125_000) & (block.group[states.at] != SOLE_TRADER)
    own = joined(
        COUNTY, words(TOWNS, block.town[states.at]), words(STREETS, street), whole(house), "号", whole(room), "室"
    )
    desk = joined(COUNTY, "望栖镇创业路8号集中登记区", whole(draws.below("desk", number, 12) + 1), "号")
    return where(shared, desk, own)


def _place(column: pl.Series, states: Events) -> pl.Series:
    return column.gather(pl.Series(states.at))


def _constant(word: str, rows: int) -> pl.Series:
    return pl.Series([word]).new_from_index(0, rows)
