"""Customs grades of trading and manufacturing enterprises; five grades since 2026-04-01, three before."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from bonafides.sample.forms import ENTERPRISE
from bonafides.sample.industries import TRADES
from bonafides.sample.population import Block
from bonafides.sample.rows.sheet import SLOTS, Cells, Events, table
from bonafides.sample.texts import dates, day_number, hundredths, joined, whole, words, working_day

SLASHED = "%Y/%-m/%-d"
_OLD_RULES, _NEW_RULES = day_number(date(2021, 11, 1)), day_number(date(2026, 4, 1))
_OLD = ("高级认证企业", "常规管理企业", "失信企业")
_NEW = ("高级认证企业", "认证企业", "常规企业", "失信企业", "严重失信企业")


def grades(block: Block) -> pl.DataFrame:
    """The grade on registration, and for some a later one."""
    share = np.where(block.traits & TRADES > 0, 160_000, 45_000) * (block.group == ENTERPRISE)
    first = np.maximum(block.established + 40, _OLD_RULES) + block.draws.below("customs day", block.number, 200)
    there = block.draws.chance("at customs", block.number, share) & (first < np.minimum(block.ended, block.as_of) - 40)
    again = there & block.draws.chance("graded again", block.number, 350_000)
    room = np.minimum(block.ended, block.as_of) - first
    second = first + 10 + block.draws.below("customs again", block.number, np.maximum(room - 30, 1))
    at = np.concatenate([np.flatnonzero(there), np.flatnonzero(again)])
    turn = np.repeat((0, 1), (int(there.sum()), int(again.sum())))
    order = np.lexsort((turn, at))
    at, turn = at[order], turn[order]
    day = working_day(np.where(turn == 0, first[at], second[at]))
    events = Events(block, at, block.number[at] * SLOTS + turn, day)
    old = block.draws.pick("customs grade", events.key, (4, 93, 3))
    new = block.draws.pick("customs grade of five", events.key, (4, 8, 84, 3, 1))
    cells: Cells = {
        "海关注册编码": joined("99009", whole(10_000 + block.number[at] % 90_000)),
        "信用等级": words((*_OLD, *_NEW), np.where(day < _NEW_RULES, old, 3 + new)),
        "认定日期": dates(day, SLASHED),
        "上年度进出口额(万元)": hundredths(
            block.draws.quantile("traded", events.key, ((0, 0), (500, 5_000), (900, 200_000), (1000, 9_000_000)))
        ),
    }
    return table(events, "HG", "认定编号", "统一社会信用代码", cells, "企业名称")
