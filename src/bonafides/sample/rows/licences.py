"""Licences of food, drug, device, equipment and chemicals businesses: five years, renewed under the same number."""

from __future__ import annotations

import numpy as np
import polars as pl

from bonafides.sample.draws import Bools, Ints
from bonafides.sample.industries import CHEMICALS, DEVICE, DRUG, EQUIPMENT, FOOD
from bonafides.sample.population import Block
from bonafides.sample.rows.sheet import AUTHORITY, SLOTS, Cells, Events, table
from bonafides.sample.texts import dates, joined, where, whole, words, working_day

TERM = 1826  # days
_OLDEST = 11 * 365
FOOD_TRADE = 0
_KINDS = (
    (FOOD, "食品经营许可", "JY", "热食类食品制售；预包装食品销售"),
    (DRUG, "药品零售许可", "YL", "中成药、化学药制剂、抗生素制剂"),
    (DEVICE, "医疗器械经营许可", "QX", "第三类医疗器械：6815、6866"),
    (EQUIPMENT, "特种设备生产许可", "TS", "压力管道元件制造（B级）"),
    (CHEMICALS, "危险化学品经营许可", "WH", "不带储存经营：乙醇、丙酮"),
)


def licences(block: Block) -> pl.DataFrame:
    """Each licence and each of its renewals, in order of entity."""
    parts = [_of_kind(block, place) for place in range(len(_KINDS))]
    return pl.concat(parts).sort("_key", maintain_order=True)


def _of_kind(block: Block, place: int) -> pl.DataFrame:
    letters = _KINDS[place][2]
    first = np.maximum(
        block.established + 20 + block.draws.below(f"issued {letters}", block.number, 60), block.as_of - _OLDEST
    )
    last = np.minimum(block.ended, block.as_of)
    terms = np.where(holders(block, place) & (first < last), (last - first) // (TERM + 1) + 1, 0)
    at = np.repeat(np.arange(len(terms)), terms)
    term = np.arange(len(at)) - np.repeat(np.cumsum(terms) - terms, terms)
    begins = first[at] + term * (TERM + 1)
    decided = working_day(begins - np.where(term > 0, 10, 0))
    return licence_rows(Events(block, at, block.number[at] * SLOTS + place * 10 + term, decided), place, begins)


def holders(block: Block, place: int) -> Bools:
    """Who holds a licence of a kind."""
    trait, _, letters, _ = _KINDS[place]
    return (block.traits & trait > 0) & block.draws.chance(f"licence {letters}", block.number, 820_000)


def licence_rows(events: Events, place: int, begins: Ints) -> pl.DataFrame:
    """A licence of a kind for each event, or its renewal, from the day beside it on."""
    _, title, letters, scope = _KINDS[place]
    block, at, decided = events.block, events.at, events.day
    number = block.number[at]
    old_form = block.draws.chance("licence scope", number, 300_000)
    cells: Cells = {
        "许可名称": title,
        "许可证编号": joined(letters, "990", whole(number + 100_000_000)),
        "许可内容": where(old_form, words((scope,), np.zeros_like(at)), scope.split("；")[0]),
        "办理方式": words(
            ("一般程序", "告知承诺"), block.draws.chance("by commitment", events.key, 220_000).astype(np.int64)
        ),
        "许可决定日期": dates(decided),
        "有效期自": dates(np.maximum(begins, decided)),
        "有效期止": dates(begins + TERM),
        "许可决定书文号": events.numbered("澄市监许"),
        "许可机关": AUTHORITY,
        "生产工艺说明": where(
            block.draws.chance("process", events.key, 50_000), joined("工艺留存件", whole(events.key % 97)), None
        ),
    }
    return table(events, "XK", "许可流水号", "统一社会信用代码", cells, "名称")
