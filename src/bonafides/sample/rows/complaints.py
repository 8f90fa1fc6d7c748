"""Complaints and reports of consumers: more where the risk is high, and most about those who sell to many."""

from __future__ import annotations

import numpy as np
import polars as pl

from bonafides.sample.draws import Ints
from bonafides.sample.industries import DRUG, FOOD
from bonafides.sample.population import Block
from bonafides.sample.rows.sheet import Cells, Events, happening, table
from bonafides.sample.texts import dates, where, words

FIELDS = ("食品", "药品", "产品质量", "价格", "广告", "预付卡", "服务", "其他")
PENDING = "办理中"
_FOOD, _DRUG, _PREPAID = 0, 1, 5
_OTHERS = (0, 0, 30, 14, 10, 12, 26, 8)
_OUTCOMES = (PENDING, "不予受理", "调解成功", "终止调解", "立案", "不予立案")
_MEDIATED, _REPORTED = (0, 12, 58, 30, 0, 0), (0, 10, 0, 0, 30, 60)
_PERIOD = 60  # days within which nearly all are handled


def complaints(block: Block) -> pl.DataFrame:
    """Those of the last five years."""
    return complaint_rows(happening(block, "complaint", 60_000 + np.minimum(block.risk * 50, 2_000_000)))


def complaint_rows(events: Events, *, prepaid: bool = False) -> pl.DataFrame:
    """A row for each event; `prepaid`: all of them complaints about cards paid for in advance."""
    draws, key = events.draws, events.key
    traits = events.block.traits[events.at]
    own = np.where(traits & FOOD > 0, _FOOD, np.where(traits & DRUG > 0, _DRUG, -1))
    typical = draws.chance("complaint of the trade", key, 650_000) & (own >= 0)
    field: Ints = np.where(typical, own, draws.pick("complaint field", key, _OTHERS))
    report = draws.chance("complaint is a report", key, 300_000)
    if prepaid:
        field, report = np.full_like(field, _PREPAID), np.zeros_like(report)
    handled = np.where(report, draws.pick("report outcome", key, _REPORTED), draws.pick("outcome", key, _MEDIATED))
    fresh = events.day + draws.below("complaint handled", key, _PERIOD) > events.block.as_of
    cells: Cells = {
        "类型": words(("投诉", "举报"), report.astype(np.int64)),
        "涉及领域": words(FIELDS, field),
        "登记日期": dates(events.day),
        "处理情况": where(fresh, words((PENDING,), np.zeros_like(field)), words(_OUTCOMES, handled)),
    }
    return table(events, "TS", "工单编号", "统一社会信用代码", cells, "名称")
