"""The tax authority's files: ratings, arrears, penalties. Dates have no separators, amounts are in 万元."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from bonafides.sample.forms import COOPERATIVE, ENTERPRISE
from bonafides.sample.population import FOREVER, Block
from bonafides.sample.rows.sheet import SLOTS, Cells, Events, happening, table
from bonafides.sample.texts import EPOCH, dates, day_number, hundredths, where, whole, words, working_day

SOLID = "%Y%m%d"
OFFICE = "国家税务总局澄岚县税务局"
_CODE, _NAME = "纳税人识别号", "纳税人名称"
_GRADES = ("A", "B", "M", "C", "D")
_TAXES = ("增值税", "企业所得税", "消费税", "城镇土地使用税", "房产税", "印花税", "城市维护建设税")
_RATED_YEARS = 3


def ratings(block: Block) -> pl.DataFrame:
    """Each April the grade of the year before, for enterprises and cooperatives."""
    this_year = date.fromordinal(EPOCH.toordinal() + block.as_of).year
    taxed = (block.group == ENTERPRISE) | (block.group == COOPERATIVE)
    at, year = [], []
    for rated in range(this_year - _RATED_YEARS, this_year):
        there = (block.established < day_number(date(rated, 11, 1))) & (block.ended > day_number(date(rated + 1, 5, 1)))
        found = np.flatnonzero(taxed & there & (block.as_of > day_number(date(rated + 1, 5, 1))))
        at.append(found)
        year.append(np.full(len(found), rated))
    places, years = np.concatenate(at), np.concatenate(year)
    order = np.lexsort((years, places))
    places, years = places[order], years[order]
    key = block.number[places] * SLOTS + years % 100
    april = (years + 1 - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64) + 95
    events = Events(block, places, key, working_day(april + block.draws.below("rated day", key, 20)))
    young = block.established[places] > april - 460
    good = block.draws.pick("grade", key, (16, 62, 8, 10, 4))
    bad = block.draws.pick("bad grade", key, (1, 40, 4, 35, 20))
    risky = block.draws.chance("graded badly", key, np.minimum(block.risk[places] * 60, 700_000))
    cells: Cells = {
        "评价年度": whole(years),
        "信用级别": words(_GRADES, np.where(young, 2, np.where(risky, bad, good))),
        "评价日期": dates(events.day, SOLID),
    }
    return table(events, "SX", "评价编号", _CODE, cells, _NAME)


def arrears(block: Block) -> pl.DataFrame:
    """Notices of overdue tax, with the day on which it was cleared."""
    events = happening(block, "arrears", (block.group == ENTERPRISE) * (20_000 + block.risk * 40), most=9)
    owed = block.draws.quantile("owed", events.key, ((0, 10), (500, 300), (850, 3000), (990, 60_000), (1000, 900_000)))
    stay = block.draws.quantile("arrears stay", events.key, ((0, 20), (600, 200), (1000, 1500)))
    cleared = np.minimum(working_day(events.day + stay), FOREVER)
    cells: Cells = {
        "欠税税种": words(_TAXES, block.draws.pick("tax", events.key, (50, 20, 2, 10, 8, 6, 4))),
        "欠税余额(万元)": hundredths(owed),
        "当期新发生欠税(万元)": hundredths(owed * block.draws.below("newly", events.key, 100) // 100),
        "公告日期": dates(events.day, SOLID),
        "清缴日期": where(cleared <= block.as_of, dates(cleared, SOLID)),
        "主管税务机关": OFFICE,
    }
    return table(events, "QS", "公告编号", _CODE, cells, _NAME)


def penalties(block: Block) -> pl.DataFrame:
    """Tax penalties: mostly small fines for late returns."""
    events = happening(block, "tax penalty", 4_000 + block.risk * 14, most=6)
    fine = block.draws.quantile("tax fine", events.key, ((0, 1), (700, 20), (930, 300), (1000, 40_000)))
    spot = fine <= 30
    tier = np.where(fine >= 5_000, 2, np.where(fine >= 200, 1, 0))
    kinds = np.where(fine >= 5_000, block.draws.below("tax kinds", events.key, 3), 0)
    cells: Cells = {
        "处罚决定书文号": events.numbered("澄税罚"),
        "违法事实": words(("未按规定期限办理纳税申报", "未按规定开具发票", "虚开发票", "编造虚假计税依据"), tier),
        "处罚依据": words(
            ("《税收征收管理法》第六十二条", "《发票管理办法》第三十三条", "《税收征收管理法》第六十三条"), tier
        ),
        "处罚种类": words(("罚款", "没收违法所得、罚款", "罚款、停止出口退税权"), kinds),
        "罚款金额(万元)": hundredths(fine),
        "失信程度": words(("轻微", "一般", "严重"), tier),
        "处罚程序": words(("普通程序", "简易程序"), spot.astype(np.int64)),
        "处罚决定日期": dates(events.day, SOLID),
        "处罚机关": OFFICE,
    }
    return table(events, "SC", "处罚编号", _CODE, cells, _NAME)
