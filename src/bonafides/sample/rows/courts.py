"""Judgment defaulters that are organisations. A sole trader's debt is a person's: the file has none."""

from __future__ import annotations

import numpy as np
import polars as pl

from bonafides.sample.forms import SOLE_TRADER
from bonafides.sample.population import Block
from bonafides.sample.rows.sheet import Cells, happening, table
from bonafides.sample.texts import dates, hundredths, joined, where, whole, words, working_day

_CIRCUMSTANCES = (
    "有履行能力而拒不履行生效法律文书确定义务",
    "违反财产报告制度",
    "以虚假诉讼、虚假仲裁或者以隐匿、转移财产等方法规避执行",
    "无正当理由拒不履行执行和解协议",
    "违反限制消费令",
    "以伪造证据、暴力、威胁等方法妨碍、抗拒执行",
)
_TWO_YEARS = 730


def defaulters(block: Block) -> pl.DataFrame:
    """Entries with the day on which they were taken down."""
    events = happening(block, "defaulter", (block.group != SOLE_TRADER) * (8_000 + block.risk * 26), most=8)
    filed = events.day - 30 - block.draws.below("filed", events.key, 300)
    early = block.draws.chance("performed", events.key, 300_000)
    ends = working_day(
        events.day + np.where(early, 40 + block.draws.below("performed after", events.key, 500), _TWO_YEARS)
    )
    over = ends <= block.as_of
    performed = np.where(over & early, 2, block.draws.pick("performance", events.key, (75, 25)))
    owed = block.draws.quantile("judgment", events.key, ((0, 300_000), (600, 20_000_000), (1000, 1_900_000_000)))
    case = whole(events.key % 9_000 + 1)
    cells: Cells = {
        "案号": joined("（", whole(events.year), "）澄9900执", case, "号"),
        "执行法院": "澄岚县人民法院",
        "执行依据文号": joined("（", whole(events.year - 1), "）澄9900民初", case, "号"),
        "立案日期": dates(filed),
        "发布日期": dates(events.day),
        "屏蔽日期": where(over, dates(ends)),
        "履行情况": words(("全部未履行", "部分履行", "全部已履行"), performed),
        "失信行为具体情形": words(_CIRCUMSTANCES, block.draws.pick("circumstance", events.key, (60, 20, 8, 6, 4, 2))),
        "执行标的金额(元)": hundredths(owed),
    }
    return table(events, "SXZ", "公布编号", "组织机构代码", cells, "被执行人名称")
