"""The environment authority's files: yearly evaluations in four colours, and penalties."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from bonafides.sample.forms import SOLE_TRADER
from bonafides.sample.industries import EMITS
from bonafides.sample.population import Block
from bonafides.sample.rows.sheet import SLOTS, Cells, Events, happening, table
from bonafides.sample.texts import EPOCH, dates, day_number, hundredths, joined, where, whole, words, working_day

CHINESE = "%Y年%-m月%-d日"
_EVALUATED_YEARS = 3


def evaluations(block: Block) -> pl.DataFrame:
    """Each May the colour of the year before, for a part of the businesses that emit."""
    this_year = date.fromordinal(EPOCH.toordinal() + block.as_of).year
    chosen = (block.traits & EMITS > 0) & block.draws.chance("evaluated", block.number, 420_000)
    chosen &= block.group != SOLE_TRADER
    at, year, day = [], [], []
    for rated in range(this_year - _EVALUATED_YEARS, this_year):
        may = day_number(date(rated + 1, 5, 12))
        found = np.flatnonzero(
            chosen & (block.established < may - 400) & (block.ended > may + 20) & (block.as_of > may + 20)
        )
        at.append(found)
        year.append(np.full(len(found), rated))
        day.append(np.full(len(found), may))
    places, years = np.concatenate(at), np.concatenate(year)
    order = np.lexsort((years, places))
    places, years = places[order], years[order]
    key = block.number[places] * SLOTS + years % 100
    events = Events(
        block, places, key, working_day(np.concatenate(day)[order] + block.draws.below("evaluated day", key, 15))
    )
    bad = block.draws.chance("dirty", key, np.minimum(block.risk[places] * 50, 800_000))
    colour = np.where(
        bad, 1 + block.draws.pick("dirty colour", key, (40, 45, 15)), block.draws.pick("colour", key, (20, 70, 9, 1))
    )
    key_unit = block.employees[places] > 60
    cells: Cells = {
        "评价年度": whole(years),
        "评价结果": words(("绿色", "蓝色", "黄色", "红色"), colour),
        "重点排污单位": words(("false", "true"), key_unit.astype(np.int64)),
        "评价日期": dates(events.day, CHINESE),
        "工艺与排放环节": where(key_unit, joined("工艺流程留存件", whole(key % 71))),
    }
    return table(events, "HP", "评价编号", "统一社会信用代码", cells, "单位名称")


def penalties(block: Block) -> pl.DataFrame:
    """Environmental penalties of businesses that emit."""
    events = happening(block, "environment penalty", (block.traits & EMITS > 0) * (12_000 + block.risk * 55), most=9)
    fine = block.draws.quantile("environment fine", events.key, ((0, 50), (500, 300), (900, 2000), (1000, 100_000)))
    kind = block.draws.pick("environment kind", events.key, (6, 80, 6, 6, 2))
    fined = kind != 0
    tier = np.where((kind >= 3) | (fine >= 10_000), 2, np.where(fined & (fine >= 500), 1, 0))
    cells: Cells = {
        "决定书文号": events.numbered("澄环罚"),
        "违法事实": words(
            ("未按规定建立环境管理台账", "超过许可排放浓度排放污染物", "以逃避监管的方式排放污染物"), tier
        ),
        "处罚依据": words(
            ("《排污许可管理条例》第三十七条", "《大气污染防治法》第九十九条", "《水污染防治法》第八十三条"), tier
        ),
        "处罚种类": words(("警告", "罚款", "没收违法所得、罚款", "责令停产整治、罚款", "吊销许可证件、罚款"), kind),
        "罚款金额(万元)": where(fined, hundredths(fine)),
        "失信程度": words(("轻微", "一般", "严重"), tier),
        "处罚程序": "普通程序",
        "决定日期": dates(events.day, CHINESE),
        "处罚机关": "澄岚县生态环境局",
    }
    return table(events, "HF", "案号", "统一社会信用代码", cells, "单位名称")
