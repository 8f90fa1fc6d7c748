"""The files of human resources: contributions of each year, labour violations, the list of wage arrears."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from bonafides.sample.forms import SOLE_TRADER
from bonafides.sample.industries import BUILDS
from bonafides.sample.population import Block
from bonafides.sample.rows.sheet import SLOTS, Cells, Events, happening, table
from bonafides.sample.texts import EPOCH, dates, day_number, hundredths, where, whole, words, working_day

DOTTED = "%Y.%-m.%-d"
_CODE = "统一社会信用代码"
_YEARS = 3
_KINDS = (
    "克扣、无故拖欠劳动报酬",
    "不依法参加社会保险或缴纳社会保险费",
    "违反工作时间和休息休假规定",
    "违反劳动合同规定",
    "拒不配合劳动保障监察",
    "违反女职工和未成年工特殊保护规定",
)


def contributions(block: Block) -> pl.DataFrame:
    """Each February the contributions of the year before, of employers other than sole traders."""
    this_year = date.fromordinal(EPOCH.toordinal() + block.as_of).year
    employer = (block.group != SOLE_TRADER) & (block.employees > 1)
    at, year = [], []
    for paid_for in range(this_year - _YEARS, this_year):
        there = (block.established < day_number(date(paid_for, 12, 1))) & (
            block.ended > day_number(date(paid_for + 1, 3, 1))
        )
        found = np.flatnonzero(employer & there)
        at.append(found)
        year.append(np.full(len(found), paid_for))
    places, years = np.concatenate(at), np.concatenate(year)
    order = np.lexsort((years, places))
    places, years = places[order], years[order]
    key = block.number[places] * SLOTS + years % 100
    february = (years + 1 - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64) + 33
    events = Events(block, places, key, working_day(february + block.draws.below("settled", key, 20)))
    insured = np.maximum(block.employees[places] * (50 + block.draws.below("insured", key, 50)) // 100, 1)
    due = insured * (1_100_000 + block.draws.below("wage base", key, 900_000))  # fen a year
    bad = block.draws.chance("pays badly", key, np.minimum(8_000 + block.risk[places] * 16, 400_000))
    status = np.where(bad, 1 + block.draws.pick("how badly", key, (60, 25, 15)), 0)
    part = np.where(status == 2, 20 + block.draws.below("part paid", key, 70), np.where(status == 3, 0, 100))
    cells: Cells = {
        "年度": whole(years),
        "参保人数": whole(insured),
        "应缴金额(元)": hundredths(due),
        "实缴金额(元)": hundredths(due * part // 100),
        "缴费状态": words(("足额缴纳", "逾期缴纳", "部分缴纳", "未缴纳"), status),
        "核定日期": dates(events.day, DOTTED),
    }
    return table(events, "SB", "缴费记录号", _CODE, cells)


def violations(block: Block) -> pl.DataFrame:
    """Major violations of labour security."""
    builds = (block.traits & BUILDS > 0) * 3 + 1
    events = happening(block, "labour violation", (block.employees > 3) * builds * (1_500 + block.risk * 6), most=5)
    affected = 1 + block.draws.below("affected", events.key, block.employees[events.at])
    cells: Cells = {
        "违法类型": words(_KINDS, block.draws.pick("labour kind", events.key, (50, 20, 12, 10, 6, 2))),
        "涉及劳动者人数": whole(affected),
        "涉及金额(元)": hundredths(affected * (200_000 + block.draws.below("labour amount", events.key, 3_000_000))),
        "是否已改正": words(("否", "是"), block.draws.chance("put right", events.key, 700_000).astype(np.int64)),
        "公布日期": dates(events.day, DOTTED),
        "处理决定书文号": events.numbered("澄人社监"),
    }
    return table(events, "LD", "公布编号", _CODE, cells, "用人单位名称")


def wage_arrears(block: Block) -> pl.DataFrame:
    """Employers listed for arrears with migrant workers' wages, mostly in construction."""
    builds = (block.traits & BUILDS > 0) & (block.group != SOLE_TRADER)
    events = happening(block, "wage arrears", builds * (1_200 + block.risk * 8), most=2)
    early = block.draws.chance("wages paid", events.key, 350_000)
    ends = working_day(events.day + np.where(early, 200 + block.draws.below("paid after", events.key, 400), 1096))
    workers = 3 + block.draws.below("workers", events.key, 60)
    cells: Cells = {
        "列入情形": words(
            ("达到拒不支付劳动报酬罪数额标准", "引发群体性事件或极端事件"),
            block.draws.pick("wage case", events.key, (4, 1)),
        ),
        "涉及农民工人数": whole(workers),
        "拖欠金额(元)": hundredths(workers * (500_000 + block.draws.below("wages owed", events.key, 3_000_000))),
        "列入日期": dates(events.day, DOTTED),
        "移出日期": where(ends <= block.as_of, dates(ends, DOTTED)),
        "列入决定书文号": events.numbered("澄人社欠字"),
    }
    return table(events, "QX", "名单编号", _CODE, cells, "用人单位名称")
