"""Credit commitments and honours."""

from __future__ import annotations

import numpy as np
import polars as pl

from bonafides.sample.draws import Ints
from bonafides.sample.forms import SOLE_TRADER
from bonafides.sample.population import Block
from bonafides.sample.rows.sheet import AUTHORITY, Cells, Events, happening, table
from bonafides.sample.texts import dates, where, words

REPAIR = 2
_KINDS = ("审批替代型", "证明事项型", "信用修复型", "主动公示型", "行业自律型")
_MATTERS = ("符合食品经营许可条件", "住所使用证明", "已履行处罚决定并完成整改", "依法诚信经营", "遵守行业自律公约")
_OUTCOMES = ("履行中", "已履行", "已整改", "未履行", "承诺不实")
_HONOURS = ("守合同重信用企业", "放心消费示范单位", "诚信个体工商户", "质量奖提名单位", "消费者满意单位")


def commitments(block: Block) -> pl.DataFrame:
    """Commitments and what became of them."""
    events = happening(block, "commitment", np.full(len(block.number), 260_000), most=8)
    return commitment_rows(events, block.draws.pick("commitment kind", events.key, (30, 18, 6, 40, 6)))


def commitment_rows(events: Events, kind: Ints) -> pl.DataFrame:
    """A row for each event, of the kind beside it."""
    block = events.block
    due = events.day + 30 + block.draws.below("due", events.key, 330)
    broken = block.draws.chance("broken", events.key, np.minimum(8_000 + block.risk[events.at] * 14, 300_000))
    after = np.where(broken, 2 + block.draws.pick("how broken", events.key, (5, 4, 1)), 1)
    cells: Cells = {
        "承诺类型": words(_KINDS, kind),
        "承诺事项": words(_MATTERS, kind),
        "承诺日期": dates(events.day),
        "履行期限": dates(due),
        "履行情况": words(_OUTCOMES, np.where(due > block.as_of, 0, after)),
    }
    return table(events, "CN", "承诺编号", "统一社会信用代码", cells, "名称")


def honours(block: Block) -> pl.DataFrame:
    """Honours: rarer where the risk is high."""
    events = happening(block, "honour", np.maximum(30_000 - block.risk * 20, 0), most=3)
    sole = block.group[events.at] == SOLE_TRADER
    title = np.where(sole, 2, block.draws.pick("honour title", events.key, (40, 25, 0, 10, 25)))
    lasting = block.draws.chance("honour without end", events.key, 400_000)
    cells: Cells = {
        "荣誉名称": words(_HONOURS, title),
        "授予机关": AUTHORITY,
        "级别": words(("国家级", "省级", "市级", "县级"), block.draws.pick("level", events.key, (1, 6, 28, 65))),
        "授予日期": dates(events.day),
        "有效期止": where(~lasting, dates(events.day + 1096)),
    }
    return table(events, "RY", "荣誉编号", "统一社会信用代码", cells, "名称")
