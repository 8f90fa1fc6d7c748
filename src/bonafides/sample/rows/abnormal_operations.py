"""The list of abnormal operations: missing annual reports, businesses nobody can reach, false information."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from bonafides.sample.draws import Ints
from bonafides.sample.forms import SOLE_TRADER
from bonafides.sample.population import FOREVER, Block
from bonafides.sample.rows.reporting import reporting
from bonafides.sample.rows.sheet import AUTHORITY, SLOTS, Cells, Events, happening, table
from bonafides.sample.texts import dates, day_number, where, words, working_day

_REASONS = (
    "未按规定期限公示年度报告",
    "通过登记的住所（经营场所）无法联系",
    "公示信息隐瞒真实情况、弄虚作假",
    "未在责令期限内公示有关企业信息",
)
_REMOVALS = ("补报年报", "重新取得联系", "更正公示信息", "履行公示义务")
_STAY = ((0, 20), (500, 150), (850, 500), (1000, 1800))


def abnormal_operations(block: Block) -> pl.DataFrame:
    """Listings with the day of removal where there was one."""
    at, key, day, until = _unreported(block)
    other = happening(block, "abnormal", 14_000 + block.risk * 9, most=4)
    stay = other.day + block.draws.quantile("abnormal stay", other.key, _STAY)
    reason = 1 + block.draws.pick("abnormal reason", other.key, (80, 6, 14))
    events = Events(
        block, np.concatenate([at, other.at]), np.concatenate([key, other.key + 40]), np.concatenate([day, other.day])
    )
    reasons = np.concatenate([np.zeros(len(at), dtype=np.int64), reason])
    ends = np.concatenate([until, stay])
    order = np.argsort(events.key, kind="stable")
    events = Events(block, events.at[order], events.key[order], events.day[order])
    return _rows(events, reasons[order], working_day(ends[order]))


def _unreported(block: Block) -> tuple[Ints, Ints, Ints, Ints]:
    """Listed within ten working days after June, removed some days after the report came."""
    at, key, day, until = [], [], [], []
    for one in reporting(block):
        listed = working_day(
            np.full(len(block.number), _july(one.year)) + block.draws.below("listing", block.number, 6)
        )
        which = np.flatnonzero(one.late & (one.day > listed + 3) & (listed < np.minimum(block.as_of, block.ended - 10)))
        at.append(which)
        key.append(block.number[which] * SLOTS + one.year % 10)
        day.append(listed[which])
        removed = one.day[which] + 3 + block.draws.below("removal", block.number[which], 7)
        until.append(np.where(one.day[which] == FOREVER, FOREVER, removed))
    return np.concatenate(at), np.concatenate(key), np.concatenate(day), np.concatenate(until)


def _july(year: int) -> int:
    return day_number(date(year + 1, 7, 9))


def _rows(events: Events, reason: Ints, ends: Ints) -> pl.DataFrame:
    over = (ends <= events.block.as_of) & (ends > events.day)
    shown = np.where(over, ends, events.day)
    sole = events.block.group[events.at] == SOLE_TRADER
    cells: Cells = {
        "列入原因": words(_REASONS, reason),
        "列入方式": words(("列入", "标记"), sole.astype(np.int64)),
        "列入日期": dates(events.day),
        "列入决定书文号": events.numbered("澄市监异字"),
        "移出日期": where(over, dates(shown)),
        "移出原因": where(over, words(_REMOVALS, reason)),
        "作出决定机关": AUTHORITY,
    }
    return table(events, "LY", "列异编号", "统一社会信用代码", cells, "名称")
