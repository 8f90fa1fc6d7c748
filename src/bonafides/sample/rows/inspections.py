"""Random inspections and product samplings."""

from __future__ import annotations

import numpy as np
import polars as pl

from bonafides.sample.industries import FOOD
from bonafides.sample.population import Block
from bonafides.sample.rows.sheet import AUTHORITY, Cells, happening, table
from bonafides.sample.texts import dates, hundredths, joined, where, whole, words

_RESULTS = (
    "未发现问题",
    "正常",
    "未按规定公示年报",
    "未按规定公示其他应当公示的信息",
    "公示信息隐瞒真实情况、弄虚作假",
    "通过登记的住所（经营场所）无法联系",
    "发现问题已责令改正",
    "发现问题经责令已改正",
    "不配合检查情节严重",
    "未发现开展本次抽查涉及的经营活动",
    "发现问题待后续处理",
    "注销、吊销、撤销、迁出、关闭停业或清算",
)
_CLEAN_WEIGHTS = (700, 40, 20, 12, 4, 20, 60, 10, 1, 60, 20, 20)
_RISKY_WEIGHTS = (330, 20, 60, 30, 14, 90, 210, 30, 4, 60, 110, 42)
_ITEMS = (
    "登记事项检查；公示信息检查",
    "食品经营监督检查",
    "产品质量监督检查；广告行为检查",
    "价格行为检查",
    "特种设备使用单位检查",
    "计量监督检查；登记事项检查",
)
_PRODUCTS = (
    "花生油",
    "酱油",
    "白酒",
    "糕点",
    "鲜猪肉",
    "大米",
    "瓶装水",
    "儿童书包",
    "电线电缆",
    "水泥",
    "建筑涂料",
    "插座",
)
_FAILED = ("菌落总数", "苯甲酸", "铅（以Pb计）", "酸价；过氧化值", "标签", "甲醛释放量", "阻燃性能")


def inspections(block: Block) -> pl.DataFrame:
    """Results of double-random inspections."""
    events = happening(block, "inspection", 150_000 + np.minimum(block.risk * 40, 600_000))
    risky = block.draws.chance("inspection finds", events.key, np.minimum(block.risk[events.at] * 60, 900_000))
    found = np.where(
        risky,
        block.draws.pick("risky result", events.key, _RISKY_WEIGHTS),
        block.draws.pick("clean result", events.key, _CLEAN_WEIGHTS),
    )
    found = np.where((found == 1) & (events.year > 2023), 0, found)  # the older system said 正常
    cells: Cells = {
        "抽查计划编号": joined("SJ", whole(events.year), "-", whole(events.key % 37 + 1)),
        "抽查类型": words(("定向", "不定向"), block.draws.pick("selection", events.key, (1, 3))),
        "检查方式": words(
            ("现场检查", "书面检查", "网络监测", "委托专业机构"),
            block.draws.pick("method", events.key, (70, 16, 10, 4)),
        ),
        "抽查事项": words(_ITEMS, block.draws.below("items", events.key, len(_ITEMS))),
        "检查结果": words(_RESULTS, found),
        "检查日期": dates(events.day),
        "检查机关": AUTHORITY,
    }
    return table(events, "JC", "检查编号", "统一社会信用代码", cells, "名称")


def samplings(block: Block) -> pl.DataFrame:
    """Results of supervisory sampling; purchase price and formula are trade secrets."""
    makes = (block.traits & FOOD > 0) * 150_000 + 12_000
    events = happening(block, "sampling", makes + np.minimum(block.risk * 12, 200_000))
    failed = block.draws.chance("sample failed", events.key, np.minimum(15_000 + block.risk[events.at] * 12, 400_000))
    food = block.traits[events.at] & FOOD > 0
    product = np.where(
        food, block.draws.below("food product", events.key, 7), 7 + block.draws.below("product", events.key, 5)
    )
    items = words(_FAILED, block.draws.below("failed item", events.key, len(_FAILED)))
    cells: Cells = {
        "抽检类别": words(("产品质量", "食品"), food.astype(np.int64)),
        "产品名称": words(_PRODUCTS, product),
        "生产日期或批号": dates(events.day - 20 - block.draws.below("batch", events.key, 90), "%Y%m%d"),
        "检验日期": dates(events.day),
        "检验报告编号": joined("No.", whole(events.key % 10**9)),
        "检验结论": words(("合格", "不合格"), failed.astype(np.int64)),
        "不合格项目": where(failed, items),
        "进货单价(元)": hundredths(150 + block.draws.below("price", events.key, 20_000)),
        "配方说明": where(
            food & block.draws.chance("formula", events.key, 200_000), joined("配方留存件", whole(events.key % 89))
        ),
    }
    return table(events, "CY", "抽检编号", "统一社会信用代码", cells, "名称")
